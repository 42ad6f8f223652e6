import next from 'next';
import { disconnect, isAnswering } from '@/lib/db';
import { connect } from '@/lib/db/operate';
import { env } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { fillFirstContent, mendIndex } from '@/lib/registry';
import { openGateway, openLooks, prepareToServe } from '@/lib/wiring';
import { front } from './server/front';
import { listen, stopListening } from './server/listen';
import { readNextSettings } from './server/next-settings';

// The process that `npm start` ends in: database, then checks, then node:http in front of Next. It says one line with
// its address when it serves, and takes everything it started with it when it ends.

const dev = process.env.NODE_ENV !== 'production';
const say = (line: string) => console.log(line);
const closers: (() => Promise<void>)[] = [];
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending && signal === 'SIGINT') process.exit(130);
    void end(0);
  });
}

try {
  await serve();
} catch (error) {
  if (!ending) {
    console.error(
      isAppError(error) ? [error.message, error.hint].filter(Boolean).join(' ') : sentenceOf(error),
    );
    await end(1);
  }
}

async function serve(): Promise<void> {
  const settings = env();
  const database = await connect({ share: false, say });
  closers.push(() => database.close());
  database.onLost(() => {
    console.error('The embedded database ended unexpectedly. What was saved is safe: start Sallyport again.');
    void end(1);
  });

  const prepared = await prepareToServe();
  if (!prepared.ok) throw new AppError('conflict', prepared.message);

  const options = { publicUrl: settings.publicUrl, dev };
  if (!dev) await readNextSettings(settings.root);
  const pages = next({ dev, dir: settings.root, hostname: settings.host, port: settings.port, quiet: !dev });
  await Promise.all([pages.prepare(), fillCatalogue(settings.root)]);
  let served = settings.baseUrl;
  const gateway = openGateway(() => served);
  closers.unshift(() => gateway.close());
  const { server, address } = await listen(
    front({ mcp: gateway.handle, pages: pages.getRequestHandler(), healthy: isAnswering }, options),
    settings,
  );
  closers.unshift(async () => {
    gateway.handle.close();
    await stopListening(server, 5_000);
    await pages.close();
  });
  const looks = openLooks();
  closers.unshift(() => looks.close());
  if (dev) {
    const upgrade = pages.getUpgradeHandler();
    server.on('upgrade', (req, socket, head) => void upgrade(req, socket, head));
  }

  served = settings.publicUrl ?? address;
  if (prepared.firstOwner) {
    say(`No owner yet: make one on ${served}/welcome with the one-time code ${prepared.firstOwner.code}`);
  }
  say(`Sallyport serves on ${served}`);
}

/** So that no page is empty on the first start. Without it everything else works, and the next start tries again. */
async function fillCatalogue(root: string): Promise<void> {
  try {
    if (await mendIndex()) say('What an import into the catalogue had left out is built');
    const asked = await fillFirstContent(root, say);
    if (asked > 0) say(`The catalogue begins with the tools of ${asked} servers that come with Sallyport`);
  } catch (error) {
    console.error('The catalogue could not be begun.', error);
  }
}

/** Ends what was started, the last first. Once. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const late = setTimeout(() => process.exit(code || 1), 15_000);
  late.unref();
  for (const close of closers) await close().catch((error) => console.error(error));
  await disconnect().catch(() => {});
  process.exit(code);
}

/** A bad setting is a sentence; anything else is a fault of ours and keeps its stack. */
function sentenceOf(error: unknown): unknown {
  return error instanceof Error && /^(PORT|HOST|DATABASE_URL|SALLYPORT_\w+) /.test(error.message)
    ? error.message
    : error;
}
