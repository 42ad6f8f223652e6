import { expect, test } from 'vitest';
import { type Command, parse } from '@/lib/policy';
import { createEngine } from './engine';

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
