import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { share } from './share';

describe('structural sharing', () => {
  test('what comes out equals what was given, whatever was there before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(JSON.stringify(share(before, after))).toBe(JSON.stringify(after));
      }),
    );
  });

  test('equal values keep the identity of the earlier one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = JSON.parse(JSON.stringify(value)) as unknown;
        const before = JSON.parse(JSON.stringify(value)) as unknown;
        expect(share(before, copy)).toBe(before);
      }),
    );
  });

  test('another order of keys is another value', () => {
    const before = { a: 1, b: 2 };
    expect(Object.keys(share(before, { b: 2, a: 1 }))).toEqual(['b', 'a']);
  });

  test('names like __proto__ are ordinary keys', () => {
    const after = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as object;
    const shared = share({}, after);
    expect(Object.keys(shared)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(shared)).toBe(Object.prototype);
  });
});
