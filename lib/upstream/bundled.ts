/** The MCP servers that come with the product as packages: what each says of itself, and how it is started here. */

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sampleIds, samples, sampleTarget } from './samples';
import type { StdioTarget } from './target';

export type BundledServer = {
  packageName: string;
  /** The name in the official registry, where the package claims one. */
  registryName: string | null;
  description: string;
  version: string;
  repository: string | null;
  websiteUrl: string | null;
  /** Nothing of the process is anybody's input; `folder` is its own. */
  target: (folder: string) => Promise<StdioTarget>;
};

type Manifest = {
  version: string;
  description?: string;
  mcpName?: string;
  homepage?: string;
  repository?: { url?: string } | string;
  bin?: string | Record<string, string>;
};

const others = ['@modelcontextprotocol/server-sequential-thinking'];

/** Those that are installed. `root` is the product's own folder. */
export async function bundledServers(root: string): Promise<BundledServer[]> {
  const found: BundledServer[] = [];
  for (const id of sampleIds) {
    const { packageName } = samples[id];
    const read = await manifestOf(packageName, root);
    if (read === undefined) continue;
    found.push({ ...about(packageName, read.manifest), target: (folder) => sampled(id, folder, root) });
  }
  for (const packageName of others) {
    const read = await manifestOf(packageName, root);
    const entry = read && binOf(read.manifest);
    if (read === undefined || entry === undefined) continue;
    const args = [join(read.home, entry)];
    const target = async (cwd: string): Promise<StdioTarget> => ({
      type: 'stdio',
      command: process.execPath,
      args,
      cwd,
    });
    found.push({ ...about(packageName, read.manifest), target });
  }
  return found;
}

async function sampled(id: (typeof sampleIds)[number], folder: string, root: string): Promise<StdioTarget> {
  const target = await sampleTarget(id, folder, root);
  if (target === undefined) throw new Error(`${samples[id].packageName} has no program.`);
  return target;
}

function about(packageName: string, manifest: Manifest): Omit<BundledServer, 'target'> {
  const { repository } = manifest;
  const address = typeof repository === 'string' ? repository : repository?.url;
  return {
    packageName,
    registryName: manifest.mcpName ?? null,
    description: manifest.description ?? '',
    version: manifest.version,
    repository: webAddress(address?.replace(/^git\+/, '').replace(/\.git$/, '')),
    websiteUrl: webAddress(manifest.homepage),
  };
}

function webAddress(text: string | undefined): string | null {
  return text !== undefined && /^https?:\/\//.test(text) ? text : null;
}

async function manifestOf(
  packageName: string,
  root: string,
): Promise<{ home: string; manifest: Manifest } | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const home = join(/* turbopackIgnore: true */ folder, 'node_modules', packageName);
    const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return { home, manifest: JSON.parse(text) as Manifest };
    if (folder === dirname(folder)) return undefined;
  }
}

function binOf({ bin }: Manifest): string | undefined {
  return typeof bin === 'string' ? bin : Object.values(bin ?? {})[0];
}
