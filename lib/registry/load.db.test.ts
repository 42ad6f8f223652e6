import { beforeEach, describe, expect, it } from 'vitest';
import { db, pool } from '@/lib/db';
import { importTools, mendIndex, searchTools } from './index';
import { lines, toolLine } from './testing/samples';

const all = Array.from({ length: 3_000 }, (_, n) =>
  toolLine(`com.many/s${n % 60}`, `get_thing_${n}`, `Gets thing number${n}.`),
);

async function* broken() {
  for await (const line of lines(...all)) {
    if (line.number === 2_900) throw new Error('the disk is gone');
    yield line;
  }
}

async function indexes(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT "indexname" AS "name" FROM pg_indexes WHERE "tablename" = 'IndexTool' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

const every = [
  'IndexTool_pkey',
  'IndexTool_popularity_id_idx',
  'IndexTool_serverId_name_key',
  'IndexTool_words_idx',
];

beforeEach(async () => {
  await db().indexServer.deleteMany();
  await db().indexImport.deleteMany();
  await importTools(lines(), { source: 'tools' });
});

describe('a first load that is broken off', () => {
  beforeEach(async () => {
    await expect(importTools(broken(), { source: 'tools', resumeAs: 'list' })).rejects.toThrow('the disk');
  });

  it('leaves a catalogue that can be read', async () => {
    expect((await searchTools({})).items).toBeInstanceOf(Array);
    expect((await searchTools({ serverKey: 'com.many/s1' })).items.length).toBeGreaterThan(0);
  });

  it('is mended by the next start, once', async () => {
    expect(await mendIndex()).toBe(true);
    expect(await indexes()).toEqual(every);
    expect((await searchTools({ words: 'number3' })).items).toMatchObject([{ name: 'get_thing_3' }]);
    expect(await mendIndex()).toBe(false);
  });

  it('goes on where it stopped, with all that it had left out', async () => {
    const again = await importTools(lines(...all), { source: 'tools', resumeAs: 'list' });
    expect(again).toMatchObject({ bad: 0 });
    expect(again.read + again.skipped).toBe(3_000);
    expect(again.skipped).toBeGreaterThan(0);
    expect(await indexes()).toEqual(every);
    expect((await searchTools({ words: 'thing' })).total).toEqual({ count: 3_000, isExact: true });
    expect(await mendIndex()).toBe(false);
  });
});

it('two lists are imported at once, and the counts are of both', async () => {
  const of = (owner: string) =>
    lines(...all.slice(0, 600).map((one) => ({ ...one, server: `com.${owner}/a` })));
  await Promise.all(['one', 'two'].map((owner) => importTools(of(owner), { source: 'tools' })));
  expect(await indexes()).toEqual(every);
  expect((await searchTools({})).total).toEqual({ count: 1_200, isExact: true });
  expect((await searchTools({ words: 'thing' })).total).toEqual({ count: 1_200, isExact: true });
});
