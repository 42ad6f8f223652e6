import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const peers = Object.keys(JSON.parse(readFileSync(join(root, 'bench/package.json'), 'utf8')).dependencies);

const entries = readdirSync(join(root, 'bench'))
  .map((name) => `bench/${name}/index.ts`)
  .filter((path) => existsSync(join(root, path)));

// In a fresh clone the peers are not there: a bench installs them itself, which it can only do before they are asked for.
test.each(entries)('%s begins without the peers', async (entry) => {
  const { metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    splitting: true,
    outdir: 'out',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    // Not before it is generated.
    external: ['./generated/client'],
    metafile: true,
    logLevel: 'silent',
  });
  const [first = ''] =
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  expect(first).not.toBe('');
  expect(
    fromTheBeginning(first).filter((name) => peers.some((peer) => `${name}/`.startsWith(`${peer}/`))),
  ).toEqual([]);

  /** What is loaded with an output, before a line of it runs. */
  function fromTheBeginning(output: string, known: string[] = []): string[] {
    for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
      if (kind !== 'import-statement' || known.includes(path)) continue;
      known.push(path);
      fromTheBeginning(path, known);
    }
    return known;
  }
});
