import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    const options: Options = { platform: 'node', external: [], minify: false };
    writeFileSync(file, await bundled(`export * from '@/lib/policy';`, options));
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Parts that a page fetches only when they are asked for. */
const onDemand = ['./advice', './intercept'];

/**
 * Bytes of what the pages of the product load of the module, minified and gzipped, without the regex engine; and whether it makes code at
 * run time. `all` counts everything that the module exports, for servers and the command line too.
 */
export async function moduleSize(
  engine: Engine,
): Promise<{ gzipped: number; all: number; makesCode: boolean }> {
  const sizeOf = async (names: string[]) => {
    const entry = `export { ${names.join(', ')} } from '@/lib/policy';`;
    return bundled(entry, { platform: 'browser', external: ['re2js', ...onDemand], minify: true });
  };
  const text = await sizeOf([...namesInPages(join(root, 'components'))]);
  const everything = await sizeOf(Object.keys(engine));
  const gzip = (bundle: string) => gzipSync(bundle, { level: 9 }).length;
  return {
    gzipped: gzip(text),
    all: gzip(everything),
    makesCode: /new Function\b|\beval\(/.test(everything),
  };
}

/** Values that components import from the engine. The guide is drawn on the server. */
function namesInPages(folder: string, names: Set<string> = new Set()): Set<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'guide') namesInPages(path, names);
    } else if (/\.tsx?$/.test(entry.name) && !entry.name.includes('.test.')) {
      for (const [, list = ''] of readFileSync(path, 'utf8').matchAll(
        /import \{([^}]*)\} from '@\/lib\/policy'/g,
      )) {
        for (const name of list.split(',').map((one) => one.trim())) {
          if (name !== '' && !name.startsWith('type ')) names.add(name.split(' as ')[0] ?? name);
        }
      }
    }
  }
  return names;
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
