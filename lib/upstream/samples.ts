/** The three sample servers: npm packages that came with the product, run without network and with fixed commands. */

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { StdioTarget } from './target';

export type SampleId = 'everything' | 'filesystem' | 'memory';
export type Sample = { id: SampleId; name: string; packageName: string; description: string };

export const samples: readonly Sample[] = [
  {
    id: 'everything',
    name: 'Everything',
    packageName: '@modelcontextprotocol/server-everything',
    description: 'One tool for each thing that the protocol can do. It touches nothing.',
  },
  {
    id: 'filesystem',
    name: 'Filesystem',
    packageName: '@modelcontextprotocol/server-filesystem',
    description: 'Reads and writes files in a folder of its own with a few examples in it.',
  },
  {
    id: 'memory',
    name: 'Memory',
    packageName: '@modelcontextprotocol/server-memory',
    description: 'Keeps a small knowledge graph in a file of its own.',
  },
];

const exampleFiles: Record<string, string> = {
  'welcome.txt': 'This folder belongs to the Filesystem sample. Nothing outside it can be reached.\n',
  'notes/ideas.md':
    '# Ideas\n\n- Let agents read everything here\n- Let them write to notes only\n- Ask before anything is moved\n',
  'reports/visitors.csv': 'month,visitors\n2026-01,1204\n2026-02,1377\n2026-03,1590\n',
};

/**
 * The sample's command. Makes its folders below `dataFolder`, and the example files when the folder is new: what
 * somebody changed there stays. Throws where the package is missing.
 */
export async function sampleTarget(id: SampleId, dataFolder: string): Promise<StdioTarget> {
  const target = await commandOf(id, dataFolder);
  await mkdir(target.cwd, { recursive: true, mode: 0o700 });
  if (id === 'filesystem') await putExamples(filesOf(target.cwd));
  return target;
}

/** Whether this is a sample's command to the letter: such need no owner's leave. */
export async function isSampleTarget(target: StdioTarget, dataFolder: string): Promise<boolean> {
  for (const { id } of samples) {
    const fixed = await commandOf(id, dataFolder);
    const { command, args, env, cwd } = target;
    const same = JSON.stringify([fixed.command, fixed.args, sorted(fixed.env), fixed.cwd]);
    if (JSON.stringify([command, args, sorted(env), cwd]) === same) return true;
  }
  return false;
}

async function commandOf(id: SampleId, dataFolder: string): Promise<StdioTarget> {
  const sample = samples.find((candidate) => candidate.id === id);
  if (sample === undefined) throw new Error(`There is no sample ${id}.`);
  const cwd = resolve(dataFolder, 'samples', id);
  const entry = await entryOf(sample.packageName);
  const target: StdioTarget = { type: 'stdio', command: process.execPath, args: [entry], cwd };
  switch (id) {
    case 'everything':
      return { ...target, args: [entry, 'stdio'] };
    case 'filesystem':
      return { ...target, args: [entry, filesOf(cwd)] };
    case 'memory':
      return { ...target, env: { MEMORY_FILE_PATH: join(cwd, 'memory.jsonl') } };
    default:
      return id satisfies never;
  }
}

function filesOf(cwd: string): string {
  return join(cwd, 'files');
}

async function putExamples(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  for (const [name, text] of Object.entries(exampleFiles)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, text);
  }
}

// Found by walking up, not by require.resolve: bundlers rewrite that one, and the command runs outside the bundle.
async function entryOf(packageName: string): Promise<string> {
  const script = process.argv[1];
  for (const start of [process.cwd(), ...(script === undefined ? [] : [dirname(script)])]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const home = join(/* turbopackIgnore: true */ folder, 'node_modules', packageName);
      const entry = await binOf(home);
      if (entry !== undefined) return entry;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`The package ${packageName} is not installed: run npm ci.`);
}

async function binOf(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { bin } = JSON.parse(text) as { bin?: string | Record<string, string> };
  const first = typeof bin === 'string' ? bin : Object.values(bin ?? {})[0];
  return first === undefined ? undefined : join(home, first);
}

function sorted(env: Record<string, string> | undefined): [string, string][] {
  return Object.entries(env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
