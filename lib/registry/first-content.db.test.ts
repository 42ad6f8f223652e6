import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db';
import {
  fillFirstContent,
  importDump,
  indexSize,
  registryPage,
  registryVersion,
  registryVersions,
  relatedServers,
  searchServers,
  serverOf,
  serverReachedBy,
  toolOf,
} from './index';
import { records } from './testing/samples';

beforeAll(async () => {
  await db().indexServer.deleteMany();
  await db().indexImport.deleteMany();
});

it('the first catalogue is what the servers among our own packages say of themselves', async () => {
  const said: string[] = [];
  expect(await fillFirstContent(process.cwd(), (line) => said.push(line))).toBe(4);
  expect(said).toEqual([]);
  const size = await indexSize();
  expect(size).toMatchObject({ servers: 4, importedAt: expect.any(Date) });
  expect(size.tools).toBeGreaterThan(25);
  const name = 'io.github.modelcontextprotocol/server-filesystem';
  expect(await serverOf(name)).toMatchObject({
    source: 'discovery',
    version: expect.stringMatching(/^\d/),
    repository: 'https://github.com/modelcontextprotocol/servers',
    packages: [
      {
        type: 'npm',
        identifier: '@modelcontextprotocol/server-filesystem',
        version: expect.stringMatching(/^\d/),
      },
    ],
  });
  expect(await toolOf(name, 'write_file')).toMatchObject({
    class: 'Destructive',
  });
  expect(await serverReachedBy([{ kind: 'npm', key: '@modelcontextprotocol/server-memory' }])).toMatchObject({
    name: 'io.github.modelcontextprotocol/server-memory',
  });
  expect((await searchServers({ words: 'thinking' })).items).toHaveLength(1);
});

it('each of them leads to the others, whatever it is about', async () => {
  const { items } = await searchServers({});
  for (const { name } of items) {
    const related = (await relatedServers(name)).map((one) => one.name);
    expect(related.sort()).toEqual(
      items
        .map((one) => one.name)
        .filter((other) => other !== name)
        .sort(),
    );
    expect(await relatedServers(name, 1)).toHaveLength(1);
  }
});

it('they are asked once, not with every start', async () => {
  const before = await indexSize();
  expect(await fillFirstContent(process.cwd(), () => {})).toBe(0);
  expect(await indexSize()).toEqual(before);
});

it('as a registry it hands them out by what their packages say, marked as made here', async () => {
  const page = JSON.parse(await registryPage({ limit: 3 }));
  expect(page.metadata).toEqual({ count: 3, nextCursor: expect.any(String) });
  const rest = JSON.parse(await registryPage({ limit: 3, cursor: page.metadata.nextCursor }));
  expect(rest.servers).toHaveLength(1);
  const name = 'io.github.modelcontextprotocol/server-memory';
  const memory = JSON.parse((await registryVersion(name, 'latest')) ?? 'null');
  expect(memory).toEqual({
    server: {
      $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
      name,
      title: memory.server.title,
      description: expect.stringContaining('memory'),
      repository: { url: 'https://github.com/modelcontextprotocol/servers', source: 'github' },
      version: expect.stringMatching(/^\d/),
      websiteUrl: 'https://modelcontextprotocol.io',
      packages: [
        {
          registryType: 'npm',
          identifier: '@modelcontextprotocol/server-memory',
          version: memory.server.version,
          transport: { type: 'stdio' },
        },
      ],
    },
    _meta: {
      'dev.sallyport/made-here': {
        from: 'package',
        status: 'active',
        updatedAt: expect.any(String),
        isLatest: true,
      },
    },
  });
  expect(JSON.parse((await registryVersions(name)) ?? 'null').servers).toEqual([memory]);
  expect(await registryVersion(name, '0.0.1')).toBeNull();
});

it('what a registry says of one takes the place of what was made here', async () => {
  const name = 'io.github.modelcontextprotocol/server-memory';
  const told = { name, description: 'As the registry has it.', version: '1.0.0' };
  await importDump(records({ server: told }), { resumeAs: 'a dump' });
  const versions = JSON.parse((await registryVersions(name)) ?? 'null');
  expect(versions.servers.map(({ server }: { server: unknown }) => server)).toEqual([told]);
  expect(JSON.parse(await registryPage({})).servers).toHaveLength(4);
});
