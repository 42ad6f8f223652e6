import { beforeAll, describe, expect, it } from 'vitest';
import { makeTeam } from '@/lib/accounts/testing/people';
import { registerFromListing } from '@/lib/catalogue';
import { listing, tool as privateTool } from '@/lib/catalogue/testing/outside';
import { db } from '@/lib/db';
import { classify } from '@/lib/risk';
import { rangeOf } from './bands';
import {
  classShares,
  importDump,
  importTools,
  indexedPaths,
  indexSize,
  largestSurfaces,
  pagesOfPaths,
  registryPage,
  registryVersion,
  registryVersions,
  relatedServers,
  relatedTools,
  searchServers,
  searchTools,
  serverOf,
  serverTools,
  siblings,
  suggestWords,
  type ToolItem,
  type ToolQuery,
  toolOf,
} from './index';
import { lines, records, registryEntry, toolLine } from './testing/samples';

const verbs = ['get', 'list', 'create', 'update', 'delete', 'refund', 'run', 'send'];
const nouns = [
  'file',
  'invoice',
  'branch',
  'payment',
  'query',
  'mail',
  'screenshot',
  'label',
  'record',
  'page',
];
const servers = 120;
const names = Array.from({ length: servers }, (_, n) => `com.made-${n % 7}/server-${n}`);
// Of every server all verbs with two nouns of its own: 1,920 tools, so that each way to search is gone.
const made = names.flatMap((server, n) =>
  verbs.flatMap((verb) =>
    [0, 1].map((which) => {
      const noun = nouns[(n + which * 3) % nouns.length] as string;
      const rare = n === 17 ? ' Zanzibar.' : '';
      return toolLine(server, `${verb}_${noun}`, `Does ${verb} for the ${noun} of number ${n % 4}.${rare}`);
    }),
  ),
);

beforeAll(async () => {
  await db().indexServer.deleteMany();
  await db().indexImport.deleteMany();
  await importDump(records(...names.map((name) => registryEntry(name)), registryEntry('com.bare/alone')), {
    resumeAs: 'search',
  });
  await importTools(lines(...made), { source: 'tools' });
});

