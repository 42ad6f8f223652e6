/** What every check of a document needs: the report, and the faults that many shapes share. */

import { codePointLength, type JsonMember, type JsonNode } from '@/lib/json';
import { type FaultCode, oneOf, quoted, shown } from './faults';
import { nearest } from './nearest';
import { parsePath } from './path';

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

export function checkPath(node: JsonNode, pointer: string, plain: boolean, report: Report): undefined {
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
): undefined {
  const { least, most = Number.MAX_VALUE, whole = false } = shape;
  const what = `a ${whole ? 'whole ' : ''}number`;
  const bounds = shape.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  if (typeof node.value !== 'number') return wrongType(node, pointer, `${what} ${bounds}`, report);
  // The reader has said that it overflows.
  if (!Number.isFinite(node.value)) return;
  const fits = node.value >= least && node.value <= most && (!whole || Number.isInteger(node.value));
  if (!fits)
    report({
      ...placed(node, pointer),
      code: 'out-of-range',
      message: `${shown(node.value)} stands where ${what} ${bounds} belongs.`,
      found: shown(node.value),
    });
}

export function wrongType(node: JsonNode, pointer: string, wanted: string, report: Report): undefined {
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
): undefined {
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
): undefined {
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
): undefined {
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

export function checkLength(
  node: { start: number; end: number },
  pointer: string,
  text: string,
  max: number | undefined,
  report: Report,
): undefined {
  if (max === undefined || text.length <= max || codePointLength(text) <= max) return;
  report({
    ...placed(node, pointer),
    code: 'too-long',
    message: `At most ${max} characters may stand here; these are ${codePointLength(text)}.`,
    found: quoted(text),
  });
}

export function keyNode(member: JsonMember): { start: number; end: number } {
  return { start: member.keyStart, end: member.keyEnd };
}

function meant(right: string | undefined): string {
  return right === undefined ? '' : `; the nearest is ${JSON.stringify(right)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
