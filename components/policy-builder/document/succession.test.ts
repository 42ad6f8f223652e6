import { expect, test } from 'vitest';
import type { Policy } from '@/lib/policy';
import { createEngine } from './engine';
import { succeed } from './succession';

const text = `{
  "version": "1",
  "default": "deny",
  "hide": ["c"],
  "tools": { "b": { "action": "allow" }, "__proto__": {}, "a": { "action": "deny" }, "10": {} }
}`;

function after(commands: Parameters<ReturnType<typeof createEngine>['make']>[1]) {
  const before = JSON.parse(text) as Policy;
  const made = createEngine([]).make(text, commands);
  if (!made.ok) throw new Error(made.message);
  return { before, next: succeed(before, made.succession) };
}

test('what an edit does not touch keeps its identity', () => {
  const { before, next } = after([{ kind: 'decide', tools: ['a'], action: 'allow' }]);
  expect(next.tools?.a).toEqual({});
  expect(next.tools?.b).toBe(before.tools?.b);
  expect(next.hide).toBe(before.hide);
  expect(next).not.toBe(before);
});

test('a tool that goes, comes or changes its place leaves the others in their order', () => {
  const gone = after([{ kind: 'remove', pointer: '/tools/b' }]).next;
  expect(Object.keys(gone.tools ?? {})).toEqual(['10', '__proto__', 'a']);
  const came = after([{ kind: 'set', pointer: '/tools/z', value: {} }]).next;
  expect(Object.keys(came.tools ?? {})).toEqual(['10', 'b', '__proto__', 'a', 'z']);
  const renamed = after([{ kind: 'rename', pointer: '/tools/b', key: 'y' }]).next;
  expect(Object.keys(renamed.tools ?? {})).toEqual(['10', 'y', '__proto__', 'a']);
});

test('a policy that says the same is the same', () => {
  const { before, next } = after([{ kind: 'set', pointer: '/tools/a/action', value: 'deny' }]);
  expect(next).toBe(before);
});
