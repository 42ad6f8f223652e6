import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonical,
  codePointLength,
  compareCodePoints,
  formatPointer,
  isDeeperThan,
  isExactNumber,
  type Json,
  jsonEqual,
  nodeAt,
  parsePointer,
  places,
  readJson,
  sha256,
  valueAt,
} from './index';

const anyJson = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('readJson', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readJson(text, { maxDepth: 1000 });
        const faults = read.faults.filter((fault) => fault.code !== 'lone-surrogate');
        expect(faults).toEqual([]);
        expect(jsonEqual(read.root?.value, JSON.parse(text))).toBe(true);
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        anyJson,
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', '0', 'e', '\\', '-', ':', ' '),
        (value, at, piece) => {
          const text = JSON.stringify(value);
          const cut = at % (text.length + 1);
          const spoilt = text.slice(0, cut) + piece + text.slice(cut + 1);
          let fine = true;
          try {
            JSON.parse(spoilt);
          } catch {
            fine = false;
          }
          const faults = readJson(spoilt, { maxDepth: 1000 }).faults;
          const broken = faults.some((fault) => fault.code === 'syntax');
          expect(broken).toBe(!fine);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keeps __proto__ and its like as own members', () => {
    const value = readJson('{"__proto__":{"polluted":1},"constructor":2}').root?.value as {
      [key: string]: Json;
    };
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('knows where everything stands', () => {
    const text = '{\r\n  "a": [1, {"b": "😀"}],\r  "c":\n null }';
    const read = readJson(text);
    const found = read.root && nodeAt(read.root, '/a/1/b');
    const place = places(text);
    expect(text.slice(found?.member?.keyStart, found?.node.end)).toBe('"b": "😀"');
    expect(place(found?.node.start ?? 0)).toEqual({ line: 2, column: 18 });
    expect(place(text.indexOf('"c"'))).toEqual({ line: 3, column: 3 });
    expect(place(text.indexOf('null'))).toEqual({ line: 4, column: 2 });
  });

  it('finds every fault of content in one reading', () => {
    const read = readJson('{"a":1,"a":{"b":"\\ud800","c":1e999,"c":[1,],}} // x');
    expect(read.faults.map((fault) => [fault.code, fault.pointer])).toEqual([
      ['duplicate-key', '/a'],
      ['lone-surrogate', '/a/b'],
      ['number-overflow', '/a/c'],
      ['duplicate-key', '/a/c'],
      ['syntax', '/a/c'],
      ['syntax', '/a'],
      ['syntax', ''],
    ]);
  });

  it('survives depth bombs, and says where they start', () => {
    const bomb = readJson(`{"a":${'['.repeat(500_000)}${']'.repeat(500_000)},"b":1}`);
    expect(bomb.faults).toMatchObject([{ code: 'too-deep' }]);
    expect(valueAt(bomb.root?.value as Json, '/b')).toBe(1);
    expect(readJson('[{"a":'.repeat(300_000)).faults[0]?.code).toBe('syntax');
  });

  it('refuses bytes that are no UTF-8, and a byte order mark', () => {
    expect(readJson(new Uint8Array([0x22, 0x61, 0xc3, 0x28, 0x22])).faults).toMatchObject([
      { code: 'not-utf-8', offset: 2 },
    ]);
    expect(readJson(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])).faults[0]?.code).toBe('not-utf-8');
    expect(readJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x31])).faults[0]?.code).toBe('byte-order-mark');
    expect(readJson(new TextEncoder().encode('"é😀"')).root?.value).toBe('é😀');
  });

  it('notes the numbers that a double does not write back', () => {
    const read = readJson(
      '{"a":[9007199254740993,1.0,{"b":0.1000000000000000055}],"c":1e-400,"d":-0.0,"e":1E+2}',
    );
    expect(read.inexact).toEqual(['/a/0', '/a/2/b', '/c']);
    expect(readJson(`[${'9007199254740993,'.repeat(5_000)}1]`).inexact.at(-1)).toBe('');
  });
});

describe('isExactNumber', () => {
  it('holds for every double as it is written, and for longer spellings of it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        expect(isExactNumber(text, value)).toBe(true);
        if (!text.includes('e'))
          expect(isExactNumber(`${text}${text.includes('.') ? '' : '.'}000e0`, value)).toBe(true);
        if (/\.\d+$/.test(text)) expect(isExactNumber(`${text}0000000000000000000001`, value)).toBe(false);
      }),
    );
  });

  it('is not fooled by huge exponents', () => {
    expect(isExactNumber(`1e${'9'.repeat(100_000)}`, Number.POSITIVE_INFINITY)).toBe(false);
    expect(isExactNumber(`0e${'9'.repeat(100_000)}`, 0)).toBe(true);
    expect(isExactNumber(`1e-${'9'.repeat(100_000)}`, 0)).toBe(false);
  });
});

describe('pointers', () => {
  it('are written and read as RFC 6901 has it', () => {
    expect(formatPointer(['a/b', 'm~n', '', 0])).toBe('/a~1b/m~0n//0');
    expect(parsePointer('/a~1b/m~0n//0')).toEqual(['a/b', 'm~n', '', '0']);
    expect(parsePointer('/~01')).toEqual(['~1']);
    expect(parsePointer('')).toEqual([]);
    for (const wrong of ['a', '#/a', '/~', '/~2']) expect(parsePointer(wrong)).toBe(null);
    expect(valueAt({ a: [{ b: 1 }] }, '/a/0/b')).toBe(1);
    for (const gone of ['/a/00', '/a/-', '/a/1', '/a/length', '/constructor', '/__proto__'])
      expect(valueAt({ a: [1] }, gone)).toBeUndefined();
  });
});

describe('canonical', () => {
  it('is one text for equal values, and for no others', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(jsonEqual(a, b));
        expect(jsonEqual(JSON.parse(canonical(a)), a)).toBe(true);
      }),
    );
    expect(canonical({ b: 1, a: [-0, 1e21, '\u2028'], '😀': null, '\ufb33': 0 })).toBe(
      '{"a":[0,1e+21,"\u2028"],"b":1,"😀":null,"\ufb33":0}',
    );
  });
});

describe('sha256', () => {
  it('is the one that everybody knows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});

describe('text', () => {
  it('is counted and compared by code point', () => {
    expect(codePointLength('a😀é')).toBe(3);
    expect(codePointLength('\ud83d\ud83d\ude00')).toBe(2);
    expect(compareCodePoints('\ufffd', '😀')).toBeLessThan(0);
    expect(compareCodePoints('ab', 'a')).toBeGreaterThan(0);
    expect(compareCodePoints('a', 'a')).toBe(0);
  });
});

describe('isDeeperThan', () => {
  it('counts the outermost list or object', () => {
    expect(isDeeperThan(1, 0)).toBe(false);
    expect(isDeeperThan([], 0)).toBe(true);
    expect(isDeeperThan({ a: [{}] }, 3)).toBe(false);
    expect(isDeeperThan({ a: [{}] }, 2)).toBe(true);
  });
});
