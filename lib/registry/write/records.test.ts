import { describe, expect, it } from 'vitest';
import { recordsOf } from './records';

const entry = (name: string) => ({
  server: { name, text: 'a "quoted" ] } \\ brace', list: [[1], { servers: [] }] },
});
const a = entry('x.y/a');
const b = entry('x.y/b');

async function read(text: string, piece: number): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const found: unknown[] = [];
  for await (const record of recordsOf(chunks())) {
    if (record.ok) expect(record.number).toBe(found.length + 1);
    found.push(record.ok ? JSON.parse(record.bytes.toString()) : record.why);
  }
  return found;
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const page = (...servers: unknown[]) => ({ metadata: { count: 2, list: [1] }, servers, more: { x: '}' } });

describe('a dump is taken apart', () => {
  it.each([
    ['one page', JSON.stringify(page(a, b))],
    ['one page, laid out', pretty(page(a, b))],
    ['a list of pages', JSON.stringify([page(a), page(b)])],
    ['a list of entries', pretty([a, b])],
    ['an entry a line', `${JSON.stringify(a)}\n${JSON.stringify(b)}\n`],
    ['a page a line, with carriage returns', `${JSON.stringify(page(a))}\r\n${JSON.stringify(page(b))}\r\n`],
    ['pages laid out one after another', `${pretty(page(a))}\n${pretty(page(b))}`],
    ['entries laid out one after another', `\uFEFF${pretty(a)}\n\n${pretty(b)}\n`],
    ['a list of lists', JSON.stringify([[a], [[b]], []])],
  ])('%s, however it arrives', async (_, text) => {
    for (const piece of [1, 2, 7, 64, 10_000]) expect(await read(text, piece)).toEqual([a, b]);
  });

  it('a page without entries, and nothing at all, hold nothing', async () => {
    expect(await read(JSON.stringify(page()), 3)).toEqual([]);
    expect(await read(' \n', 3)).toEqual([]);
  });

  it('a broken line costs that line alone', async () => {
    const text = `${JSON.stringify(a)}\n{"server": {"name": "x\n${JSON.stringify(b)}\nnonsense\n`;
    expect(await read(text, 5)).toEqual([
      a,
      expect.stringContaining('not complete'),
      b,
      expect.stringContaining('no JSON'),
    ]);
  });

  it('a dump that breaks off says so', async () => {
    expect(await read(JSON.stringify(page(a, b)).slice(0, -60), 9)).toEqual([
      a,
      expect.stringContaining('ends'),
    ]);
  });

  it('a record beyond the bound is told, not held, and the next is read', async () => {
    const text = `${JSON.stringify(a)}\n${JSON.stringify({ x: 'y'.repeat(3 * 1024 * 1024) })}\n${JSON.stringify(b)}`;
    expect(await read(text, 65_536)).toEqual([a, expect.stringContaining('2 MiB'), b]);
  });
});
