import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, type Json, jsonEqual, readJson, setOwn } from '@/lib/json';
import { compile, compileText } from './compile';
import { decide } from './decide';
import { edit } from './edit/edit';
import { applyEdits, invertEdits } from './edit/text-edits';
import type { Call, Command, Context, Policy, RuleSet, SharedRuleSet, Verdict } from './language';
import { parse } from './parse';
import { print } from './print';
import { admit, memoryQuotaStore } from './quota';
import { satisfies } from './schema';
import { applyCommand } from './testing/apply';
import { comparePairs, showMismatch } from './testing/compare';
import {
  generateCall,
  generateCondition,
  generatePolicy,
  generateRuleSet,
  randomFrom,
} from './testing/generate';
import { patterns } from './testing/pools';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const anyJson = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const rank: { [verdict in Verdict]: number } = { hidden: 0, deny: 0, approve: 1, allow: 2 };

function verdictOf(policy: Policy, call: Call, context: Context): Verdict {
  return admit(decide(compile(policy), call, context), memoryQuotaStore(), context.nowMs).verdict;
}

describe('the engine and a second interpreter', () => {
  it('agree on 20,000 policies and calls', () => {
    const mismatches = comparePairs(1, 20_000);
    expect(mismatches.map(showMismatch)).toEqual([]);
  });
});

describe('parse and print', () => {
  it('are inverse', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const policy = generatePolicy(randomFrom(seed));
        const parsed = parse(print(policy));
        if (!parsed.ok) throw new Error(parsed.faults[0]?.message);
        expect(jsonEqual(parsed.policy as unknown as Json, policy as unknown as Json)).toBe(true);
        expect(print(parsed.policy)).toBe(print(policy));
      }),
    );
  });

  it('survive any JSON and any text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const parsed = parse(JSON.stringify(value));
        if (!parsed.ok) expect(parsed.faults.length).toBeGreaterThan(0);
        expect(['none', 'invalid', 'policy']).toContain(compileText(JSON.stringify(value)).kind);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parse(text)));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parse(bytes)));
  });

  it('survive a valid document with a piece of any JSON in it', () => {
    fc.assert(
      fc.property(seeds, anyJson, (seed, value) => {
        const random = randomFrom(seed);
        const policy = JSON.parse(JSON.stringify(generatePolicy(random))) as Json;
        const spoilt = spoil(policy, value, () => random.below(8) === 0);
        const parsed = parse(JSON.stringify(spoilt));
        if (parsed.ok) compile(parsed.policy);
      }),
      { numRuns: 500 },
    );
  });
});

