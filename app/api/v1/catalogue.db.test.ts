import { beforeAll, describe, expect, it } from 'vitest';
import { publicHeaders, takeTurn } from '@/app/api/public';
import { GET as getVersion } from '@/app/v0.1/servers/[name]/versions/[version]/route';
import { GET as listVersions } from '@/app/v0.1/servers/[name]/versions/route';
import { GET as listServers } from '@/app/v0.1/servers/route';
import { db } from '@/lib/db';
import { importDump, importTools } from '@/lib/registry';
import { lines, records, registryEntry, toolLine } from '@/lib/registry/testing/samples';
import { openApi } from './openapi';
import { operations } from './operations';
import * as catalogue from './operations/catalogue';
import { answered, askOperation } from './testing/program';

beforeAll(async () => {
  await db().indexServer.deleteMany();
  await db().indexImport.deleteMany();
  await importDump(
    records(
      registryEntry('com.served/shop', { version: '1.0.0', isLatest: false }),
      registryEntry('com.served/shop', { version: '2.0.0' }),
      registryEntry('com.served/evil', { status: 'deleted' }),
    ),
    { resumeAs: 'served' },
  );
  await importTools(lines(toolLine('com.served/shop', 'refund/payment', 'Refunds a payment.')), {
    source: 'tools',
  });
});

const ask = (made: (typeof operations)[number], params: Record<string, string> = {}, query = '') =>
  askOperation(made, new Request(`http://127.0.0.1:3000/api/v1/x${query}`), params);

describe('the public catalogue', () => {
  it('answers whoever asks, and says so in its description', async () => {
    expect(await ask(catalogue.getCatalogue)).toMatchObject({ status: 200, json: { servers: 1, tools: 1 } });
    const found = await ask(catalogue.searchCatalogueTools, {}, '?words=refund&class=Financial&limit=5');
    expect(found).toMatchObject({
      status: 200,
      json: { items: [{ name: 'refund/payment' }], total: { count: 1 } },
    });
    expect(found.headers.get('access-control-allow-origin')).toBe('*');
    expect(await ask(catalogue.searchCatalogueServers, {}, '?part=sho')).toMatchObject({
      json: { items: [{ name: 'com.served/shop' }] },
    });
    const server = { server: 'com.served~shop' };
    expect(await ask(catalogue.getCatalogueServer, server)).toMatchObject({
      json: { version: '2.0.0', worst: 'Financial' },
    });
    expect(await ask(catalogue.listCatalogueServerTools, server)).toMatchObject({
      json: { total: { count: 1 } },
    });
    expect(await ask(catalogue.getCatalogueTool, { ...server, tool: 'refund~payment' })).toMatchObject({
      json: { judgement: { class: 'Financial' } },
    });
    // Each answer was held to its shape.
    expect([...answered].sort()).toEqual(
      operations
        .filter(({ open }) => open)
        .map(({ id }) => id)
        .sort(),
    );
    const paths = (openApi(operations) as { paths: Record<string, { get: { security?: unknown } }> }).paths;
    expect(paths['/catalogue/tools']?.get.security).toEqual([]);
    expect(paths['/servers']?.get.security).toBeUndefined();
  });

  it('refuses what it does not know, in a sentence', async () => {
    expect(await ask(catalogue.searchCatalogueTools, {}, '?class=Nice')).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid' } },
    });
    expect(await ask(catalogue.searchCatalogueTools, {}, '?category=foo')).toMatchObject({
      status: 400,
      json: { error: { field: 'category', message: expect.stringContaining('`finance`') } },
    });
    expect(await ask(catalogue.searchCatalogueServers, {}, '?after=zzz')).toMatchObject({
      status: 400,
      json: { error: { field: 'after' } },
    });
    expect((await ask(catalogue.searchCatalogueTools, {}, '?limit=51')).status).toBe(400);
    expect((await ask(catalogue.searchCatalogueTools, {}, '?colour=red')).status).toBe(400);
    for (const server of ['com.served~evil', 'com.nobody~here', '!zz!']) {
      expect((await ask(catalogue.getCatalogueServer, { server })).status).toBe(404);
      expect((await ask(catalogue.listCatalogueServerTools, { server })).status).toBe(404);
    }
  });

  it('counts the requests of an address, and lets it go on a minute later', () => {
    const headers = new Headers({ 'x-forwarded-for': '192.0.2.7' });
    for (let n = 0; n < 300; n++) takeTurn(headers, 1_000);
    expect(() => takeTurn(headers, 2_000)).toThrow(expect.objectContaining({ code: 'too_many' }));
    takeTurn(new Headers({ 'x-forwarded-for': '192.0.2.8' }), 2_000);
    takeTurn(headers, 61_001);
  });
});

