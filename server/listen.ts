import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@/lib/errors';

/** Listens, or throws one plain sentence. `port` 0 lets the system choose; `address` is what it became. */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<{ server: Server; address: string }> {
  const server = createServer(
    // Whoever sends a head or a body drop by drop is cut off; an answer may take as long as it likes.
    {
      headersTimeout: 30_000,
      requestTimeout: 120_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 65_000,
    },
    listener,
  );
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(sentenceFor(error, host, port)));
    server.listen(port, host, () => done());
  });
  const found = server.address() as AddressInfo;
  const name =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return { server, address: `http://${name}:${found.port}` };
}

function sentenceFor(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const cause = error;
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError('conflict', `Port ${port} on ${host} is taken by another program.`, {
        hint: 'Stop it, or set PORT to another number.',
        cause,
      });
    case 'EACCES':
      return new AppError('forbidden', `This user may not listen on port ${port}.`, {
        hint: 'Set PORT to a number above 1023.',
        cause,
      });
    default:
      return new AppError('unavailable', `The address ${host} cannot be listened on (${error.code}).`, {
        hint: 'Set HOST to an address of this machine.',
        cause,
      });
  }
}

/** Lets requests under way finish, for at most `limit` milliseconds; then the connections are cut. */
export async function stopListening(server: Server, limit: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), limit);
  await closed;
  clearTimeout(cut);
}
