import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeTool } from './command.mjs';
import { root } from './root.mjs';
import { Refusal, say } from './say.mjs';
import { liveServers } from './serving.mjs';

/** What the pages are made of. Tests and documents are not: changing them builds nothing. */
const pages = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'scripts/steps/build.mjs',
];
const programs = {
  server: 'server.ts',
  database: 'lib/db/operate/database-process.ts',
  operate: 'lib/db/operate/index.ts',
};
const stampFile = join(root, 'dist/stamp.json');

/** Builds whatever is not built from the present sources: the database client, the server's programs, the pages. */
export async function build() {
  await generateClient();
  const wanted = {
    programs: stampOf(['server.ts', 'server', 'lib', 'package-lock.json']),
    pages: stampOf(pages),
  };
  const found = readStamp();
  if (found.programs !== wanted.programs || !existsSync(join(root, 'dist/server.mjs'))) {
    await bundle();
    writeStamp({ programs: wanted.programs });
  }
  if (found.pages === wanted.pages && existsSync(join(root, '.next/BUILD_ID'))) return;
  const live = liveServers()[0];
  if (live) {
    throw new Refusal(
      `The sources have changed, and another Sallyport (process ${live}) serves the last build from this folder: stop it first.`,
    );
  }
  writeStamp({ pages: undefined });
  say('Building (this takes about a minute)');
  await nodeTool('next/dist/bin/next', ['build'], {
    quiet: true,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', SALLYPORT_BUILDING: '1' },
    or: 'The build failed: the reason is above.',
  });
  writeStamp({ pages: wanted.pages });
}

/** Prisma's client from schema.prisma. It wants to fetch a binary that it does not use: any existing file will do. */
export async function generateClient(tell = { say }) {
  const stamp = stampOf(['prisma/schema.prisma', 'package-lock.json']);
  if (readStamp().client === stamp && existsSync(join(root, 'lib/db/generated/client.ts'))) return;
  tell.say('Preparing the database client');
  await nodeTool('prisma/build/index.js', ['generate', '--no-hints'], {
    quiet: true,
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    or: 'The database client could not be made: the reason is above.',
  });
  writeStamp({ client: stamp });
}

/** The server and the process of the embedded database, each one file in dist/. Packages stay in node_modules. */
export async function bundle(options = {}) {
  const esbuild = await import(pathToFileURL(join(root, 'node_modules/esbuild/lib/main.js')).href);
  const building = esbuild.build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
    ...options,
  });
  try {
    return await building;
  } catch (error) {
    // esbuild has shown what it found, with file and line.
    throw error.errors ? new Refusal('The programs could not be bundled: the reason is above.') : error;
  } finally {
    // It keeps a process for what may come. Nothing does, and the server that follows may run for months.
    await esbuild.stop();
  }
}

/** The database's own machinery, for scripts that run without the server. */
export function bundleOperate() {
  return bundle({ entryPoints: { operate: programs.operate, database: programs.database } });
}

/** One digest of everything that is named, by path and content. */
export function stampOf(paths) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'generated' || entry.name === 'node_modules' || /\.test\.tsx?$/.test(entry.name))
      continue;
    addTo(hash, `${path}/${entry.name}`);
  }
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(change) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const draft = `${stampFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...readStamp(), ...change }));
  renameSync(draft, stampFile);
  rmSync(draft, { force: true });
}
