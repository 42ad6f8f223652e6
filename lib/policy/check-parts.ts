/** What every check of a document needs: the report, and the faults that many shapes share. */

import { codePointLength, type JsonMember, type JsonNode, quoted } from '@/lib/json';
import type { FaultCode } from './fault-codes';
import { capital, oneOf, shown } from './faults';
import { nearest } from './nearest';
import { parsePath } from './path';

/** A stretch of the text, in UTF-16 units; `end` is exclusive. */
export type Span = { start: number; end: number };
export type Details = { found?: string; allowed?: string[]; nearest?: string };
export type Report = (at: Span, pointer: string, code: FaultCode, message: string, details?: Details) => void;

export function checkPath(node: JsonNode, pointer: string, plain: boolean, report: Report): undefined {
  if (typeof node.value !== 'string') return wrongType(node, pointer, 'a path such as "args.amount"', report);
  const read = parsePath(node.value);
  const message = !read.ok
    ? read.message
    : plain && read.path.includes(null)
      ? 'A limit reads one value: `[*]` cannot stand in its path.'
      : null;
  if (message !== null) report(node, pointer, 'invalid-path', message, { found: shown(node.value) });
}

export function checkNumber(
  node: JsonNode,
  shape: { least: number; most?: number; whole?: boolean },
  pointer: string,
  report: Report,
): undefined {
  const { least, most = Infinity, whole = false } = shape;
  const what = `a ${whole ? 'whole ' : ''}number`;
  const bounds = shape.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  if (typeof node.value !== 'number') return wrongType(node, pointer, `${what} ${bounds}`, report);
  // The reader has said that it overflows.
  if (!Number.isFinite(node.value)) return;
  const fits = node.value >= least && node.value <= most && (!whole || Number.isInteger(node.value));
  if (!fits)
    report(node, pointer, 'out-of-range', `${shown(node.value)} stands where ${what} ${bounds} belongs.`, {
      found: shown(node.value),
    });
}

export function wrongType(node: JsonNode, pointer: string, wanted: string, report: Report): undefined {
  const found = shown(node.value);
  const message = `${capital(found)} stands where ${wanted} belongs.`;
  report(node, pointer, 'wrong-type', message, { found, allowed: [wanted] });
}

export function unknownKey(
  member: JsonMember,
  pointer: string,
  allowed: readonly string[],
  report: Report,
): undefined {
  const found = quoted(member.key);
  const { meant, details } = asMeant(found, member.key, allowed);
  const message = `The key ${found} has no meaning here${meant}. Known are ${oneOf(allowed)}.`;
  report(keyOf(member), pointer, 'unknown-key', message, details);
}

export function unknownWord(
  at: Span,
  pointer: string,
  word: string,
  allowed: readonly string[],
  code: FaultCode,
  report: Report,
  wanted = oneOf(allowed),
): undefined {
  const found = quoted(word);
  const { meant, details } = asMeant(found, word, allowed);
  report(at, pointer, code, `${found} stands where ${wanted} belongs${meant}.`, details);
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
    const details = { found: shown(node.value), allowed: [key] };
    report(node, pointer, 'missing-key', `The key ${quoted(key)} is missing here.`, details);
  }
}

export function checkLength(
  at: Span,
  pointer: string,
  text: string,
  max: number | undefined,
  report: Report,
): undefined {
  if (max === undefined || text.length <= max || codePointLength(text) <= max) return;
  const message = `At most ${max} characters may stand here; these are ${codePointLength(text)}.`;
  report(at, pointer, 'too-long', message, { found: quoted(text) });
}

export function keyOf(member: JsonMember): Span {
  return { start: member.keyStart, end: member.keyEnd };
}

/** The nearest right word, for the sentence and for the fault. */
function asMeant(found: string, word: string, allowed: readonly string[]) {
  const right = nearest(word, allowed);
  const meant = right === undefined ? '' : `; the nearest is ${JSON.stringify(right)}`;
  return { meant, details: { found, allowed: [...allowed], nearest: right } };
}
