import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { memoryPorts } from '../memory-ports';
import { createSeal } from '../seal';
import type { Ended, RelayContext } from './context';
import { Relay } from './relay';

const answer = Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"content":[]}}');

function relayed(
  generation: RelayContext['generation'],
  headers: Record<string, string> = {},
): {
  relay: Relay;
  res: ServerResponse;
  ended: Ended[];
} {
  const ports = memoryPorts();
  ports.setGrant({ token: 'token', serverId: 'server', policy: null });
  const enforcement = ports.enforcement('token', 'server');
  if (enforcement === null || enforcement instanceof Promise) throw new Error('The grant is known.');
  const ended: Ended[] = [];
  const res = new ServerResponse(new IncomingMessage(new Socket()));
  const relay = new Relay({
    res,
    generation,
    asked: { id: 1, method: 'tools/call', name: 'tool' },
    listens: false,
    enforcement,
    seal: createSeal(Buffer.alloc(32, 1)),
    owner: { grantId: enforcement.grant.id, serverId: 'server' },
    session: null,
    clientFlags: '',
    settings: { maxAnswerBytes: 1_000, maxTtlMs: 1_000 },
    nowMs: Date.now,
    reply: () => {},
    toolsChanged: () => {},
    refused: () => null,
    finished: (how) => ended.push(how),
  });
  relay.head(200, { 'content-type': 'application/json', ...headers });
  relay.data(answer);
  relay.end();
  return { relay, res, ended };
}

test('a whole answer passes once, at the end of its turn', async () => {
  const { relay, res, ended } = relayed('modern');
  expect(ended).toEqual([]);
  await new Promise(setImmediate);
  relay.run();
  expect(ended.map(({ status }) => status)).toEqual(['answered']);
  expect([res.statusCode, res.writableEnded]).toEqual([200, true]);
});

test('an answer whose client went away, or whose access ended, within its turn does not pass', async () => {
  const gone = relayed('modern');
  gone.relay.gone();
  const closed = relayed('legacy');
  closed.relay.close();
  await new Promise(setImmediate);
  for (const { ended } of [gone, closed]) expect(ended.map(({ status }) => status)).toEqual(['cancelled']);
  expect(gone.res.headersSent).toBe(false);
});

test.each(['application/json', 'text/event-stream'])(
  'an answer of %s with a header that no client can be sent is broken',
  async (type) => {
    const { res, ended } = relayed('modern', { 'content-type': type, 'cache-control': 'no\x7fstore' });
    await new Promise(setImmediate);
    expect(ended.map(({ status }) => status)).toEqual(['broken']);
    expect([res.statusCode, res.writableEnded]).toEqual([502, true]);
  },
);