/** Every page, one after another. */
async function all(query: ToolQuery, limit = 50): Promise<{ items: ToolItem[]; totals: number[] }> {
  const items: ToolItem[] = [];
  const totals: number[] = [];
  for (let after: string | undefined; ; ) {
    const page = await searchTools({ ...query, limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    totals.push(page.total.count);
    if (page.nextAfter === null) return { items, totals };
    after = page.nextAfter;
  }
}

const classOf = ({ server, tool, description, inputSchema }: (typeof made)[number]) =>
  classify({ server, name: tool, description, inputSchema }).class;
const financial = made.filter((line) => classOf(line) === 'Financial').length;
const paths = (items: { path: string }[]) => items.map(({ path }) => path).sort();
const expected = (is: (line: (typeof made)[number]) => boolean) => made.filter(is).length;

describe('a search', () => {
  it.each<[string, ToolQuery, (line: (typeof made)[number]) => boolean]>([
    ['of nothing', {}, () => true],
    ['of a common word', { words: 'delete ' }, ({ tool }) => tool.startsWith('delete')],
    ['of a rare word', { words: 'zanzibar' }, ({ server }) => server.endsWith('/server-17')],
    ['of two words', { words: 'Delete FILES ' }, ({ tool }) => tool === 'delete_file'],
    ['of the beginning of a word', { words: 'delete scree' }, ({ tool }) => tool === 'delete_screenshot'],
    ['of a part of a name', { part: 'nsho' }, ({ tool }) => tool.endsWith('screenshot')],
    ['of words of a description', { words: 'number invoice ' }, ({ tool }) => tool.endsWith('invoice')],
    ['of the words of a server', { words: 'server 17 ' }, ({ server }) => server.endsWith('/server-17')],
    ['by class', { class: 'Financial' }, (line) => classOf(line) === 'Financial'],
    ['by class and word', { class: 'Destructive', words: 'branch ' }, ({ tool }) => tool === 'delete_branch'],
    ['within a server', { serverKey: names[3] }, ({ server }) => server === names[3]],
    [
      'within a server, of a word',
      { serverKey: names[3], words: 'delete' },
      ({ server, tool }) => server === names[3] && tool.startsWith('delete'),
    ],
    ['of words that never meet', { words: 'zanzibar com.bare' }, () => false],
    ['of a word that nobody has', { words: 'xyzzy' }, () => false],
    ['of stop words and signs alone', { words: "the ' & | ! \\ :*" }, () => true],
  ])('%s finds all that hold it, on any page, once', async (_, query, holds) => {
    const { items } = await all(query);
    expect(new Set(paths(items)).size).toBe(items.length);
    expect(items.length).toBe(expected(holds));
    const small = await all({ ...query, words: query.words }, 37);
    expect(small.items.map(({ path }) => path)).toEqual(items.map(({ path }) => path));
  });

  it('counts each facet as if only its own filter were lifted', async () => {
    const page = await searchTools({ words: 'zanzibar', class: 'Financial' });
    expect(page.total).toEqual({ count: 2, isExact: true });
    expect(page.counts.class?.Financial).toBe(2);
    expect(Object.values(page.counts.class ?? {}).reduce((sum, n) => sum + n, 0)).toBe(16);
    const plain = await searchTools({ class: 'Financial' });
    expect(plain.total).toEqual({ count: financial, isExact: true });
    expect(Object.values(plain.counts.class ?? {}).reduce((sum, n) => sum + n, 0)).toBe(made.length);
    expect(Object.values(plain.counts.category ?? {}).reduce((sum, n) => sum + n, 0)).toBe(financial);
    const word = await searchTools({ words: 'delete ' });
    expect(word.total).toEqual({ count: expected(({ tool }) => tool.startsWith('delete')), isExact: true });
  });

  it('by category and signal agrees with what the tools say of themselves', async () => {
    const { items } = await all({});
    const [first] = items;
    if (first === undefined) throw new Error('Nothing was found.');
    const inCategory = await all({ category: first.category });
    expect(inCategory.items.length).toBe(items.filter(({ category }) => category === first.category).length);
    for (const signal of new Set(items.flatMap(({ signals }) => signals))) {
      expect((await all({ signal })).items.length).toBe(
        items.filter(({ signals }) => signals.includes(signal)).length,
      );
    }
  });

  it('refuses a cursor that nobody gave, and bounds what it is asked for', async () => {
    const first = await searchTools({});
    expect((await searchTools({ after: '' })).items).toEqual(first.items);
    for (const after of [
      'x',
      'WzEsMiwzXQ',
      Buffer.from('[1e999,1,1,true]').toString('base64url'),
      'x'.repeat(10_000),
    ]) {
      await expect(searchTools({ after })).rejects.toMatchObject({ code: 'invalid', field: 'after' });
      await expect(searchServers({ after })).rejects.toMatchObject({ code: 'invalid', field: 'after' });
    }
    expect((await searchTools({ limit: 1_000_000 })).items).toHaveLength(50);
    expect((await searchTools({ words: 'delete '.repeat(10_000) })).items.length).toBeGreaterThan(0);
    expect((await searchTools({ part: '%_\\' })).items).toHaveLength(25);
  });

  it('knows of what nothing holds that there is none of any facet', async () => {
    const none = { items: [], nextAfter: null, total: { count: 0, isExact: true } };
    const words = 'nobodywritesthis';
    for (const query of [{ words }, { part: words }, { words, class: 'Read' }, { serverKey: words }] as const)
      expect(await searchTools(query)).toEqual({ ...none, counts: { class: {}, category: {}, signal: {} } });
    expect(await searchServers({ words })).toEqual({ ...none, counts: { class: {}, category: {} } });
  });

  it('tells totals that are true, or says that they are estimates', async () => {
    const { items } = await all({});
    for (const query of [
      { words: 'number ' },
      { words: 'number ', class: 'Read' },
      { words: 'number ', category: items[0]?.category },
      { words: 'number does ' },
      { words: 'number does ', class: 'Write' },
      { part: 'abe', class: 'Write' },
    ] satisfies ToolQuery[]) {
      const page = await searchTools(query);
      const whole = (await all(query)).items.length;
      if (page.total.isExact) expect(page.total.count).toBe(whole);
      else expect(Math.abs(page.total.count - whole)).toBeLessThan(whole * 0.6 + 30);
    }
  });

  it('finds servers alike', async () => {
    expect((await searchServers({})).total.count).toBe(servers + 1);
    expect((await searchServers({ words: 'made 3' })).items.map(({ name }) => name)).toContain(
      'com.made-3/server-3',
    );
    expect((await searchServers({ class: 'Financial' })).total.count).toBe(servers);
    const one = await searchServers({ part: 'alo' });
    expect(one.items).toMatchObject([{ name: 'com.bare/alone', toolCount: 0, worst: null }]);
    expect(await suggestWords('sho')).toEqual(['screenshot']);
  });
});

describe('what pages are made of', () => {
  const server = names[17] as string;

  it('a server with its riskiest tools, and those like it', async () => {
    expect(await serverOf(server)).toMatchObject({
      toolCount: 16,
      worst: 'Financial',
      byClass: { Financial: 2 },
      riskiest: expect.arrayContaining([expect.objectContaining({ class: 'Financial' })]),
    });
    expect(await serverTools(server)).toHaveLength(16);
    const related = await relatedServers(server);
    expect(related).toHaveLength(6);
    expect(related.map(({ name }) => name)).not.toContain(server);
    expect(await serverOf('com.nobody/here')).toBeNull();
  });

  it('a tool, its siblings, and tools like it elsewhere', async () => {
    expect(await toolOf(server, 'delete_label')).toMatchObject({
      class: 'Destructive',
      judgement: { class: 'Destructive' },
      description: expect.stringContaining('Zanzibar'),
    });
    expect((await siblings(server, 'delete_label')).map(({ name }) => name)).not.toContain('delete_label');
    const related = await relatedTools(server, 'delete_label');
    expect(related.length).toBe(6);
    for (const item of related) expect(item).toMatchObject({ class: 'Destructive' });
    expect(new Set(related.map((item) => item.server)).size).toBe(6);
    expect(related.map((item) => item.server)).not.toContain(server);
  });

  it('sizes, shares, surfaces and addresses are counted', async () => {
    expect(await indexSize()).toMatchObject({
      servers: servers + 1,
      tools: made.length,
      importedAt: expect.any(Date),
    });
    const shares = await classShares();
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(shares.find((share) => share.class === 'Financial')).toMatchObject({
      tools: financial,
      servers,
    });
    const [first, second] = await largestSurfaces('Financial', 2);
    expect(first?.ofClass).toBeGreaterThan(1);
    expect(first?.ofClass).toBeGreaterThanOrEqual(second?.ofClass ?? 0);
    const found: string[] = [];
    for (let page = 0; page < (await pagesOfPaths('tools', 500)); page++) {
      found.push(...(await indexedPaths({ kind: 'tools', page, perPage: 500 })).map(({ path }) => path));
    }
    expect(new Set(found).size).toBe(made.length);
  });
});

describe('the registry’s own way to read', () => {
  it('gives every entry back as it came, page after page', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = JSON.parse(await registryPage({ limit: 50, cursor }));
      seen.push(...page.servers.map((one: { server: { name: string } }) => one.server.name));
      cursor = page.metadata.nextCursor;
      if (cursor === undefined) break;
    }
    expect(seen).toHaveLength(servers + 1);
    expect(new Set(seen).size).toBe(seen.length);
    const one = JSON.parse((await registryVersion('com.bare/alone', 'latest')) ?? 'null');
    expect(one.server).toEqual(registryEntry('com.bare/alone').server);
    expect(one._meta['io.modelcontextprotocol.registry/official']).toMatchObject({
      status: 'active',
      isLatest: true,
      updatedAt: '2026-05-01T10:00:00.000Z',
    });
    expect(await registryVersion('com.bare/alone', '9.9.9')).toBeNull();
    expect(await registryVersions('com.nobody/here')).toBeNull();
    expect(JSON.parse(await registryPage({ search: 'ALON' })).servers).toHaveLength(1);
    expect(JSON.parse(await registryPage({ search: '%' })).servers).toHaveLength(0);
    expect(JSON.parse(await registryPage({ updatedSince: new Date('2026-06-01') })).servers).toHaveLength(0);
  });
});

