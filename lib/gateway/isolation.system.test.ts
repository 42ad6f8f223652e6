import { Pool } from 'undici';
import { expect, test } from 'vitest';
import {
  type Harness,
  json,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from './testing/harness';

// As processes on one Postgres, with 10,000 calls: server/counts.process.test.ts.

const policy = '{"version":"1","default":"allow"}';

test('2,000 interleaved calls with colliding ids over two gateways: no answer reaches the wrong client', async () => {
  const server = await recordingServer(({ body }, res) => {
    const { id, params } = JSON.parse(body) as { id: number; params: { arguments: { mark: string } } };
    const { mark } = params.arguments;
    const answer = () =>
      json(res, { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: mark }] } });
    // Answers overtake one another.
    if (mark.length % 3 === 0) setImmediate(() => setImmediate(answer));
    else answer();
  });
  const gateways: Harness[] = [
    await startHarness(server.url, { policy }),
    await startHarness(server.url, { policy }),
  ];
  for (const { ports } of gateways) ports.setTools(serverId, reviewed('echo'));
  const pools = gateways.map(({ url }) => new Pool(new URL(url).origin, { connections: 24 }));
  let wrong = 0;
  let next = 0;
  const client = async (who: number) => {
    for (let turn = 0; next < 2_000; turn += 1) {
      next += 1;
      const mark = `${who} ${turn} ${'x'.repeat(turn % 7)}`;
      const message = {
        jsonrpc: '2.0',
        id: turn % 5,
        method: 'tools/call',
        params: { name: 'echo', arguments: { mark } },
      };
      const pool = pools[who % 2] as Pool;
      const { body } = await pool.request({
        method: 'POST',
        path: `/mcp/${serverId}`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
      const answer = (await body.json()) as { id: number; result?: { content: { text: string }[] } };
      if (answer.id !== turn % 5 || answer.result?.content[0]?.text !== mark) wrong += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: 48 }, (_, who) => client(who)));
    expect(wrong).toBe(0);
    expect(server.reached).toHaveLength(next);
    expect(gateways.flatMap(({ ports }) => ports.records)).toHaveLength(next);
  } finally {
    for (const pool of pools) await pool.destroy();
    for (const gateway of gateways) await gateway.close();
    await server.close();
  }
}, 120_000);
