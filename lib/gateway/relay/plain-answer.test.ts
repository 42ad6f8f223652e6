import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseServerMessage } from '../parsed';
import { isPlainAnswer } from './plain-answer';

const id = 7;
const looked = ['task', 'taskId', 'requestState', 'inputRequests', '_meta'];

/** What is plain is, to whoever reads it whole, the answer to `id`, without anything that would be looked at. */
function agrees(text: string | Buffer, to: string | number = id): boolean {
  const bytes = Buffer.from(text);
  if (!isPlainAnswer(bytes, to)) return false;
  expect(Buffer.from(bytes.toString('utf8'), 'utf8')).toEqual(bytes);
  const message = parseServerMessage(bytes.toString('utf8'));
  expect(message).toMatchObject({ kind: 'result', id: to });
  const result = message?.kind === 'result' ? message.result : {};
  for (const name of looked) expect(Object.hasOwn(result, name), name).toBe(false);
  expect(result.isError ?? false).toBe(false);
  return true;
}

const answer = (result: string) => `{"jsonrpc":"2.0","id":7,"result":${result}}`;

test('an ordinary answer is plain', () => {
  for (const result of [
    '{"content":[{"type":"text","text":"done"}]}',
    '{"content":[],"isError":false,"structuredContent":{"task":1,"a":[-1.5e+3,0,true,null,"\\u00e9 \\n é 🙂"]}}',
    '{}',
    '{ "content" : [ ] , "n" : { } }',
  ])
    expect(agrees(answer(result)), result).toBe(true);
  expect(agrees('\n{"result":{},\t"id":7 , "jsonrpc":"2.0"}\r\n ')).toBe(true);
  expect(agrees('{"jsonrpc":"2.0","id":"a\\"b","result":{}}', 'a"b')).toBe(true);
});

test('what has to be read is not plain', () => {
  for (const name of looked) expect(agrees(answer(`{"content":[],"${name}":{}}`)), name).toBe(false);
  for (const text of [
    answer('{"isError":true}'),
    answer('{"t\\u0061sk":{}}'),
    answer('[]'),
    answer('{}').replace('7', '8'),
    answer('{}').replace('7', '7.0'),
    answer('{}').replace('7', '"7"'),
    answer('{}').replace('2.0', '1.0'),
    answer('{},"result":{}'),
    answer('{},"error":{"code":1}'),
    answer('{},"method":"ping"'),
    '{"jsonrpc":"2.0","id":7}',
    '{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"no"}}',
    `[${answer('{}')}]`,
    `\ufeff${answer('{}')}`,
    answer(`{"deep":${'['.repeat(100)}${']'.repeat(100)}}`),
  ])
    expect(agrees(text), text).toBe(false);
  // As bytes these are the letters of another id.
  expect(agrees('{"jsonrpc":"2.0","id":"é","result":{}}', 'Ã©')).toBe(false);
  expect(agrees('{"jsonrpc":"2.0","id":"é","result":{}}', 'é')).toBe(false);
});

test('bytes that are changed one by one never make plain what is none', () => {
  const plain = Buffer.from(
    answer('{"content":[{"type":"text","text":"a\\n\\u00e9é"}],"isError":false,"n":[-1.5e3,{}]}'),
  );
  expect(agrees(plain)).toBe(true);
  for (let at = 0; at < plain.length; at += 1)
    for (const byte of [
      0, 9, 34, 43, 44, 45, 48, 46, 58, 92, 97, 101, 117, 123, 125, 91, 93, 0x80, 0xed, 0xff,
    ]) {
      const changed = Buffer.from(plain);
      changed[at] = byte;
      agrees(changed);
      agrees(Buffer.concat([plain.subarray(0, at), Buffer.from([byte]), plain.subarray(at)]));
      agrees(plain.subarray(0, at));
    }
});

test('whatever a server answers, what is plain is that answer to whoever reads it whole', () => {
  const tokens = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"task"',
    '"id"',
    '"result"',
    '"\\',
    '1',
    '01',
    '-',
    '.5',
    'e3',
  ];
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom('', ...tokens), (text, at, put) => {
      const whole = answer(`{"content":${text}}`);
      if (put === '') expect(agrees(whole)).toBe(true);
      const place = at % (whole.length + 1);
      agrees(whole.slice(0, place) + put + whole.slice(place));
    }),
    { numRuns: 2_000 },
  );
});