it('a private server never shows in the index, whatever is asked', async () => {
  const team = await makeTeam();
  await registerFromListing(team.as('owner'), {
    name: 'Our secret xylophone',
    text: listing(privateTool('tune_xylophone')),
  });
  await importTools(lines(toolLine(names[0] as string, 'get_file')), { source: 'tools' });
  for (const words of ['xylophone', 'secret', 'tune']) {
    expect((await searchTools({ words })).items).toEqual([]);
    expect((await searchServers({ words })).items).toEqual([]);
  }
  expect(await serverOf('Our secret xylophone')).toBeNull();
  expect(await toolOf('Our secret xylophone', 'tune_xylophone')).toBeNull();
  expect(JSON.parse(await registryPage({ search: 'xylophone' })).servers).toEqual([]);
  const columns = await db().$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM information_schema.columns
    WHERE table_name LIKE 'Index%' AND column_name ILIKE '%organi%'`;
  expect(Number(columns[0]?.n)).toBe(0);
});

it('a range of bands covers all that is below its beginning, once', () => {
  const bands = Array.from({ length: 100 }, (_, n) => ({ band: 16_200 - n, count: 10 }));
  const taken: string[] = [];
  let start = 16_195;
  for (const rows of [1, 37, Number.POSITIVE_INFINITY, 1]) {
    const range = rangeOf(bands, start, rows);
    if (range === undefined) break;
    taken.push(...range.words);
    start = range.next;
  }
  const covered = taken.flatMap((word) => {
    const n = Number(word.slice(2));
    return word.startsWith('p:')
      ? [n]
      : bands.map(({ band }) => band).filter((band) => Math.floor(band / 16) === n);
  });
  expect(covered.sort()).toEqual(
    bands
      .map(({ band }) => band)
      .filter((band) => band <= 16_195)
      .sort(),
  );
});
