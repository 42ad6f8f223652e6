import { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideApproval, listApprovals } from '@/lib/control';
import { type Granted, makeGranted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import { json, recordingServer } from '@/lib/gateway/testing/harness';
import {
  callTool,
  type GatewayProcess,
  type Installation,
  postgresBin,
  startInstallation,
} from '../e2e/gateways';

// What several processes count together on one Postgres, and that none mixes up its clients.

describe.runIf(postgresBin)('four gateways on one Postgres', () => {
  let installation: Installation;
  let server: Awaited<ReturnType<typeof recordingServer>>;
  let gateways: GatewayProcess[];

  beforeAll(async () => {
    installation = await startInstallation();
    server = await recordingServer(({ body }, res) => {
      const { id, params } = JSON.parse(body) as { id: number; params: { arguments: { id: string } } };
      const text = params.arguments.id ?? '';
      const answer = () => json(res, { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } });
      // Answers overtake one another.
      if (text.length % 3 === 0) setTimeout(answer, 2);
      else answer();
    });
    gateways = await Promise.all(Array.from({ length: 4 }, () => installation.gateway()));
  });
  afterAll(async () => {
    await server?.close();
    await installation?.close();
  });

  /** A grant that lets many calls be under way. */
  async function grant(policy: object): Promise<Granted> {
    const granted = await makeGranted(policy, { url: server.url });
    await db().grant.update({ where: { id: granted.grantId }, data: { maxInFlight: 1_000 } });
    await db().server.update({ where: { id: granted.serverId }, data: { maxInFlight: 1_000 } });
    return granted;
  }
  const recorded = (grantId: string, verdict: string) =>
    db().decisionRecord.count({ where: { grantId, verdict } });

  test('10,000 calls of 200 clients on a limit of 10: exactly 10 reach the server', async () => {
    const granted = await grant({
      tools: { pay: { limits: [{ counter: 'payments', window: 'month', max: 10 }] } },
    });
    const before = server.reached.length;
    const outcomes = await callMany(gateways, { granted, clients: 200, calls: 10_000, tool: 'pay' });
    expect(server.reached.length - before).toBe(10);
    expect(outcomes.get('answered')).toBe(10);
    expect(outcomes.get('denied')).toBe(9_990);
    expect(await recorded(granted.grantId, 'allow')).toBe(10);
    await expect.poll(() => recorded(granted.grantId, 'deny'), { timeout: 10_000 }).toBe(9_990);
  });

  test('1,000 uses of one approval at once: exactly one reaches the server', async () => {
    const granted = await grant({ tools: { pay: { action: 'approve' } } });
    const owner = granted.team.as('owner');
    const held = await callTool(gateways[0] as GatewayProcess, granted, 'pay', { id: 'x' });
    expect(held.body.result.content[0].text).toMatch(/^\[APPROVAL REQUIRED\]/);
    const { approvals } = await listApprovals(owner, { limit: 10 });
    expect(approvals).toHaveLength(1);
    await decideApproval(owner, { approvalId: approvals[0]?.id ?? '', decision: 'approve', reason: '' });
    const before = server.reached.length;
    const outcomes = await callMany(gateways, {
      granted,
      clients: 1_000,
      calls: 1_000,
      tool: 'pay',
      mark: () => 'x',
    });
    expect(server.reached.length - before).toBe(1);
    expect(outcomes.get('answered')).toBe(1);
    expect(outcomes.get('held')).toBe(999);
    expect(await recorded(granted.grantId, 'allow')).toBe(1);
  });

  test('10,000 interleaved calls with colliding ids over two of them: no answer reaches the wrong client', async () => {
    const granted = await grant({ tools: { look: {} } });
    const two = gateways.slice(0, 2);
    const outcomes = await callMany(two, {
      granted,
      clients: 48,
      calls: 10_000,
      tool: 'look',
      mark: (client, turn) => `${client} ${turn} ${'x'.repeat(turn % 7)}`,
    });
    expect(Object.fromEntries(outcomes)).toEqual({ answered: 10_000 });
    expect(await recorded(granted.grantId, 'allow')).toBe(10_000);
  });
});

type Many = {
  granted: Granted;
  clients: number;
  calls: number;
  tool: string;
  /** What the call says, and its answer must say again. */
  mark?: (client: number, turn: number) => string;
};

/** Every client calls in a loop, with the ids 0 to 4, on the gateway that is its own. How often each came to what. */
async function callMany(
  gateways: readonly GatewayProcess[],
  { granted, clients, calls, tool, mark = (client, turn) => `${client} ${turn}` }: Many,
): Promise<Map<string, number>> {
  const pools = gateways.map(
    ({ url }) => new Pool(url, { connections: Math.ceil(clients / gateways.length) }),
  );
  const outcomes = new Map<string, number>();
  let next = 0;
  const client = async (who: number) => {
    for (let turn = 0; next < calls; turn += 1) {
      next += 1;
      const [id, said] = [turn % 5, mark(who, turn)];
      const { statusCode, body } = await (pools[who % pools.length] as Pool).request({
        method: 'POST',
        path: `/mcp/${granted.serverId}`,
        headers: { authorization: `Bearer ${granted.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id,
          method: 'tools/call',
          params: { name: tool, arguments: { id: said } },
        }),
      });
      const answer = (await body.json()) as {
        id: number;
        result?: { content: { text: string }[]; isError?: boolean };
      };
      const text = answer.result?.content[0]?.text ?? JSON.stringify(answer);
      const outcome =
        answer.id !== id
          ? 'wrong'
          : text.startsWith('[POLICY DENIED]')
            ? 'denied'
            : text.startsWith('[APPROVAL REQUIRED]')
              ? 'held'
              : text === said
                ? 'answered'
                : `${statusCode} ${text}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, (_, who) => client(who)));
    return outcomes;
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}
