import { expect, test } from 'vitest';
import { editBetween } from '@/components/text-edits';
import { type Command, parse } from '@/lib/policy';
import { openDocument, settle, type } from './document';
import { createEngine, rehearse } from './engine';

const text = `{
  "version": "1",
  "default": "deny",
  "tools": { "__proto__": {}, "10": {}, "a": { "rate_limit": { "max": -0, "window": 1e1 } }, "2": {} }
}`;

test('a text without faults is read alike by the browser’s own reader and by the strict one', () => {
  const parsed = parse(text);
  const native = JSON.parse(text);
  expect(parsed.ok && parsed.policy).toEqual(native);
  expect(parsed.ok && Object.keys(parsed.policy.tools ?? {})).toEqual(Object.keys(native.tools));
  expect(Object.hasOwn(native.tools, '__proto__')).toBe(true);
});

test('edits are made of a policy only, and only where a policy comes of them', () => {
  const engine = createEngine([]);
  const allow: Command = { kind: 'decide', tools: ['b'], action: 'allow' };
  expect(engine.make('{', [allow])).toMatchObject({ ok: false });
  expect(engine.make(text, [allow])).toMatchObject({ ok: true });
  const refused = engine.make(text, [{ kind: 'set', pointer: '/tools/a/rate_limit/max', value: 'many' }]);
  expect(refused.ok).toBe(false);
  expect(engine.make(text, [{ kind: 'set', pointer: '/default', value: 'deny' }])).toEqual({
    ok: true,
    edits: [],
    succession: { keys: null, changed: [] },
  });
});

test('a reading tells the faults, or the findings where there is none', () => {
  const engine = createEngine([{ name: 'b' }]);
  expect(engine.read('{}').faults).not.toEqual([]);
  const reading = engine.read(text);
  expect(reading.faults).toEqual([]);
  expect(reading.problems.map((problem) => problem.code)).toContain('unknown-tool');
});

test('a verdict on what was typed tells what follows from the policy before it', () => {
  const engine = createEngine([]);
  const typed = text.replace('"2": {}', '"2": { "action": "deny" }');
  expect(engine.judge(text)).toEqual({ text, faults: [] });
  const verdict = engine.judge(typed);
  expect(verdict?.follows?.text).toBe(text);
  const before = openDocument(text, []);
  const edits = editBetween(text, typed);
  const { valid, faults } = settle(type(before, edits, 0), verdict ?? { text: '', faults: [] });
  expect(faults).toEqual([]);
  expect(valid).toEqual({ text: typed, policy: JSON.parse(typed) });
  expect(valid?.policy.tools?.a).toBe(before.valid?.policy.tools?.a);
  // A verdict that follows from another text than the last valid one is read as a whole.
  const other = { text: typed, faults: [], follows: { text: '{}', succession: { keys: [], changed: [] } } };
  expect(settle(type(before, edits, 0), other).valid).toEqual({ text: typed, policy: JSON.parse(typed) });
});

test('rehearsing edits leaves nothing behind, whatever the text', () => {
  expect(rehearse(text, [{ name: 'b' }])).toBeUndefined();
  expect(rehearse('{', [{ name: 'b' }])).toBeUndefined();
  expect(rehearse(text, [])).toBeUndefined();
});

test('a sample call has what the schema calls for, and is answered as an agent’s first call would be', () => {
  const inputSchema = {
    type: 'object',
    required: ['amount'],
    properties: { amount: { type: 'integer', minimum: 5 }, note: { type: 'string' } },
  };
  const engine = createEngine([
    { name: 'pay', class: 'Financial', inputSchema },
    { name: 'look' },
    { name: 'full' },
  ]);
  expect(JSON.parse(engine.sample('pay'))).toEqual({ amount: 5 });
  const policy = {
    version: '1',
    default: 'deny',
    tools: {
      pay: { require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 4 }] }] },
      look: { rate_limit: { max: 1, window: 'minute' } },
      full: { rate_limit: { max: 0, window: 'minute' } },
    },
  };
  const samples = engine.samples(JSON.stringify(policy), ['pay', 'look', 'full', 'other']);
  expect(samples.map(({ verdict, rule }) => `${verdict} ${rule}`)).toEqual([
    'deny /tools/pay/require/0',
    'allow /tools/look',
    'deny /tools/full/rate_limit',
    'deny (default deny)',
  ]);
  expect(samples[0]).toMatchObject({ call: '{"amount":5}', fits: true });
  expect(engine.samples('{', ['pay'])).toEqual([]);
});

test('a schema that nothing simple satisfies is told with the sample', () => {
  const inputSchema = { type: 'object', required: ['a'], properties: { a: false } };
  const engine = createEngine([{ name: 'odd', inputSchema }]);
  expect(engine.samples('{"version":"1","default":"allow"}', ['odd'])).toMatchObject([{ fits: false }]);
});

test('arguments that somebody typed are told plain only where a form writes back what it reads', () => {
  const engine = createEngine([{ name: 'a' }]);
  const read = (args: string) => engine.decide('{"version":"1","default":"allow"}', 'a', args)?.reading;
  expect(read('{ "n": 1, "__proto__": {} }')).toBe('plain');
  expect(read('{"n":')).toBe('none');
  for (const odd of ['[]', '1', '{"n":1,"n":2}', '{"n":12345678901234567890}']) expect(read(odd)).toBe('odd');
});
