/** Holds a read document against the shapes, and reports everything that differs. */

import { codePointLength, type JsonMember, type JsonNode, pointerTo } from '@/lib/json';
import { windowBounds } from './bounds';
import { checkCondition } from './check-condition';
import { type FaultCode, oneOf, quoted, shown } from './faults';
import { nearest } from './nearest';
import { parsePath } from './path';
import type { ObjectShape, Shape } from './shapes';

export type Problem = {
  pointer: string;
  code: FaultCode;
  message: string;
  start: number;
  end: number;
  found?: string;
  allowed?: string[];
  nearest?: string;
};
export type Report = (problem: Problem) => void;

export function check(node: JsonNode, shape: Shape, pointer: string, report: Report): void {
  switch (shape.kind) {
    case 'any':
      return;
    case 'object':
      return checkObject(node, shape, pointer, report);
    case 'map':
      if (node.kind !== 'object') return wrongType(node, pointer, 'an object', report);
      for (const member of node.members) {
        const at = pointerTo(pointer, member.key);
        if (shape.keys !== undefined && !shape.keys.includes(member.key))
          unknownWord(keyNode(member), at, member.key, shape.keys, 'unknown-class', report);
        else checkLength(keyNode(member), at, member.key, shape.maxKey, report);
        check(member.node, shape.of, at, report);
      }
      return;
    case 'list':
      if (node.kind !== 'list') return wrongType(node, pointer, 'a list', report);
      if (shape.max !== undefined && node.items.length > shape.max)
        report({
          ...placed(node, pointer),
          code: 'too-many',
          message: `At most ${shape.max} may stand here; these are ${node.items.length}.`,
          found: String(node.items.length),
        });
      node.items.forEach((item, i) => {
        check(item, shape.of, pointerTo(pointer, i), report);
      });
      return;
    case 'condition':
      return checkCondition(node, pointer, 1, report);
    case 'json-object':
      if (node.kind !== 'object') wrongType(node, pointer, 'an object', report);
      return;
    case 'boolean':
      if (typeof node.value !== 'boolean') wrongType(node, pointer, 'true or false', report);
      return;
    case 'text':
      if (typeof node.value !== 'string') return wrongType(node, pointer, 'a string', report);
      return checkLength(node, pointer, node.value, shape.max, report);
    case 'word':
      if (typeof node.value === 'string' && shape.words.includes(node.value)) return;
      if (typeof node.value !== 'string') return wrongType(node, pointer, oneOf(shape.words), report);
      return unknownWord(node, pointer, node.value, shape.words, shape.unknown ?? 'unknown-word', report);
    case 'number':
      return checkNumber(node, shape, pointer, report);
    case 'window':
      return checkWindow(node, pointer, report);
    case 'path':
    case 'plain-path':
      return checkPath(node, pointer, shape.kind === 'plain-path', report);
    default:
      shape satisfies never;
  }
}

export function checkObject(node: JsonNode, shape: ObjectShape, pointer: string, report: Report): void {
  if (node.kind !== 'object') return wrongType(node, pointer, 'an object', report);
  for (const member of node.members) {
    const field = Object.hasOwn(shape.fields, member.key) ? shape.fields[member.key] : undefined;
    const at = pointerTo(pointer, member.key);
    if (field !== undefined) check(member.node, field, at, report);
    else unknownKey(member, at, Object.keys(shape.fields), report);
  }
  missingKeys(node, shape.required, pointer, report);
}

export function checkPath(node: JsonNode, pointer: string, plain: boolean, report: Report): void {
  if (typeof node.value !== 'string') return wrongType(node, pointer, 'a path such as "args.amount"', report);
  const read = parsePath(node.value);
  const message = !read.ok
    ? read.message
    : plain && read.path.includes(null)
      ? 'A limit reads one value: `[*]` cannot stand in its path.'
      : null;
  if (message !== null)
    report({ ...placed(node, pointer), code: 'invalid-path', message, found: shown(node.value) });
}

