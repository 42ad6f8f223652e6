/**
 * Sentences for what a schema refuses and has none of its own for: which field, what is allowed, the nearest right word.
 * Nothing that was sent is repeated but short words that stand where one of a few belongs, and unknown names.
 */

import type * as z from 'zod';
import { nearest } from '@/lib/policy';

type Issue = z.core.$ZodRawIssue;

const longestShown = 64;
const mostShown = 12;

/** To be given to zod as `error`. A schema's own sentence comes before it. */
export function inputFault(issue: Issue): string {
  const name = nameOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `${name} is missing.` : `${name} must be ${kindOf(issue.expected)}.`;
    case 'invalid_value':
      return `${name} must be ${oneOf(issue.values)}${insteadOf(issue.input, issue.values)}.`;
    case 'too_small':
      return smallFault(name, issue);
    case 'too_big':
      return sizeFault(
        name,
        issue.origin,
        issue.inclusive === false ? 'less than' : 'at most',
        issue.maximum,
      );
    case 'unrecognized_keys':
      return unknownFault(issue);
    case 'invalid_union':
      return unionFault(name, issue);
    default:
      return `${name} is not of the form that belongs there.`;
  }
}

function smallFault(name: string, { origin, inclusive, minimum }: Issue & { code: 'too_small' }): string {
  if (origin === 'string' && minimum === 1) return `${name} is empty.`;
  return sizeFault(name, origin, inclusive === false ? 'more than' : 'at least', minimum);
}

function sizeFault(name: string, origin: string, bound: string, size: number | bigint): string {
  const told = size.toLocaleString('en');
  if (origin === 'string') return `${name} must have ${bound} ${told} characters.`;
  if (origin === 'array') return `${name} must have ${bound} ${told} entries.`;
  return `${name} must be ${bound} ${told}.`;
}

function unknownFault({ keys, path, inst }: Issue & { code: 'unrecognized_keys' }): string {
  const def = inst?._zod.def as { shape?: object } | undefined;
  const known = Object.keys(def?.shape ?? {});
  const told = keys.slice(0, 3).map((key) => {
    const right = nearest(key, known);
    return right === undefined ? shown(key) : `${shown(key)} (is \`${right}\` meant?)`;
  });
  const where = path?.length ? ` in ${nameOf(path)}` : '';
  const allowed = known.length === 0 ? 'Nothing is known there' : `Known are ${list(known)}`;
  return `Unknown${where}: ${told.join(', ')}${keys.length > 3 ? ', …' : ''}. ${allowed}.`;
}

function unionFault(name: string, issue: Issue & { code: 'invalid_union' }): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  if (typeof issue.discriminator === 'string') {
    const given = valueAt(issue.input, issue.discriminator);
    if (given === undefined) return `${name} is missing: ${oneOf(options)}.`;
    return `${name} must be ${oneOf(options)}${insteadOf(given, options)}.`;
  }
  // Where the kind is right in one branch, what is wrong is in there.
  const inside = issue.errors.filter(([first]) => first !== undefined && first.path.length > 0);
  const [only] = inside.length === 1 ? (inside[0] ?? []) : [];
  if (only !== undefined) return insideFault(only, issue);
  const kinds = issue.errors.flatMap(([first]) => {
    if (first?.code === 'invalid_type') return [kindOf(first.expected)];
    return first?.code === 'invalid_value' ? [oneOf(first.values)] : [];
  });
  return kinds.length === 0
    ? `${name} is nothing of what is allowed there.`
    : `${name} must be ${kinds.join(', or ')}.`;
}

/** A branch of a union tells its places from its own root. A sentence of the schema's own is kept. */
function insideFault(inside: z.core.$ZodIssue, union: Issue): string {
  const raw = { ...inside, input: inside.path.reduce(valueAt, union.input) } as Issue;
  if (inside.message !== inputFault(raw)) return inside.message;
  return inputFault({ ...raw, path: [...(union.path ?? []), ...inside.path] });
}

function valueAt(input: unknown, key: PropertyKey): unknown {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, key)
    ? (input as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function nameOf(path: readonly PropertyKey[] | undefined): string {
  return path?.length ? shown(path.map(String).join('.')) : 'What was sent';
}

function kindOf(expected: string): string {
  return kinds.get(expected) ?? `of the kind ${expected}`;
}

const kinds = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
  ['null', 'null'],
]);

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? list(values) : `one of ${list(values)}`;
}

function list(values: readonly unknown[]): string {
  const told = values.slice(0, mostShown).map((value) => `\`${String(value)}\``);
  return told.join(', ') + (values.length > mostShown ? ', …' : '');
}

/** Of a short word: what it was, and what was probably meant. */
function insteadOf(given: unknown, values: readonly unknown[]): string {
  if (typeof given !== 'string' || given.length > longestShown) return '';
  const right = nearest(given, values.map(String));
  return `, not ${JSON.stringify(given)}${right === undefined ? '' : `; the nearest is \`${right}\``}`;
}

function shown(name: string): string {
  const plain = JSON.stringify(name).slice(1, -1);
  return `\`${plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain}\``;
}
