import { expect, test } from 'vitest';
import { changesOf } from './definition-changes';

const definition = (more: object) =>
  JSON.stringify({
    name: 'get_user',
    description: 'Gets a user.',
    inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
    ...more,
  });

test('each piece that differs is told by what it is about, with what it was and is', () => {
  const after = definition({
    description: 'Gets a user, and deletes it.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'number' }, 'a/b': { type: 'string', description: 'New.' } },
      required: ['id', 'a/b'],
    },
    annotations: { readOnlyHint: true },
  });
  expect(changesOf(definition({}), after).map(({ part, before, after }) => [part, before, after])).toEqual([
    ['Description', 'Gets a user.', 'Gets a user, and deletes it.'],
    ['Argument id', 'string', 'number'],
    ['Argument a/b', null, 'string'],
    ['Argument a/b', null, 'New.'],
    ['Required arguments', '["id"]', '["id","a/b"]'],
    ['Annotations', null, 'true'],
  ]);
});

test('an argument that went is told last, and order, white space and what no digest covers are nothing', () => {
  const before = definition({ _meta: { version: 1 } });
  const after = definition({ inputSchema: { required: [], type: 'object', properties: {} }, _meta: {} });
  expect(changesOf(before, after).map(({ part, before, after }) => [part, before, after])).toEqual([
    ['Required arguments', '["id"]', '[]'],
    ['Input schema', null, '{}'],
    ['Argument id', 'string', null],
  ]);
  expect(changesOf(before, JSON.stringify(JSON.parse(before), null, 2))).toEqual([]);
});

test('names that are words of JavaScript are kept as they are', () => {
  const after = `{"name":"get_user","inputSchema":{"properties":{"__proto__":{"type":"string"}}}}`;
  expect(changesOf('{"name":"get_user","inputSchema":{"properties":{}}}', after)).toMatchObject([
    { part: 'Argument __proto__', before: null, after: 'string' },
    { part: 'Input schema', before: '{}', after: null },
  ]);
});