export function checkNumber(
  node: JsonNode,
  shape: { least: number; most?: number; whole?: boolean },
  pointer: string,
  report: Report,
): void {
  const { least, most = Number.MAX_VALUE, whole = false } = shape;
  const what = `a ${whole ? 'whole ' : ''}number`;
  const bounds = shape.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  if (typeof node.value !== 'number') return wrongType(node, pointer, `${what} ${bounds}`, report);
  const fits = node.value >= least && node.value <= most && (!whole || Number.isInteger(node.value));
  if (!fits)
    report({
      ...placed(node, pointer),
      code: 'out-of-range',
      message: `${shown(node.value)} stands where ${what} ${bounds} belongs.`,
      found: shown(node.value),
    });
}

export function wrongType(node: JsonNode, pointer: string, wanted: string, report: Report): void {
  report({
    ...placed(node, pointer),
    code: 'wrong-type',
    message: `${capital(shown(node.value))} stands where ${wanted} belongs.`,
    found: shown(node.value),
    allowed: [wanted],
  });
}

export function unknownKey(
  member: JsonMember,
  pointer: string,
  allowed: readonly string[],
  report: Report,
): void {
  const right = nearest(member.key, allowed);
  report({
    ...placed(keyNode(member), pointer),
    code: 'unknown-key',
    message: `The key ${quoted(member.key)} has no meaning here${meant(right)}. Known are ${oneOf(allowed)}.`,
    found: quoted(member.key),
    allowed: [...allowed],
    nearest: right,
  });
}

export function unknownWord(
  node: { start: number; end: number },
  pointer: string,
  word: string,
  allowed: readonly string[],
  code: FaultCode,
  report: Report,
): void {
  const right = nearest(word, allowed);
  report({
    ...placed(node, pointer),
    code,
    message: `${quoted(word)} stands where ${oneOf(allowed)} belongs${meant(right)}.`,
    found: quoted(word),
    allowed: [...allowed],
    nearest: right,
  });
}

/** Each missing key is a fault of its object. */
export function missingKeys(
  node: JsonNode & { kind: 'object' },
  required: readonly string[],
  pointer: string,
  report: Report,
): void {
  for (const key of required) {
    if (Object.hasOwn(node.value, key)) continue;
    report({
      ...placed(node, pointer),
      code: 'missing-key',
      message: `The key ${quoted(key)} is missing here.`,
      found: shown(node.value),
      allowed: [key],
    });
  }
}

export function placed(node: { start: number; end: number }, pointer: string) {
  return { pointer, start: node.start, end: node.end };
}

function checkWindow(node: JsonNode, pointer: string, report: Report): void {
  const words = ['second', 'minute', 'hour', 'day', 'month'];
  if (typeof node.value === 'number')
    return checkNumber(
      node,
      { least: windowBounds.least, most: windowBounds.most, whole: true },
      pointer,
      report,
    );
  if (typeof node.value !== 'string')
    return wrongType(node, pointer, `${oneOf(words)} or a whole number of seconds`, report);
  if (!words.includes(node.value)) unknownWord(node, pointer, node.value, words, 'unknown-word', report);
}

function checkLength(
  node: { start: number; end: number },
  pointer: string,
  text: string,
  max: number | undefined,
  report: Report,
): void {
  if (max === undefined || text.length <= max || codePointLength(text) <= max) return;
  report({
    ...placed(node, pointer),
    code: 'too-long',
    message: `At most ${max} characters may stand here; these are ${codePointLength(text)}.`,
    found: quoted(text),
  });
}

function keyNode(member: JsonMember): { start: number; end: number } {
  return { start: member.keyStart, end: member.keyEnd };
}

function meant(right: string | undefined): string {
  return right === undefined ? '' : `; the nearest is ${JSON.stringify(right)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
