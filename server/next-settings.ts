import { createRequire } from 'node:module';

type ReadSettings = (phase: string, dir: string, options: { silent: boolean }) => Promise<unknown>;

/**
 * Has Next read `next.config.js` in `dir`, and keep it, without a word. It announces reading it among the lines that
 * the start says, whatever `quiet` is, unless it has been read before.
 */
export async function readNextSettings(dir: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const { PHASE_PRODUCTION_SERVER } = require('next/constants') as { PHASE_PRODUCTION_SERVER: string };
  const { default: read } = require('next/dist/server/config') as { default: ReadSettings };
  await read(PHASE_PRODUCTION_SERVER, dir, { silent: true });
}