describe('decide', () => {
  it('survives any arguments, any schema and any context', () => {
    fc.assert(
      fc.property(seeds, anyJson, anyJson, fc.anything(), (seed, args, schema, odd) => {
        const policy = generatePolicy(randomFrom(seed));
        const compiled = compile(policy);
        const context: Context = { nowMs: 0, schema };
        for (const tool of ['a', '__proto__', 'send_mail'])
          for (const given of [args, odd as Json])
            expect(rank[decide(compiled, { tool, arguments: given }, context).verdict]).toBeDefined();
        decide(compiled, { tool: odd as string }, odd as Context);
        satisfies(schema, args);
      }),
      { numRuns: 300 },
    );
  });

  it('denies every call under default deny without rule sets', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const { tools: _, classes: __, ...rest } = generatePolicy(random);
        const policy: Policy = { ...rest, default: 'deny' };
        const { call, context } = generateCall(random, policy);
        expect(rank[verdictOf(policy, call, context)]).toBe(0);
      }),
    );
  });

  it('never minds the order of keys', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const policy = generatePolicy(random);
        const shuffled = reversed(policy as unknown as Json) as unknown as Policy;
        for (let i = 0; i < 10; i++) {
          const { call, context } = generateCall(random, policy);
          const other = { ...call };
          if (call.arguments !== undefined) other.arguments = reversed(call.arguments);
          expect(decide(compile(shuffled), other, context)).toEqual(decide(compile(policy), call, context));
        }
      }),
    );
  });

  it('never admits more for an added deny_if, require, hide or limit', () => {
    const additions: ((policy: Policy, random: ReturnType<typeof randomFrom>) => void)[] = [
      (policy, random) => {
        policy.hide = [...(policy.hide ?? []), random.pick(patterns)];
      },
      (policy, random) => {
        const rule = { conditions: [generateCondition(random)] };
        for (const set of setsOf(policy)) set.deny_if = [...(set.deny_if ?? []), rule];
      },
      (policy, random) => {
        const rule = { conditions: [generateCondition(random)] };
        for (const set of setsOf(policy)) set.require = [rule, ...(set.require ?? [])];
      },
      (policy, random) => {
        const limits = generateRuleSet(random, 'k').limits ?? [];
        for (const set of setsOf(policy)) set.limits = [...(set.limits ?? []), ...limits];
      },
    ];
    fc.assert(
      fc.property(seeds, fc.constantFrom(...additions), (seed, add) => {
        const random = randomFrom(seed);
        const before = generatePolicy(random);
        const after = JSON.parse(JSON.stringify(before)) as Policy;
        add(after, random);
        for (let i = 0; i < 10; i++) {
          const { call, context } = generateCall(random, before);
          const widened = rank[verdictOf(after, call, context)] > rank[verdictOf(before, call, context)];
          expect(widened).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds `require {not C}` exactly when `deny_if {C}` does not fire', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const condition = generateCondition(random);
        const policy = (set: RuleSet): Policy => ({ version: '1', default: 'deny', tools: { t: set } });
        const { call } = generateCall(random, policy({}));
        const ask = { tool: 't', arguments: call.arguments };
        const required = policy({ require: [{ conditions: [{ not: condition }] }] });
        const denied = policy({ deny_if: [{ conditions: [condition] }] });
        expect(verdictOf(required, ask, { nowMs: 0 })).toBe(verdictOf(denied, ask, { nowMs: 0 }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('edit', () => {
  const commands = fc.array(
    fc.record({
      kind: fc.constantFrom('set', 'insert', 'remove', 'rename', 'move'),
      pointer: fc
        .array(fc.constantFrom('a', 'b', '0', '1', '2', '__proto__', 'x y', '~1'), { maxLength: 4 })
        .map((segments) => segments.map((segment) => `/${segment}`).join('')),
      value: fc.constantFrom<Json>(1, 'text', null, {}, [], { a: [1, { b: 2 }] }, [{ a: 1 }, []]),
      index: fc.integer({ min: -1, max: 3 }),
      to: fc.integer({ min: -1, max: 3 }),
      key: fc.constantFrom('a', 'b', '__proto__', 'new'),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const documents = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(1, 'x', true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '0', 'x y', '/', '__proto__'), tie('value'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  })).value;

  it('then parse equals apply, and undoing gives back the first bytes', () => {
    fc.assert(
      fc.property(
        documents,
        commands,
        fc.constantFrom(undefined, 0, 2, '\t', 'wild'),
        (document, all, indent) => {
          const text =
            indent === 'wild'
              ? JSON.stringify(document, null, 1).replaceAll(':', ' :\r\n').replaceAll('\n ', '\n\t  ')
              : JSON.stringify(document, null, indent);
          const value = readJson(text).root?.value as Json;
          let wanted: { value: Json } | null = { value };
          for (const command of all as Exclude<Command, { kind: 'decide' }>[])
            if (wanted !== null) wanted = applyCommand(wanted.value, command);
          const result = edit(text, all as Command[]);
          expect(result.ok).toBe(wanted !== null);
          if (!result.ok || wanted === null) return;
          const read = readJson(result.text);
          expect(read.faults).toEqual([]);
          expect(canonical(read.root?.value as Json)).toBe(canonical(wanted.value));
          expect(applyEdits(text, result.edits)).toBe(result.text);
          expect(applyEdits(result.text, invertEdits(text, result.edits))).toBe(text);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function setsOf(policy: Policy): SharedRuleSet[] {
  policy.all_tools ??= {};
  return [policy.all_tools];
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const turned: { [key: string]: Json } = {};
  for (const key of Object.keys(value).reverse()) setOwn(turned, key, reversed(value[key] as Json));
  return turned;
}

function spoil(value: Json, other: Json, now: () => boolean): Json {
  if (now()) return other;
  if (Array.isArray(value)) return value.map((item) => spoil(item, other, now));
  if (typeof value !== 'object' || value === null) return value;
  const spoilt: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) setOwn(spoilt, key, spoil(value[key] as Json, other, now));
  return spoilt;
}
