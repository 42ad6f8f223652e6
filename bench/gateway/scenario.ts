/** 805 tools with two conditions each, and the calls of them. */

export const benchToken = 'bench-token';
export const toolNames: readonly string[] = Array.from({ length: 805 }, (_, i) => `cloud_tool_${i}`);

export function benchPolicy(): string {
  const rule = (path: string, value: string | number, op: string) => ({ conditions: [{ path, op, value }] });
  const set = {
    require: [rule('args.region', '^eu-', 'regex')],
    deny_if: [rule('args.count', 100, 'gt')],
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
