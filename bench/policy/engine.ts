import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

type Engine = typeof import('@/lib/policy');

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The engine as it is shipped: one file, without what the development runner puts around functions. */
export async function builtEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-policy-'));
  try {
    const file = join(folder, 'policy.mjs');
    const options: Options = { platform: 'node', external: ['./intercept'], minify: false };
    writeFileSync(file, await bundled(`export * from '@/lib/policy';`, options));
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The server's alone: the JSON Schema that it hands out, made with zod, and the pages of its guide. */
const serverOnly = ['policySchema', 'policyJsonSchema', 'findingPages'];

/**
 * Bytes of what a browser loads with the module, minified and gzipped, without the regex engine; and whether it makes code at run time.
 * The reader of Intercept's files is imported only when somebody needs it, and not counted.
 */
export async function moduleSize(engine: Engine): Promise<{ gzipped: number; makesCode: boolean }> {
  const names = Object.keys(engine).filter((name) => !serverOnly.includes(name));
  const entry = `export { ${names.join(', ')} } from '@/lib/policy';`;
  const text = await bundled(entry, {
    platform: 'browser',
    external: ['re2js', './intercept'],
    minify: true,
  });
  return { gzipped: gzipSync(text, { level: 9 }).length, makesCode: /new Function\b|\beval\(/.test(text) };
}

type Options = { platform: 'node' | 'browser'; external: string[]; minify: boolean };

async function bundled(contents: string, options: Options): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.json'),
    ...options,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('Nothing was bundled.');
  return file.text;
}
