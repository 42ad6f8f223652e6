/** How a document is written by default: two blanks, small values on one line, rule sets and lists of tools one member a line. */

import { type Json, type JsonObject, parsePointer } from '@/lib/json';
import type { Policy } from './language';
import { policyShape, ruleSetShape, type Shape, shapeAt, sharedRuleSetShape } from './shapes';

export type Style = {
  /** One level of indentation; null writes everything on one line. */
  indent: string | null;
  newline: string;
  /** Whether a blank stands behind colons and commas, and inside the braces of a one-line object. */
  spaced: boolean;
};
export const usualStyle: Style = { indent: '  ', newline: '\n', spaced: true };
/** Longest line that a value is kept together on. */
const lineWidth = 100;

/** The document as text, with a newline at its end. `parse(print(policy))` is the policy again; keys keep their order. */
export function print(policy: Policy): string {
  return `${printValue(policy as unknown as Json, [], 0, '', usualStyle)}\n`;
}

/** Any JSON in the same style, as a message or a fragment shows it. */
export function printJson(value: Json): string {
  return printValue(value, null, 0, '', usualStyle);
}

/**
 * One value. `segments` say where in a policy it stands (null: nowhere in particular), `column` how many characters stand
 * before it on its line, `margin` how that line is indented.
 */
export function printValue(
  value: Json,
  segments: readonly string[] | null,
  column: number,
  margin: string,
  style: Style,
): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const shape = segments === null ? undefined : shapeAt(segments);
  if (style.indent !== null && !isSpread(shape) && isSmall(value)) {
    const line = printValue(value, null, 0, '', { ...style, indent: null });
    if (column + line.length <= lineWidth) return line;
  }
  const inner = margin + (style.indent ?? '');
  const blank = style.spaced ? ' ' : '';
  const below = (segment: string) => (segments === null ? null : [...segments, segment]);
  const lines = Array.isArray(value)
    ? value.map((item, i) => printValue(item, below(String(i)), inner.length, inner, style))
    : Object.keys(value).map((key) => {
        const head = `${JSON.stringify(key)}:${blank}`;
        return head + printValue(value[key] as Json, below(key), inner.length + head.length, inner, style);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (lines.length === 0) return `${open}${close}`;
  if (style.indent === null) {
    const edge = Array.isArray(value) ? '' : blank;
    return `${open}${edge}${lines.join(`,${blank}`)}${edge}${close}`;
  }
  return `${open}${style.newline}${inner}${lines.join(`,${style.newline}${inner}`)}${style.newline}${margin}${close}`;
}

/** The segments of a pointer that is known to be one. */
export function segmentsOf(pointer: string): string[] {
  return parsePointer(pointer) ?? [];
}

/** Rule sets, the document itself and its lists grow: each member has its line from the start. */
function isSpread(shape: Shape | undefined): boolean {
  if (shape === undefined) return false;
  if (shape.kind === 'map' || shape === policyShape || shape === ruleSetShape || shape === sharedRuleSetShape)
    return true;
  return shape === policyShape.fields.hide || shape === policyShape.fields.tests;
}

/** Scalars and lists of scalars. */
function isSmall(value: Json[] | JsonObject): boolean {
  return Object.values(value).every(
    (member) =>
      isScalar(member) || (Array.isArray(member) && !Array.isArray(value) && member.every(isScalar)),
  );
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function scalar(value: null | boolean | number | string): string {
  return Object.is(value, -0) ? '0' : JSON.stringify(value);
}
