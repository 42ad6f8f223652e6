import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

type Engine = typeof import('@/lib/policy');

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The engine as it is shipped: one file, without what the development runner puts around functions. */
export function builtEngine(): Promise<Engine> {
  return asFile(`export * from '@/lib/policy';`, (file) => import(pathToFileURL(file).href));
}

/**
 * What `measure` of a file beside this one, given the engine, comes to in a plain process of its own: what the development runner
 * and other engines keep on the heap would be collected on the engine's clock. `measure` may be a promise.
 */
export function inProcess<T>(file: string, measure: string): Promise<T> {
  const contents = `import * as engine from '@/lib/policy';
    import { ${measure} } from './bench/policy/${file}';
    process.send(await ${measure}(engine));
    process.disconnect();`;
  return asFile(contents, (bundle) => {
    const child = fork(bundle, { execArgv: [] });
    return new Promise((resolve, reject) => {
      child.once('message', (result) => resolve(result as T));
      child.once('exit', (code) => reject(new Error(`Measuring ended with ${code}.`)));
    });
  });
}

/** Bundles `contents` into a file that is there as long as it is used. */
async function asFile<T>(contents: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-policy-'));
  try {
    const file = join(folder, 'bundle.mjs');
    writeFileSync(file, await bundled(contents, { platform: 'node', external: [], minify: false }));
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fetched only when somebody brings a policy in YAML, with its parser. */
const onDemand = ['./intercept'];
const verbs = ['parse', 'print', 'edit', 'compile', 'decide', 'lint'];
const worker = join(root, 'components/policy-builder/document/engine.worker.ts');

/**
 * Bytes of the module, minified and gzipped, without re2js. What is held to the bar is the engine that the builder cannot do
 * without: it reads, writes, edits, compiles, decides and judges, our own matcher of regular expressions included. Told beside
 * it: what the pages themselves load; what the builder's worker loads, which compares policies and looks for boundary cases as
 * well; and everything that is exported, for servers and the command line too. And whether it makes code at run time.
 */
export async function moduleSize(engine: Engine) {
  const sizeOf = async (names: Iterable<string>) => {
    const entry = `export { ${[...names].join(', ')} } from '@/lib/policy';`;
    return bundled(entry, { platform: 'browser', external: ['re2js', ...onDemand], minify: true });
  };
  const gzip = (bundle: string) => gzipSync(bundle, { level: 9 }).length;
  const inWorker = filesFrom(worker);
  const inPages = filesIn(join(root, 'components')).filter((path) => !inWorker.includes(path));
  const everything = await sizeOf(Object.keys(engine));
  return {
    engine: gzip(await sizeOf(verbs)),
    page: gzip(await sizeOf(namesIn(inPages))),
    worker: gzip(await sizeOf(namesIn(inWorker))),
    all: gzip(everything),
    makesCode: /new Function\b|\beval\(/.test(everything),
  };
}

/** The guide is drawn on the server. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'guide' ? [] : filesIn(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : [];
  });
}

/** A file and those beside it that it imports. */
function filesFrom(path: string, known: string[] = []): string[] {
  if (known.includes(path)) return known;
  known.push(path);
  for (const [, beside = ''] of readFileSync(path, 'utf8').matchAll(
    /^(?:import (?!type)|\} )[^;]*from '\.\/([^']+)'/gm,
  ))
    filesFrom(join(path, '..', `${beside}.ts`), known);
  return known;
}

/** Values that the files import from the engine. */
function namesIn(paths: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    for (const [, list = ''] of text.matchAll(/import \{([^}]*)\} from '@\/lib\/policy'/g))
      for (const name of list.split(',').map((one) => one.trim()))
        if (name !== '' && !name.startsWith('type ')) names.add(name.split(' as ')[0] ?? name);
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
    plugins: [peersStay],
    ...options,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('Nothing was bundled.');
  return file.text;
}

/** Other engines are found from where they are installed. */
const peersStay: Plugin = {
  name: 'peers',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/peers\.mjs$/ }, () => ({
      path: new URL('peers.mjs', import.meta.url).href,
      external: true,
    })),
};
