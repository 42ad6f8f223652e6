import { expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { compile } from './compile';
import type { CompiledSet } from './compile-types';
import { decide } from './decide';
import type { Operator, RuleSet } from './language';
import { randomFrom } from './testing/generate';

it('flat requirements are decided as the general way decides them', () => {
  const random = randomFrom(5);
  const values: Json[] = [0, -0, 1, 2.5, '1', '', null, true, [1], { a: 1 }, 'é'];
  const names = ['a', 'b', 'constructor', '__proto__', 'é'];
  let flat = 0;
  for (let i = 0; i < 5_000; i++) {
    const condition = () => {
      const op: Operator = random.pick(['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const);
      const value = op === 'eq' || op === 'neq' ? random.pick(values) : random.pick([0, 1, 2.5]);
      return { path: `args.${random.pick(names)}`, op, value };
    };
    const rule = () => ({ conditions: Array.from({ length: random.below(3) }, condition) });
    const set: RuleSet = { require: Array.from({ length: random.below(3) }, rule) };
    const compiled = compile({ version: '1', default: 'deny', tools: { t: set, 'u*': {} } });
    const own = compiled.tools.get('t') as CompiledSet;
    if (compiled.flat.tools.has('t') && own.require.length > 0) flat += 1;
    const general = { ...compiled, flat: { tools: new Map(), program: [] } };
    const given = names.filter(() => random.below(2) === 0);
    const args = JSON.parse(
      `{${given.map((name) => `"${name}":${JSON.stringify(random.pick(values))}`).join()}}`,
    );
    const call = { tool: random.pick(['t', 't', 'u', '__proto__']), arguments: args };
    const context = { nowMs: 0, grant: 'g' };
    expect(decide(compiled, call, context)).toEqual(decide(general, call, context));
  }
  expect(flat).toBeGreaterThan(500);
});

it('what other code gave every object meets no requirement', () => {
  const require = [{ conditions: [{ path: 'args.amount', op: 'lte' as const, value: 5 }] }];
  const compiled = compile({ version: '1', default: 'deny', tools: { t: { require } } });
  const prototype = Object.prototype as { [name: string]: unknown };
  prototype.amount = 1;
  try {
    expect(decide(compiled, { tool: 't', arguments: {} }, { nowMs: 0 }).verdict).toBe('deny');
    expect(decide(compiled, { tool: 't', arguments: { amount: 9 } }, { nowMs: 0 }).verdict).toBe('deny');
  } finally {
    delete prototype.amount;
  }
  expect(decide(compiled, { tool: 't', arguments: { amount: 1 } }, { nowMs: 0 }).verdict).toBe('allow');
});