describe('the registry’s own read API', () => {
  const asked = (query: string) => listServers(new Request(`http://127.0.0.1:3000/v0.1/servers${query}`));

  it('lists versions, the latest alone, parts of names and deletions as the official one does', async () => {
    const all = await asked('');
    expect(all.headers.get('access-control-allow-origin')).toBe(publicHeaders['Access-Control-Allow-Origin']);
    expect(await all.json()).toMatchObject({
      servers: [{ server: { version: '1.0.0' } }, { server: { version: '2.0.0' } }],
      metadata: { count: 2 },
    });
    expect((await (await asked('?version=latest&search=SHOP')).json()).servers).toMatchObject([
      { server: { version: '2.0.0' } },
    ]);
    const changed = await (await asked('?updated_since=2026-01-01T00:00:00Z')).json();
    expect(changed.servers.map((one: { server: { name: string } }) => one.server.name)).toContain(
      'com.served/evil',
    );
    const first = await (await asked('?limit=1')).json();
    expect(
      (await (await asked(`?limit=1&cursor=${first.metadata.nextCursor}`)).json()).servers,
    ).toMatchObject([{ server: { version: '2.0.0' } }]);
  });

  it('gives one server by its name, with its slash encoded or not, and says no as the official one does', async () => {
    const request = new Request('http://127.0.0.1:3000/v0.1/servers/x');
    for (const name of ['com.served%2Fshop', 'com.served/shop']) {
      const versions = await listVersions(request, { params: Promise.resolve({ name }) });
      expect((await versions.json()).servers).toHaveLength(2);
      const latest = await getVersion(request, { params: Promise.resolve({ name, version: 'latest' }) });
      expect(await latest.json()).toMatchObject({ server: { version: '2.0.0' } });
    }
    const none = await getVersion(request, {
      params: Promise.resolve({ name: 'com.served/evil', version: 'latest' }),
    });
    expect([none.status, none.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect((await asked('?updated_since=yesterday')).status).toBe(400);
    expect((await asked('?limit=1000')).status).toBe(400);
  });

  it('hands out entries of every age in one shape', async () => {
    const older = {
      id: 'a-uuid',
      name: 'com.aged/older',
      description: 'From before',
      version_detail: { version: '0.3.1', release_date: '2025-06-01T00:00:00Z', is_latest: true },
      packages: [{ registry_name: 'npm', name: '@aged/older', version: '0.3.1' }],
      remotes: [{ transport_type: 'sse', url: 'https://older.example.com/sse' }],
    };
    const now = registryEntry('com.aged/today').server;
    await importDump(records(older, now), { resumeAs: 'aged' });
    const text = await (await asked('?search=com.aged')).text();
    expect(text).toContain(JSON.stringify(now));
    expect(JSON.parse(text).servers[0].server).toEqual({
      $schema: now.$schema,
      name: 'com.aged/older',
      description: 'From before',
      version: '0.3.1',
      packages: [
        {
          registryType: 'npm',
          identifier: '@aged/older',
          version: '0.3.1',
          transport: { type: 'stdio' },
        },
      ],
      remotes: [{ type: 'sse', url: 'https://older.example.com/sse' }],
    });
    await db().indexServer.deleteMany({ where: { name: { startsWith: 'com.aged/' } } });
  });

  it('shows what was deleted to whom asks for it, and to nobody else', async () => {
    const at = (query: string) => new Request(`http://127.0.0.1:3000/v0.1/servers/x${query}`);
    const evil = 'com.served/evil';
    const deleted = { 'io.modelcontextprotocol.registry/official': { status: 'deleted' } };
    const shown = { server: { name: evil }, _meta: deleted };
    for (const query of ['?search=evil', '?search=evil&include_deleted=false']) {
      expect(await (await asked(query)).json()).toMatchObject({ servers: [] });
    }
    expect(await (await asked('?search=evil&include_deleted=true')).json()).toMatchObject({
      servers: [shown],
    });
    const name = { params: Promise.resolve({ name: evil }) };
    expect((await listVersions(at(''), name)).status).toBe(404);
    expect((await listVersions(at('?include_deleted=false'), name)).status).toBe(404);
    const versions = await listVersions(at('?include_deleted=true'), name);
    expect(await versions.json()).toMatchObject({ servers: [shown] });
    for (const version of ['1.0.0', 'latest']) {
      const one = { params: Promise.resolve({ name: evil, version }) };
      expect((await getVersion(at(''), one)).status).toBe(404);
      expect(await (await getVersion(at('?include_deleted=true'), one)).json()).toMatchObject(shown);
      expect((await getVersion(at('?include_deleted=perhaps'), one)).status).toBe(400);
    }
    expect((await listVersions(at('?include_deleted=perhaps'), name)).status).toBe(400);
    expect((await asked('?include_deleted=perhaps')).status).toBe(400);
  });

  it('refuses a cursor that it has not given', async () => {
    const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of ['zzz', written({}), written(['a']), written(['a', 1]), written(['a', 'b', 'c'])]) {
      const refused = await asked(`?cursor=${cursor}`);
      expect([refused.status, refused.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json',
      ]);
      expect((await refused.json()).detail).toContain('cursor');
    }
    expect((await (await asked('?cursor=')).json()).servers).toHaveLength(2);
  });
});
