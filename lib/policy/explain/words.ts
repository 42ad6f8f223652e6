import type { Json } from '@/lib/json';
import type { Comparison, Condition, Limit, Operator, Window } from '../language';

/** How a condition reads: `any` where one element of a list is enough (denials), `every` where all must hold (requirements). */
export type Quantifier = 'any' | 'every';

const mostShown = 12;
const longestShown = 120;

/** A list of conditions joined by AND; it is not empty. */
export function conditionsInWords(conditions: readonly Condition[], quantifier: Quantifier): string {
  return conditions
    .map((condition) => conditionInWords(condition, quantifier, conditions.length > 1))
    .join(' and ');
}

function conditionInWords(condition: Condition, quantifier: Quantifier, grouped: boolean): string {
  if ('op' in condition) return comparisonInWords(condition, quantifier);
  if ('not' in condition) {
    const turned = quantifier === 'any' ? 'every' : 'any';
    return `it is not so that ${bracketed(conditionInWords(condition.not, turned, true), !('op' in condition.not))}`;
  }
  const [members, word] = 'any' in condition ? [condition.any, ' or '] : [condition.all, ' and '];
  if (members.length === 0)
    return 'any' in condition ? 'an empty `any` holds (never)' : 'an empty `all` holds (always)';
  const inner = members.map((member) => conditionInWords(member, quantifier, members.length > 1)).join(word);
  return bracketed(inner, grouped && members.length > 1);
}

function bracketed(text: string, wanted: boolean): string {
  return wanted ? `(${text})` : text;
}

function comparisonInWords({ path, op, value }: Comparison, quantifier: Quantifier): string {
  return `${pathInWords(path, quantifier)} ${operatorInWords(op, value)}`;
}

/** `args.items[*].price` as a person says it. */
export function pathInWords(path: string, quantifier: Quantifier = 'every'): string {
  if (path === 'args') return 'the whole of the arguments';
  const plain = path.startsWith('args.') ? path.slice('args.'.length) : path.slice('args'.length);
  const name = `\`${plain}\``;
  return path.includes('[*]') ? `${quantifier} ${name}` : name;
}

function operatorInWords(op: Operator, value: Json): string {
  switch (op) {
    case 'eq':
      return `is ${valueInWords(value)}`;
    case 'neq':
      return `is given and is not ${valueInWords(value)}`;
    case 'lt':
      return `is below ${valueInWords(value)}`;
    case 'lte':
      return `is at most ${valueInWords(value)}`;
    case 'gt':
      return `is above ${valueInWords(value)}`;
    case 'gte':
      return `is at least ${valueInWords(value)}`;
    case 'in':
      return `is ${listInWords(value)}`;
    case 'not_in':
      return `is given and is not ${listInWords(value)}`;
    case 'exists':
      return value === true ? 'is given' : 'is left out';
    case 'regex':
      return `matches ${valueInWords(value)}`;
    case 'not_regex':
      return `is given and does not match ${valueInWords(value)}`;
    case 'contains':
      return `contains ${valueInWords(value)}`;
    case 'not_contains':
      return `is given and does not contain ${valueInWords(value)}`;
    case 'starts_with':
      return `starts with ${valueInWords(value)}`;
    case 'ends_with':
      return `ends with ${valueInWords(value)}`;
    case 'length_lte':
      return `has a length of at most ${valueInWords(value)}`;
    case 'length_gte':
      return `has a length of at least ${valueInWords(value)}`;
    case 'host_in':
      return `is a URL whose host is ${listInWords(value)}`;
    case 'within':
      return `is a path in ${valueInWords(value)}`;
    default:
      return op satisfies never;
  }
}

/** A value as JSON, shortened for reading. */
export function valueInWords(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

function listInWords(value: Json): string {
  if (!Array.isArray(value)) return valueInWords(value);
  if (value.length === 0) return 'one of none';
  if (value.length === 1) return valueInWords(value[0] ?? null);
  const shown = value.slice(0, mostShown).map((element) => valueInWords(element));
  const rest = value.length - shown.length;
  return `one of ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What one limit admits, such as 'At most 10 calls a minute for each grant'. */
export function limitInWords(limit: Limit): string {
  const per = windowInWords(limit.window);
  const { increment_from: from, by = [] } = limit;
  const amount =
    from === undefined
      ? `At most ${limit.max} ${limit.max === 1 ? 'call' : 'calls'} ${per}`
      : `The sum of ${pathInWords(from)} is at most ${limit.max} ${per}`;
  const owner =
    limit.scope === 'organisation' ? 'for the whole organisation' : `for each ${limit.scope ?? 'grant'}`;
  return `${amount} ${owner}${by.length > 0 ? `, ${byInWords(by)}` : ''}`;
}

function byInWords(by: readonly string[]): string {
  if (by.includes('args')) return 'counted for identical calls';
  return `counted for each ${by.map((path) => pathInWords(path)).join(' and ')}`;
}

export function windowInWords(window: Window): string {
  if (typeof window === 'string') return window === 'hour' ? 'an hour' : `a ${window}`;
  return window === 60 ? 'a minute' : `in ${durationInWords(window)}`;
}

/** Whole seconds as a person says them. */
export function durationInWords(seconds: number): string {
  for (const [size, name] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds % size !== 0) continue;
    const count = seconds / size;
    return count === 1 ? `1 ${name}` : `${count} ${name}s`;
  }
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
