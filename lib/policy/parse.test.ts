import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { argumentNotes, readArguments, readCallText } from './arguments';
import { compileText } from './compile';
import { decide } from './decide';
import { faultCodes } from './fault-codes';
import { parse } from './parse';
import { generatePolicy, randomFrom } from './testing/generate';
import { policyJsonSchema, policySchema } from './zod-schema';

function faultsOf(policy: Json) {
  const parsed = parse(JSON.stringify(policy));
  return parsed.ok ? [] : parsed.faults;
}

const rule = (condition: Json) => ({
  version: '1',
  default: 'deny',
  tools: { t: { deny_if: [{ conditions: [condition] }] } },
});

describe('a fault', () => {
  it('says what was found, what is allowed, and the nearest right word', () => {
    expect(faultsOf({ version: '1', defualt: 'deny', default: 'dney' })).toMatchObject([
      { code: 'unknown-key', pointer: '/defualt', found: '"defualt"', nearest: 'default' },
      {
        code: 'unknown-word',
        pointer: '/default',
        found: '"dney"',
        nearest: 'deny',
        allowed: ['allow', 'deny'],
      },
    ]);
    expect(faultsOf(rule({ path: 'args.a', op: 'start_with', value: 'x' }))[0]).toMatchObject({
      code: 'unknown-operator',
      nearest: 'starts_with',
    });
    expect(faultsOf({ version: '1', default: 'deny', classes: { destructive: {} } })[0]).toMatchObject({
      code: 'unknown-class',
      nearest: 'Destructive',
    });
    const limited = { rate_limit: { max: 1, window: '60' }, limits: [{ count: 'c' }], validate_args: true };
    expect(faultsOf({ version: '1', default: 'deny', tools: { a: limited } })).toMatchObject([
      {
        pointer: '/tools/a/rate_limit/window',
        message:
          '"60" stands where "second", "minute", "hour", "day" or "month" or a number of seconds belongs.',
      },
      {},
      {},
      {},
      { pointer: '/tools/a/limits/0/count', nearest: 'counter' },
      { pointer: '/tools/a/validate_args', nearest: 'validate_arguments' },
    ]);
    expect(faultsOf({ version: '1', default: 'deny', completely_else: 1 })[0]?.nearest).toBeUndefined();
  });

  it('marks the place in the text', () => {
    const text = '{\n  "version": "1",\n  "default": "dney"\n}';
    const parsed = parse(text);
    const fault = parsed.ok ? undefined : parsed.faults[0];
    expect(fault).toMatchObject({ line: 3, column: 14 });
    expect(text.slice(fault?.offset, (fault?.offset ?? 0) + (fault?.length ?? 0))).toBe('"dney"');
  });

  it('has one of the known codes', () => {
    const codes: readonly string[] = faultCodes;
    expect(new Set(codes).size).toBe(codes.length);
    for (const fault of faultsOf(rule({ path: 5, op: 'eqq', any: 1 }))) expect(codes).toContain(fault.code);
  });
});

describe('parse', () => {
  it('takes bytes, and refuses those that are no UTF-8', () => {
    const text = '{"version":"1","default":"deny","description":"é😀"}';
    expect(parse(new TextEncoder().encode(text))).toEqual(parse(text));
    const bytes = new TextEncoder().encode(text);
    bytes[47] = 0xff;
    expect(parse(bytes)).toMatchObject({ ok: false, faults: [{ code: 'not-utf-8' }] });
    expect(parse(new Uint8Array(2_000_000))).toMatchObject({ ok: false, faults: [{ code: 'too-large' }] });
  });

  it('counts bytes, not characters, for the bound of 1 MiB', () => {
    const text = (length: number) => `{"version":"1","default":"deny"}${' '.repeat(length - 32)}`;
    expect(parse(text(1_048_576)).ok).toBe(true);
    expect(parse(text(1_048_577)).ok).toBe(false);
    expect(parse(`{"version":"1","default":"deny","tests":["${'é'.repeat(524_288)}"]}`)).toMatchObject({
      faults: [{ code: 'too-large' }],
    });
  });
});

