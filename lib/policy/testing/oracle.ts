/**
 * A second interpreter of the language, for tests alone: written from its text, obvious rather than fast, and sharing no code with
 * the engine but RE2. Where the two differ one of them is wrong.
 */

import { RE2JS } from 're2js';
import type { Json } from '@/lib/json';
import type { Call, Condition, Context, Limit, Policy, RiskClass, RuleSet, Verdict } from '../language';
import { denotesWithin, hostTold } from './oracle-places';
import { satisfiesNaively } from './oracle-schema';

export type Answer = { verdict: Verdict; rule: string; retryAfterSeconds?: number };
type Truth = 'true' | 'false' | 'unknown';
type Reading = { present: true; value: Json } | { present: false } | 'not a list';

const missing: Reading = { present: false };

/** Keeps the counts of one policy between calls. */
export class Oracle {
  private readonly counts = new Map<string, number>();

  constructor(private readonly policy: Policy) {}

  decide(call: Call, context: Context): Answer {
    const { policy } = this;
    const args = call.arguments === undefined ? {} : call.arguments;
    if (typeof args !== 'object' || args === null || Array.isArray(args)) return deny('(invalid arguments)');
    if (call.notes?.duplicateKey !== undefined || call.notes?.tooDeep) return deny('(invalid arguments)');

    if ((policy.hide ?? []).some((pattern) => fits(pattern, call.tool)))
      return { verdict: 'hidden', rule: '(hidden)' };

    const chosen = choose(policy, call.tool, context.class);
    if (chosen === null && policy.default === 'deny') return deny('(default deny)');
    const own = chosen ?? { pointer: '/default', key: '', set: {} as RuleSet };
    if (own.set.action === 'hide') return { verdict: 'hidden', rule: `${own.pointer}/action` };
    if (own.set.action === 'deny') return deny(`${own.pointer}/action`);

    const all = { pointer: '/all_tools', key: 'all_tools', set: (policy.all_tools ?? {}) as RuleSet };
    const both = [all, own];
    if (
      (call.notes?.inexact ?? []).some((pointer) =>
        isRead(
          pointer,
          both.map((one) => one.set),
          args,
        ),
      )
    )
      return deny('(invalid arguments)');

    for (const { pointer, set } of both)
      for (const [i, rule] of (set.deny_if ?? []).entries())
        if (conjunction(rule.conditions, args, 'some') !== 'false') return deny(`${pointer}/deny_if/${i}`);
    for (const { pointer, set } of both)
      for (const [i, rule] of (set.require ?? []).entries())
        if (conjunction(rule.conditions, args, 'all') !== 'true') return deny(`${pointer}/require/${i}`);
    for (const { pointer, set } of both)
      if (set.validate_arguments && !satisfiesNaively(context.schema, args))
        return deny(`${pointer}/validate_arguments`);

    const holds = own.set.action === 'approve' ? [`${own.pointer}/action`] : [];
    for (const { pointer, set } of both)
      for (const [i, rule] of (set.approve_if ?? []).entries())
        if (conjunction(rule.conditions, args, 'some') !== 'false') holds.push(`${pointer}/approve_if/${i}`);
    if (holds.length > 0 && (call.notes?.inexact ?? []).length > 0) return deny('(invalid arguments)');
    if (holds.length > 0 && !context.approved) return { verdict: 'approve', rule: holds[0] as string };

    return this.charge(both, own.pointer, call.tool, args, context);
  }

  private charge(
    sets: { pointer: string; key: string; set: RuleSet }[],
    allowed: string,
    tool: string,
    args: Json,
    context: Context,
  ): Answer {
    const charges = sets.flatMap(({ pointer, key, set }) => {
      const limits: [string, Limit][] = (set.limits ?? []).map((limit, i) => [
        `${pointer}/limits/${i}`,
        limit,
      ]);
      if (set.rate_limit)
        limits.push([`${pointer}/rate_limit`, { counter: `${key}_rate`, ...set.rate_limit }]);
      return limits.map(([rule, limit]) => ({ rule, limit, ...countOf(limit, tool, args, context) }));
    });
    const invalid = charges.find(
      ({ increment }) => typeof increment !== 'number' || !Number.isFinite(increment) || increment < 0,
    );
    if (invalid !== undefined) return deny(invalid.rule);

    const largest = new Map<string, number>();
    for (const { count, increment } of charges)
      largest.set(count, Math.max(largest.get(count) ?? 0, increment as number));
    for (const { rule, limit, count, endMs } of charges) {
      const charge = largest.get(count) ?? 0;
      if (charge !== 0 && (this.counts.get(count) ?? 0) + charge > limit.max)
        return { ...deny(rule), retryAfterSeconds: Math.ceil((endMs - context.nowMs) / 1000) };
    }
    for (const [count, increment] of largest)
      this.counts.set(count, (this.counts.get(count) ?? 0) + increment);
    return { verdict: 'allow', rule: allowed };
  }
}

