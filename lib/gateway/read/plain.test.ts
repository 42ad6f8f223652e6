import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argumentNotes, readCallText } from '@/lib/policy';
import { smuggled } from '../testing/smuggling';
import { readPlain } from './plain';

/** What is read as plain is sound to the strict reader, and means the same to it. */
function agrees(bytes: Buffer): boolean {
  const plain = readPlain(bytes);
  if (plain === null) return false;
  const strict = readCallText(bytes);
  expect(strict.faults).toEqual([]);
  expect(strict.inexact).toEqual([]);
  expect(argumentNotes(strict, '')).toEqual({});
  expect(plain.value).toEqual(strict.root?.value);
  return true;
}

const tokens = [
  ...['{', '}', '[', ']', ':', ',', '"a"', '"b"', '"\\u0061"', '"__proto__"', '"\\"', '"é"', '"\\ud800"'],
  ...['1', '-0', '1.5', '1e3', '0.1000000000000000055', '9007199254740993', '123456789012345', '01'],
  ...['true', 'null', ' ', '\n', '//x', '\u0000', '\ufeff', '"\t"', 'NaN', '1E400'],
];

test('whatever is plain has no fault for the strict reader, and the same value', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 14 }), (parts) => {
      agrees(Buffer.from(parts.join('')));
    }),
    { numRuns: 4_000 },
  );
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...tokens), (text, at, put) => {
      agrees(Buffer.from(text));
      const place = at % (text.length + 1);
      agrees(Buffer.from(text.slice(0, place) + put + text.slice(place)));
    }),
  );
});

test('bytes that are changed one by one are never read otherwise than the strict reader does', () => {
  const plain = Buffer.from(
    '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"pay","arguments":{"a":1.5,"ü":["x\\n"]}}}',
  );
  expect(agrees(plain)).toBe(true);
  for (let at = 0; at < plain.length; at += 1)
    for (const byte of [0, 9, 34, 44, 45, 48, 46, 58, 92, 101, 117, 123, 125, 91, 93, 0x80, 0xed, 0xff]) {
      const changed = Buffer.from(plain);
      changed[at] = byte;
      agrees(changed);
    }
});

test('two members of one name, at any depth and however spelt, are not plain', () => {
  for (const text of [
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '{"x":[{"y":{"a":1,"b":2,"a":3}}]}',
    '{"a":{"b":1},"a":{"b":1,"c":2}}',
    '{"__proto__":1,"__proto__":2}',
    '[{"a":1,"a":{"b":2}},{"c":1}]',
  ])
    expect(readPlain(Buffer.from(text)), text).toBeNull();
});

test('what each smuggled request would have to be read as agrees too', () => {
  for (const { body } of smuggled) agrees(Buffer.from(body));
});

test('an ordinary call is plain', () => {
  for (const text of [
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"n":-3,"x":[1.25,"é"]}}}',
    '{"jsonrpc":"2.0","id":"x","method":"ping"}',
    '{"__proto__":{"a":1},"b":"c:\\"d\\":"}',
  ])
    expect(agrees(Buffer.from(text)), text).toBe(true);
  expect(readPlain(Buffer.from('{"id":1.0}'))?.wholeOutside).toBe(false);
  expect(readPlain(Buffer.from('{"id":-0}'))?.wholeOutside).toBe(false);
  expect(readPlain(Buffer.from('{"id":1,"a":{"b":1.0}}'))?.wholeOutside).toBe(true);
});
