import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** A door between a program and its database: what goes through can be kept waiting, swallowed, or cut off. */
export type Gate = {
  /** The database's address, through the door. */
  url: string;
  /**
   * open: as if there were no door. held: nothing goes on, in neither direction, until it is open again. deaf: the
   * database hears and answers, and its answers do not come back. shut: connections end, and new ones are refused.
   */
  set(state: 'open' | 'held' | 'deaf' | 'shut'): void;
  close(): Promise<void>;
};

export async function gateTo(databaseUrl: string): Promise<Gate> {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  let state: Parameters<Gate['set']>[0] = 'open';
  const flow = ([near, far]: [Socket, Socket]) => {
    for (const [socket, passes] of [
      [near, state === 'open' || state === 'deaf'],
      [far, state !== 'held'],
    ] as const)
      if (passes) socket.resume();
      else socket.pause();
  };
  const server: Server = createServer((near) => {
    if (state === 'shut') return void near.destroy();
    const far = dial(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => state !== 'deaf' && near.write(data));
    for (const [one, other] of [pair, [far, near]] as const) {
      one.on('error', () => {});
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
    flow(pair);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: url.href,
    set(next) {
      state = next;
      if (state === 'shut') cut();
      else for (const pair of pairs) flow(pair);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        cut();
      }),
  };
}
