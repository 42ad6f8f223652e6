import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isAnswering } from './client';
import { poolFor } from './pool';

const slot = Symbol.for('sallyport.db.pool');
const closers: (() => void)[] = [];

afterEach(() => {
  delete (globalThis as { [slot]?: unknown })[slot];
  for (const close of closers.splice(0)) close();
});

/** A database that lets everybody in, and hears each statement without ever answering one. */
async function silentDatabase() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    const welcome = Buffer.concat([Buffer.from('R\0\0\0\x08\0\0\0\0'), Buffer.from('Z\0\0\0\x05I')]);
    socket.once('data', () => socket.write(welcome));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connectionString = `postgresql://nobody@127.0.0.1:${port}/postgres`;
  const place = { kind: 'postgres', connectionString } as const;
  const pool = poolFor(place);
  (globalThis as { [slot]?: unknown })[slot] = { place, pool };
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return pool;
}

test('whoever watches a database whose answers are lost takes no connection from the pool for ever', async () => {
  const pool = await silentDatabase();
  for (let asked = 0; asked < 12; asked++) expect(await isAnswering(20)).toBe(false);
  expect(pool.totalCount).toBe(0);
});
