import { expect, it, onTestFinished } from 'vitest';
import { startLegacySse, startOAuth } from '@/e2e/fixtures/index.mjs';
import { connectTo, type KeptConnection } from './connect';

const addresses = { loopback: true, allowNets: [] };
function keep<T extends { close: () => Promise<unknown> }>(one: T): T {
  onTestFinished(async () => void (await one.close()));
  return one;
}

it('a session of the older transport goes on with the token that was renewed meanwhile', async () => {
  const server = keep(await startLegacySse());
  const kept: KeptConnection = keep(
    await connectTo(
      { type: 'http', url: server.url, speaks: 'sse', headers: { 'X-Other': 'stays' } },
      addresses,
    ),
  );
  if (kept.connection.kind !== 'bridge') throw new Error('no bridge');
  kept.authorize('Bearer first');
  const channel = await kept.connection.open();
  await channel.send('{"jsonrpc":"2.0","id":1,"method":"ping"}');
  kept.authorize('Bearer second');
  await channel.send('{"jsonrpc":"2.0","id":2,"method":"ping"}');
  channel.close();
  const sent = server.seen.map(({ headers }) => [headers.authorization, headers['x-other']]);
  expect(sent).toEqual([
    ['Bearer first', 'stays'],
    ['Bearer first', 'stays'],
    ['Bearer second', 'stays'],
  ]);
});

it('a token takes the place of a header of the same name in any spelling', async () => {
  const server = keep(await startOAuth());
  const headers = { AUTHORIZATION: 'Basic abc' };
  const kept = keep(await connectTo({ type: 'http', url: server.url, speaks: 'http', headers }, addresses));
  kept.authorize('Bearer token');
  expect(kept.connection).toMatchObject({ kind: 'http', headers: { authorization: 'Bearer token' } });
});
