import { expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { compile } from './compile';
import { decide } from './decide';
import type { Operator, RuleSet } from './language';
import { randomFrom } from './testing/generate';

it('the short way for plain rule sets says what the general way says', () => {
  const random = randomFrom(5);
  const values: Json[] = [0, -0, 1, 2.5, '1', '', null, true, [1], { a: 1 }, 'é'];
  const names = ['a', 'b', 'constructor', '__proto__', 'é'];
  let short = 0;
  for (let i = 0; i < 5_000; i++) {
    const condition = () => {
      const op: Operator = random.pick(['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const);
      const value = op === 'eq' || op === 'neq' ? random.pick(values) : random.pick([0, 1, 2.5]);
      return { path: `args.${random.pick(names)}`, op, value };
    };
    const rule = () => ({ conditions: Array.from({ length: random.below(3) }, condition) });
    const set: RuleSet = { require: Array.from({ length: random.below(3) }, rule) };
    const compiled = compile({ version: '1', default: 'deny', tools: { t: set, u: {} } });
    if (compiled.plain?.places.has('t')) short += 1;
    const args = JSON.parse(
      `{${names.flatMap((name) => (random.below(2) ? [`"${name}":${JSON.stringify(random.pick(values))}`] : [])).join()}}`,
    );
    const call = { tool: random.pick(['t', 'u', 'v', '__proto__']), arguments: args };
    const context = { nowMs: 0, grant: 'g' };
    expect(decide(compiled, call, context)).toEqual(decide({ ...compiled, plain: null }, call, context));
  }
  expect(short).toBeGreaterThan(1_000);
});
