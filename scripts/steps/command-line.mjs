import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, generateClient } from './build.mjs';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

// The command line, bundled into a folder of its own for each version, so that one that runs is never pulled away.

const folder = join(root, 'dist/command-line');
const pointer = join(folder, 'current.json');
const HOUR = 3_600_000;

/** The bundled program, made anew where one of the files that it is made of has changed. */
export async function builtCommandLine() {
  const current = readCurrent();
  if (current?.inputs.every(([path, stamp]) => stampOf(path) === stamp)) return programOf(current.id);
  try {
    mkdirSync(folder, { recursive: true });
    return await make();
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
    throw new Refusal(
      `${folder} cannot be written by this user: run \`npx sallyport\` once as the owner of that folder.`,
    );
  }
}

async function make() {
  await generateClient({ say: (line) => console.error(line) });
  const id = randomUUID().slice(0, 8);
  const { metafile } = await bundle({
    entryPoints: {
      main: 'bin/main.ts',
      database: 'lib/db/operate/database-process.ts',
      'judge-worker': 'lib/registry/write/judge-worker.ts',
    },
    outdir: join(folder, id),
    splitting: true,
    metafile: true,
    // Bundled, except for what works on files beside itself or would never be used.
    packages: 'bundle',
    external: [
      'pg',
      '@prisma/*',
      '@electric-sql/*',
      '@modelcontextprotocol/*',
      'better-auth',
      'better-auth/*',
      'next',
      'next/*',
    ],
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`,
    },
  });
  const ours = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'));
  const inputs = [...ours, 'package-lock.json'].map((path) => [path, stampOf(path)]);
  const draft = join(folder, `${id}.json`);
  writeFileSync(draft, JSON.stringify({ id, inputs }));
  renameSync(draft, pointer);
  removeOld(id);
  return programOf(id);
}

const programOf = (id) => join(folder, id, 'main.mjs');

function readCurrent() {
  try {
    const current = JSON.parse(readFileSync(pointer, 'utf8'));
    statSync(programOf(current.id));
    return current;
  } catch {
    return undefined;
  }
}

function stampOf(path) {
  try {
    const { mtimeMs, size } = statSync(join(root, path));
    return `${mtimeMs} ${size}`;
  } catch {
    return 'gone';
  }
}

function removeOld(id) {
  for (const name of readdirSync(folder)) {
    if (name === id || name === 'current.json') continue;
    if (Date.now() - statSync(join(folder, name)).mtimeMs > HOUR)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}
