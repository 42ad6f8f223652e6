import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The engine as it is shipped: one file, without what the development runner puts around functions. */
export async function builtEngine(): Promise<typeof import('@/lib/policy')> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-policy-'));
  try {
    const file = join(folder, 'policy.mjs');
    writeFileSync(file, (await bundled({ platform: 'node', external: [], minify: false })).text);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bytes of the module, minified and gzipped for a browser, without the regex engine; and whether it makes code at run time. */
export async function moduleSize(): Promise<{ gzipped: number; makesCode: boolean }> {
  const { text } = await bundled({ platform: 'browser', external: ['re2js', 'yaml'], minify: true });
  return { gzipped: gzipSync(text, { level: 9 }).length, makesCode: /new Function\b|\beval\(/.test(text) };
}

async function bundled(options: { platform: 'node' | 'browser'; external: string[]; minify: boolean }) {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib/policy/index.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.json'),
    ...options,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('Nothing was bundled.');
  return file;
}