describe('the zod schema', () => {
  it('takes every policy that parse takes', () => {
    for (let seed = 0; seed < 300; seed++)
      expect(policySchema().safeParse(generatePolicy(randomFrom(seed))).success).toBe(true);
  });

  it('refuses the shapes that parse refuses', () => {
    const wrong: Json[] = [
      {},
      { version: '1', default: 'ask' },
      { version: '1', default: 'deny', extra: 1 },
      { version: '1', default: 'deny', hide: ['x'.repeat(257)] },
      { version: '1', default: 'deny', classes: { read: {} } },
      { version: '1', default: 'deny', all_tools: { action: 'deny' } },
      { version: '1', default: 'deny', tools: { t: { rate_limit: { max: -1, window: 60 } } } },
      { version: '1', default: 'deny', tools: { t: { limits: [{ counter: 'c', window: 'week', max: 1 }] } } },
      rule({ path: 'args[0]', op: 'eq', value: 1 }),
      rule({ path: 'args.a', op: 'lt', value: '1' }),
      rule({ path: 'args.a', op: 'regex', value: '(' }),
      rule({ path: 'args.a', op: 'host_in', value: ['https://a'] }),
      rule({ path: 'args.a', op: 'within', value: '..' }),
      rule({ any: [], all: [] }),
    ];
    for (const document of wrong) {
      expect(faultsOf(document).length).toBeGreaterThan(0);
      expect([document, policySchema().safeParse(document).success]).toEqual([document, false]);
    }
  });

  it('makes a JSON Schema that says what each field means', () => {
    const schema = policyJsonSchema();
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const text = JSON.stringify(schema);
    for (const field of ['deny_if', 'increment_from', 'expires_in', 'validate_arguments'])
      expect(text).toContain(`"${field}":{`);
    expect(text).not.toContain('"description":""');
  });
});

describe('the arguments of a call inside a larger text', () => {
  it('bring their own notes, with pointers that start at them', () => {
    const text = `{"tool":"t","tool":"t","arguments":{"a":{"b":1,"b":2},"n":9007199254740993},"x":1e999}`;
    const read = readCallText(text);
    expect(argumentNotes(read, '/arguments')).toEqual({ duplicateKey: '/a/b', inexact: ['/n'] });
    expect(argumentNotes(read, '/arguments/n')).toEqual({ inexact: [''] });
    expect(argumentNotes(readCallText('{"arguments":{}}'), '/arguments')).toEqual({});
  });

  it('are too deep by their own depth, not by that of the text', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const line = (depth: number) => `{"calls":[{"arguments":{"a":${nested(depth - 1)}}}]}`;
    const notes = (depth: number) => argumentNotes(readCallText(line(depth)), '/calls/0/arguments');
    expect(notes(128)).toEqual({});
    expect(notes(129)).toEqual({ tooDeep: true });
    expect(notes(100_000)).toEqual({ tooDeep: true });
    expect(readArguments('{"a":').ok).toBe(false);
  });
});

describe('decide', () => {
  it('denies with a word of its own when objects have been given members by other code', () => {
    const compiled = compileText('{"version":"1","default":"allow"}');
    const prototype = Object.prototype as { [name: string]: unknown };
    prototype.amount = 1;
    try {
      expect(decide(compiled, { tool: 't', arguments: {} }, { nowMs: 0 }).rule).toBe('(internal error)');
    } finally {
      delete prototype.amount;
    }
    expect(decide(compiled, { tool: 't', arguments: {} }, { nowMs: 0 }).verdict).toBe('allow');
  });
});

it('says where a path breaks off', () => {
  const conditions = [{ path: 'args.', op: 'eq', value: 1 }];
  const read = parse(
    JSON.stringify({ version: '1', default: 'deny', tools: { a: { deny_if: [{ conditions }] } } }),
  );
  expect(read.ok ? '' : read.faults[0]?.message).toMatch(/, at the end of the path\.$/);
});
