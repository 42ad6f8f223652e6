import { isAnswering } from '@/lib/db';
import { env } from '@/lib/env';
import { checkInstallation, openGateway } from '@/lib/wiring';
import { front } from '../../server/front';
import { listen, stopListening } from '../../server/listen';
import { readArguments } from '../arguments';
import { onInstallation } from '../installation';
import { type Io, Unusable } from '../io';

const help = `sallyport gateway

Serves /mcp/ alone, without pages, with the same settings: HOST, PORT, DATABASE_URL, SALLYPORT_SECRET, SALLYPORT_URL …
As many of them as wanted can share one Postgres. Set SALLYPORT_URL to where the pages are: it is what agents are told
when a person has to approve a call. It ends with SIGINT or SIGTERM.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values } = readArguments(argv, {}, 0);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  await onInstallation(io, () => serve(io));
  return 0;
}

async function serve(io: Io): Promise<void> {
  const secret = await checkInstallation();
  if (!secret.ok) throw new Unusable(secret.message);
  const settings = env();
  const gateway = openGateway(() => settings.baseUrl);
  const listener = front(
    { mcp: gateway.handle, pages: noPages, healthy: isAnswering },
    { publicUrl: settings.publicUrl, dev: false },
  );
  const { server, address } = await listen(listener, settings);
  io.stdout.write(`Sallyport's gateway serves on ${address}/mcp/\n`);
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
  });
  gateway.handle.close();
  await stopListening(server, 5_000);
  await gateway.close();
}

type Answering = Parameters<typeof front>[0]['pages'];

const noPages: Answering = async (_req, res) => {
  res.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end('This process serves /mcp/ alone.\n');
};
