import { expect, it } from 'vitest';
import * as z from 'zod';
import { inputFault } from './input-fault';

const Schema = z.strictObject({
  class: z.enum(['Read', 'Write', 'Destructive']).optional(),
  limit: z.coerce.number().int().min(1).max(50).optional(),
  id: z.string().min(1).max(64).optional(),
  secret: z.string('Give a secret.').optional(),
  tools: z.array(z.string().max(8)).max(2).optional(),
  all: z.literal(true).optional(),
  start: z.union([z.enum(['blank', 'deny-all']), z.strictObject({ text: z.string() })]).optional(),
  transport: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('http'), url: z.string() }),
      z.strictObject({ type: z.literal('stdio') }),
    ])
    .optional(),
  need: z.string(),
});

function told(input: unknown): string[] {
  const read = Schema.safeParse(input, { error: inputFault });
  return read.success ? [] : read.error.issues.map(({ message }) => message);
}

it.each<[given: unknown, sentence: string]>([
  [
    { class: 'Raed' },
    '`class` must be one of `Read`, `Write`, `Destructive`, not "Raed"; the nearest is `Read`.',
  ],
  [{ class: 7 }, '`class` must be one of `Read`, `Write`, `Destructive`.'],
  [{ limit: 'many' }, '`limit` must be a number.'],
  [{ limit: 1.5 }, '`limit` must be a whole number.'],
  [{ limit: 51 }, '`limit` must be at most 50.'],
  [{ limit: 0 }, '`limit` must be at least 1.'],
  [{ id: '' }, '`id` is empty.'],
  [{ id: 'a'.repeat(65) }, '`id` must have at most 64 characters.'],
  [{ id: 7 }, '`id` must be text.'],
  [{ secret: 7 }, 'Give a secret.'],
  [{ tools: 'a' }, '`tools` must be a list.'],
  [{ tools: ['a', 'b', 'c'] }, '`tools` must have at most 2 entries.'],
  [{ tools: ['a', 'b'.repeat(9)] }, '`tools.1` must have at most 8 characters.'],
  [{ all: false }, '`all` must be `true`.'],
  [{ start: 'blnk' }, '`start` must be one of `blank`, `deny-all`, or an object.'],
  [{ start: { text: 7 } }, '`start.text` must be text.'],
  [{ transport: 7 }, '`transport` must be an object.'],
  [{ transport: {} }, '`transport.type` is missing: one of `http`, `stdio`.'],
  [
    { transport: { type: 'htp' } },
    '`transport.type` must be one of `http`, `stdio`, not "htp"; the nearest is `http`.',
  ],
  [{ transport: { type: 'stdio', url: 'x' } }, 'Unknown in `transport`: `url`. Known are `type`.'],
  [
    { clas: 'Read' },
    'Unknown: `clas` (is `class` meant?). Known are `class`, `limit`, `id`, `secret`, `tools`, `all`, `start`, `transport`, `need`.',
  ],
])('%j: %s', (given, sentence) => {
  expect(told({ need: '', ...(given as object) })).toEqual([sentence]);
});

it('says what is missing, and what is no object at all', () => {
  expect(told({})).toEqual(['`need` is missing.']);
  expect(told([])).toEqual(['What was sent must be an object.']);
  expect(told(undefined)).toEqual(['What was sent is missing.']);
});

it('repeats nothing long, and nothing that is not seen', () => {
  const [long = ''] = told({ need: '', class: 'x'.repeat(10_000) });
  expect(long).toBe('`class` must be one of `Read`, `Write`, `Destructive`.');
  const [wrong = ''] = told({ need: '', [`${'x'.repeat(10_000)}`]: 1, 'a\nb': 2, c: 3, d: 4 });
  expect(wrong.length).toBeLessThan(400);
  expect(wrong).toContain('`a\\nb`');
});
