/** Three real servers that come with the product as npm packages and need no network. Their commands are fixed here. */

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/errors';
import type { StdioTarget } from '@/lib/upstream';
import { type Outside, workingFolder } from './outside';
import type { SampleName } from './shapes';

type Sample = {
  title: string;
  package: string;
  args: (folder: string) => string[];
  prepare?: (folder: string) => Promise<void>;
};

export const samples: Record<SampleName, Sample> = {
  everything: {
    title: 'Everything',
    package: '@modelcontextprotocol/server-everything',
    args: () => ['stdio'],
  },
  filesystem: {
    title: 'Filesystem',
    package: '@modelcontextprotocol/server-filesystem',
    args: (folder) => [join(folder, 'files')],
    prepare: prepareFiles,
  },
  memory: { title: 'Memory', package: '@modelcontextprotocol/server-memory', args: () => [] },
};

/** The process to start. Nothing of it comes from the database or from anybody's input. */
export async function sampleTarget(
  name: SampleName,
  serverId: string,
  outside: Outside,
): Promise<StdioTarget> {
  const sample = samples[name];
  const folder = await workingFolder(outside, serverId);
  await sample.prepare?.(folder);
  const env: Record<string, string> =
    name === 'memory' ? { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') } : {};
  return {
    type: 'stdio',
    command: process.execPath,
    args: [await entryOf(sample.package, outside.root), ...sample.args(folder)],
    env,
    cwd: folder,
  };
}

async function prepareFiles(folder: string): Promise<void> {
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true, mode: 0o700 });
  const welcome = join(files, 'welcome.txt');
  if (existsSync(welcome)) return;
  await writeFile(welcome, 'This folder is all that the sample server can see.\n', { mode: 0o600 });
}

/** The package's program: its first `bin`. Looked for from the product's folder upwards, as Node does. */
async function entryOf(name: string, root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    const home = join(/* turbopackIgnore: true */ folder, 'node_modules', name);
    if (existsSync(join(home, 'package.json'))) {
      const { bin } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
        bin?: string | Record<string, string>;
      };
      const entry = typeof bin === 'string' ? bin : Object.values(bin ?? {})[0];
      if (entry) return join(home, entry);
    }
    if (dirname(folder) === folder) break;
  }
  throw new AppError('unavailable', `The sample’s package ${name} is not installed.`, {
    hint: 'Run npm ci in the product’s folder.',
  });
}