function deny(rule: string): Answer {
  return { verdict: 'deny', rule };
}

/** Every way to split the name at each star, tried one by one. */
export function fits(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern[0] !== '*') return pattern[0] === name[0] && fits(pattern.slice(1), name.slice(1));
  for (let taken = 0; taken <= name.length; taken++)
    if (fits(pattern.slice(1), name.slice(taken))) return true;
  return false;
}

function choose(policy: Policy, tool: string, riskClass: RiskClass | undefined) {
  const keys = Object.keys(policy.tools ?? {});
  const key = keys.includes(tool)
    ? tool
    : keys
        .filter((candidate) => fits(candidate, tool))
        .sort((a, b) => literals(b) - literals(a) || byCodePoint(a, b))[0];
  if (key !== undefined)
    return { pointer: `/tools/${escaped(key)}`, key, set: policy.tools?.[key] as RuleSet };
  const set = riskClass === undefined ? undefined : policy.classes?.[riskClass];
  if (set === undefined) return null;
  return { pointer: `/classes/${riskClass}`, key: riskClass as string, set };
}

function literals(pattern: string): number {
  return [...pattern].filter((character) => character !== '*').length;
}

function byCodePoint(a: string, b: string): number {
  const x = [...a].map((character) => character.codePointAt(0) as number);
  const y = [...b].map((character) => character.codePointAt(0) as number);
  const i = x.findIndex((point, at) => point !== y[at]);
  if (i < 0) return x.length - y.length;
  return (x[i] ?? -1) - (y[i] ?? -1);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function conjunction(conditions: Condition[], args: Json, quantifier: 'all' | 'some'): Truth {
  return and(conditions.map((condition) => judge(condition, args, quantifier)));
}

function judge(condition: Condition, args: Json, quantifier: 'all' | 'some'): Truth {
  if ('not' in condition) return not(judge(condition.not, args, quantifier === 'all' ? 'some' : 'all'));
  if ('all' in condition) return and(condition.all.map((one) => judge(one, args, quantifier)));
  if ('any' in condition) return or(condition.any.map((one) => judge(one, args, quantifier)));
  const truths = readings(stepsOf(condition.path), { present: true, value: args }).map((reading) =>
    reading === 'not a list' ? 'unknown' : compare(condition.op, reading, condition.value),
  );
  return quantifier === 'all' ? and(truths) : or(truths);
}

function and(truths: Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

function or(truths: Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

function not(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true';
}

type Step = { name: string } | 'each';

export function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  let rest = path.slice('args'.length);
  while (rest !== '') {
    const found = /^(?:\.([^.[\]"*]+)|\[("(?:[^"\\]|\\.)*")\]|\[\*\])/.exec(rest);
    if (found === null) throw new Error(`no path: ${path}`);
    if (found[1] !== undefined) steps.push({ name: found[1] });
    else steps.push(found[2] === undefined ? 'each' : { name: JSON.parse(found[2]) as string });
    rest = rest.slice(found[0].length);
  }
  return steps;
}

function readings(steps: Step[], from: Reading): Reading[] {
  const [step, ...rest] = steps;
  if (step === undefined || from === 'not a list') return [from];
  if (step === 'each') {
    if (!from.present) return readings(rest, missing);
    if (!Array.isArray(from.value)) return ['not a list'];
    return from.value.flatMap((value) => readings(rest, { present: true, value }));
  }
  const object = from.present ? from.value : null;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return skip(rest);
  const entry = Object.entries(object).find(([key]) => key === step.name);
  return entry === undefined ? skip(rest) : readings(rest, { present: true, value: entry[1] });
}

/** Behind a missing path everything is missing. */
function skip(steps: Step[]): Reading[] {
  return readings(steps, missing);
}

function compare(op: string, reading: Exclude<Reading, 'not a list'>, value: Json): Truth {
  if (op === 'exists') return truth(reading.present === value);
  const opposite = { neq: 'eq', not_in: 'in', not_regex: 'regex', not_contains: 'contains' }[op];
  if (opposite !== undefined) return reading.present ? not(compare(opposite, reading, value)) : 'unknown';
  if (!reading.present) return 'false';
  const found = reading.value;
  switch (op) {
    case 'eq':
      return truth(same(found, value));
    case 'in':
      return truth((value as Json[]).some((one) => same(found, one)));
    case 'lt':
      return typeof found === 'number' ? truth(found < (value as number)) : 'unknown';
    case 'lte':
      return typeof found === 'number' ? truth(found <= (value as number)) : 'unknown';
    case 'gt':
      return typeof found === 'number' ? truth(found > (value as number)) : 'unknown';
    case 'gte':
      return typeof found === 'number' ? truth(found >= (value as number)) : 'unknown';
    case 'regex': {
      if (typeof found !== 'string' || !isWellFormed(found) || [...found].length > 16384) return 'unknown';
      return truth(
        RE2JS.compile(value as string)
          .matcher(found)
          .find(),
      );
    }
    case 'contains':
      if (Array.isArray(found)) return truth(found.some((item) => same(item, value)));
      return typeof found === 'string' && typeof value === 'string'
        ? truth(found.split(value).length > 1 || value === '')
        : 'unknown';
    case 'starts_with':
      return typeof found === 'string'
        ? truth(found.slice(0, (value as string).length) === value)
        : 'unknown';
    case 'ends_with':
      return typeof found === 'string'
        ? truth(
            (value as string).length <= found.length &&
              found.slice(found.length - (value as string).length) === value,
          )
        : 'unknown';
    case 'length_lte':
    case 'length_gte': {
      if (typeof found !== 'string' && !Array.isArray(found)) return 'unknown';
      const length = [...found].length;
      return truth(op === 'length_lte' ? length <= (value as number) : length >= (value as number));
    }
    case 'host_in':
      return hostTold(found, value as string[]);
    case 'within':
      return denotesWithin(found, value as string);
    default:
      throw new Error(`no operator: ${op}`);
  }
}

function truth(holds: boolean): Truth {
  return holds ? 'true' : 'false';
}

function isWellFormed(text: string): boolean {
  return [...text].every((character) => {
    const point = character.codePointAt(0) as number;
    return point < 0xd800 || point > 0xdfff;
  });
}

/** Sorted and written out, two values are the same text. */
export function same(a: Json, b: Json): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value === 0 ? 0 : value);
  const entries = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${sorted(member)}`);
  return `{${entries.sort().join()}}`;
}

function readPath(path: string, args: Json): Json | undefined {
  const reading = readings(stepsOf(path), { present: true, value: args })[0];
  return reading !== 'not a list' && reading?.present ? reading.value : undefined;
}

const lengths: { [window: string]: number } = { second: 1, minute: 60, hour: 3600, day: 86400 };

function countOf(limit: Limit, tool: string, args: Json, { nowMs, ...owners }: Context) {
  const increment = limit.increment_from === undefined ? 1 : readPath(limit.increment_from, args);
  const by = [...new Set((limit.by ?? []).map((path) => JSON.stringify(stepsOf(path))))].sort();
  const values = by.map((steps) => {
    const path = (limit.by ?? []).find((one) => JSON.stringify(stepsOf(one)) === steps) as string;
    const value = readPath(path, args);
    return path === 'args' ? [tool, sorted(args)] : value === undefined ? 'missing' : [sorted(value)];
  });
  const scope = limit.scope ?? 'grant';
  const seconds = typeof limit.window === 'number' ? limit.window : lengths[limit.window];
  let startMs: number;
  let endMs: number;
  if (seconds === undefined) {
    const [year, month] = new Date(nowMs).toISOString().split('-').map(Number) as [number, number];
    startMs = Date.UTC(year, month - 1, 1);
    endMs = month === 12 ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  } else {
    startMs = nowMs - (((nowMs % (seconds * 1000)) + seconds * 1000) % (seconds * 1000));
    endMs = startMs + seconds * 1000;
  }
  const count = JSON.stringify([
    limit.counter,
    seconds ?? 'month',
    scope,
    owners[scope] ?? null,
    by,
    values,
    startMs,
  ]);
  return { increment, count, endMs };
}

/** Whether a rule, a limit, an approval of every call, or the schema reads the number at this pointer. */
function isRead(pointer: string, sets: RuleSet[], args: Json): boolean {
  if (sets.some((set) => set.action === 'approve' || set.validate_arguments)) return true;
  const comparisons = (condition: Condition): string[] => {
    if ('not' in condition) return comparisons(condition.not);
    if ('all' in condition) return condition.all.flatMap(comparisons);
    if ('any' in condition) return condition.any.flatMap(comparisons);
    return [condition.path];
  };
  const paths = sets.flatMap((set) => [
    ...[...(set.deny_if ?? []), ...(set.require ?? []), ...(set.approve_if ?? [])].flatMap((rule) =>
      rule.conditions.flatMap(comparisons),
    ),
    ...(set.limits ?? []).flatMap((limit) => [
      ...(limit.increment_from === undefined ? [] : [limit.increment_from]),
      ...(limit.by ?? []),
    ]),
  ]);
  const names = pointer.split('/').slice(1);
  return paths.some((path) => {
    let value: Json | undefined = args;
    return stepsOf(path).every((step, i) => {
      const name = names[i]?.replaceAll('~1', '/').replaceAll('~0', '~');
      const list: boolean = Array.isArray(value);
      if (name === undefined || typeof value !== 'object' || value === null) return false;
      if (list !== (step === 'each') || (step !== 'each' && step.name !== name)) return false;
      value = (value as { [key: string]: Json })[name];
      return true;
    });
  });
}
