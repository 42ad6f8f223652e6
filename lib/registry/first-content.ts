/**
 * What the index holds before anybody imports: the MCP servers among the product's own packages, asked for their tools on this
 * machine. Nothing of it is invented, and nothing is fetched.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pool } from '@/lib/db';
import { type BundledServer, bundledServers, discover } from '@/lib/upstream';
import { inTransaction } from './write/connection';
import { keepDiscovered } from './write/discovered';
import { rememberPosition } from './write/progress';
import { recount } from './write/recount';

const source = 'bundled servers';
const timeoutMs = 20_000;

/** Once for each set of versions. Answers how many servers were asked; one that does not answer is left out and told. */
export async function fillFirstContent(root: string, say: (line: string) => void): Promise<number> {
  const servers = await bundledServers(root);
  const stamp = `${source}: ${servers.map(({ packageName, version }) => `${packageName}@${version}`).join(' ')}`;
  const { rows } = await pool().query<{ done: boolean }>(
    'SELECT EXISTS (SELECT FROM "IndexImport" WHERE "source" = $1) AS "done"',
    [stamp],
  );
  if (rows[0]?.done || servers.length === 0) return 0;
  const asked = await Promise.all(servers.map((server) => askBundled(server, say)));
  await recount('tools');
  await inTransaction((connection) => rememberPosition(connection, stamp, null));
  return asked.filter(Boolean).length;
}

async function askBundled(server: BundledServer, say: (line: string) => void): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-first-'));
  try {
    const found = await discover(await server.target(folder), {
      addresses: { loopback: false, allowNets: [] },
      timeoutMs,
    });
    if (!found.ok) {
      say(`${server.packageName} was not asked for the catalogue: ${found.message}`);
      return false;
    }
    const { packageName, version, description, repository, websiteUrl } = server;
    await keepDiscovered({
      name: server.registryName ?? packageName,
      packageName,
      title: found.serverInfo.title ?? null,
      description,
      version,
      repository,
      websiteUrl,
      definitions: found.tools.map(({ definition }) => definition),
    });
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
