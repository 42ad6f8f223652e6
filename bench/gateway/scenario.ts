/** 805 tools with two conditions each, and the calls of them. */

export const benchToken = 'bench-token';
export const serverId = 'server';
export const toolNames: readonly string[] = Array.from({ length: 805 }, (_, i) => `cloud_tool_${i}`);

/** `counted`: each call takes a unit of its tool's count a minute, which never runs out. */
export function benchPolicy(counted: boolean): string {
  const rule = (path: string, value: string | number, op: string) => ({ conditions: [{ path, op, value }] });
  const limit = { counter: 'calls', window: 'minute', max: 1_000_000_000, scope: 'grant' };
  const set = {
    require: [rule('args.region', '^eu-', 'regex')],
    deny_if: [rule('args.count', 100, 'gt')],
    ...(counted ? { limits: [limit] } : {}),
  };
  return JSON.stringify({
    version: '1',
    default: 'deny',
    tools: Object.fromEntries(toolNames.map((name) => [name, set])),
  });
}

/** The n-th call. */
export function benchCall(n: number): string {
  const name = toolNames[n % toolNames.length];
  const params = { name, arguments: { region: 'eu-west-1', count: n % 100, note: 'as the agent wrote it' } };
  return JSON.stringify({ jsonrpc: '2.0', id: n, method: 'tools/call', params });
}
