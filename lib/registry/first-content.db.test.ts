import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { fillFirstContent, indexSize, searchServers, serverOf, serverReachedBy, toolOf } from './index';

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
  });
  expect(await toolOf(name, 'write_file')).toMatchObject({
    class: expect.stringMatching(/Write|Destructive/),
  });
  expect(await serverReachedBy([{ kind: 'npm', key: '@modelcontextprotocol/server-memory' }])).toMatchObject({
    name: 'io.github.modelcontextprotocol/server-memory',
  });
  expect((await searchServers({ words: 'thinking' })).items).toHaveLength(1);
});

it('they are asked once, not with every start', async () => {
  const before = await indexSize();
  expect(await fillFirstContent(process.cwd(), () => {})).toBe(0);
  expect(await indexSize()).toEqual(before);
});
