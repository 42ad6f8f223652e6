/** The three sample servers: npm packages that come with the product, run without network and with fixed commands. */

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StdioTarget } from './target';

export const sampleIds = ['everything', 'filesystem', 'memory'] as const;
export type SampleId = (typeof sampleIds)[number];
export type Sample = { name: string; packageName: string; description: string };

export const samples: Record<SampleId, Sample> = {
  everything: {
    name: 'Everything',
    packageName: '@modelcontextprotocol/server-everything',
    description: 'One tool for each thing that the protocol can do. It touches nothing.',
  },
  filesystem: {
    name: 'Filesystem',
    packageName: '@modelcontextprotocol/server-filesystem',
    description: 'Reads and writes files in a folder of its own with a few examples in it.',
  },
  memory: {
    name: 'Memory',
    packageName: '@modelcontextprotocol/server-memory',
    description: 'Keeps a small knowledge graph in a file of its own.',
  },
};

const exampleFiles: Record<string, string> = {
  'welcome.txt': 'This folder is all that the Filesystem sample can reach.\n',
  'notes/ideas.md':
    '# Ideas\n\n- Let agents read everything here\n- Let them write to notes only\n- Ask before anything is moved\n',
  'reports/visitors.csv': 'month,visitors\n2026-01,1204\n2026-02,1377\n2026-03,1590\n',
};

/**
 * The process to start; nothing of it is anybody's input. `folder` becomes the server's working folder and is made
 * with its example files where it is new: what somebody changed there stays. `root` is the product's own folder.
 * undefined where the package is not installed.
 */
export async function sampleTarget(
  id: SampleId,
  folder: string,
  root: string,
): Promise<StdioTarget | undefined> {
  const entry = await entryOf(samples[id].packageName, root);
  if (entry === undefined) return undefined;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target: StdioTarget = { type: 'stdio', command: process.execPath, args: [entry], cwd: folder };
  switch (id) {
    case 'everything':
      return { ...target, args: [entry, 'stdio'] };
    case 'filesystem': {
      const files = join(folder, 'files');
      await putExamples(files);
      return { ...target, args: [entry, files] };
    }
    case 'memory':
      return { ...target, env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') } };
    default:
      return id satisfies never;
  }
}

async function putExamples(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  for (const [name, text] of Object.entries(exampleFiles)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { mode: 0o600 });
  }
}

// Found by walking up as Node does, not by require.resolve: bundlers rewrite that one.
async function entryOf(packageName: string, root: string): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const home = join(/* turbopackIgnore: true */ folder, 'node_modules', packageName);
    const entry = await binOf(home);
    if (entry !== undefined || folder === dirname(folder)) return entry;
  }
}

async function binOf(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { bin } = JSON.parse(text) as { bin?: string | Record<string, string> };
  const first = typeof bin === 'string' ? bin : Object.values(bin ?? {})[0];
  return first === undefined ? undefined : join(home, first);
}
