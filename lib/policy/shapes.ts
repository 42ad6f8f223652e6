/**
 * What may stand where in policy.json: the one table that the checker, the zod schema and the JSON Schema are made from, and
 * that tells `print` and `edit` the usual order of keys.
 */

import { expiryBounds, maxDescriptionLength, maxNameLength, maxRules } from './bounds';
import { actions, riskClasses } from './language';

export type Shape =
  | { kind: 'any' | 'boolean' | 'json-object' | 'path' | 'plain-path' | 'window' | 'condition' }
  | { kind: 'text'; max?: number }
  | { kind: 'word'; words: readonly string[]; unknown?: 'unknown-class' }
  | { kind: 'number'; least: number; most?: number; whole?: boolean }
  | { kind: 'list'; of: Shape; max: number | undefined }
  | { kind: 'map'; of: Shape; keys?: readonly string[]; maxKey?: number }
  | ObjectShape;
export type ObjectShape = { kind: 'object'; name: string; fields: Fields; required: readonly string[] };
export type Fields = { readonly [key: string]: Shape };

export const windowWords: readonly string[] = ['second', 'minute', 'hour', 'day', 'month'];

const text: Shape = { kind: 'text' };
const name: Shape = { kind: 'text', max: maxNameLength };
const window: Shape = { kind: 'window' };
const plainPath: Shape = { kind: 'plain-path' };
const max: Shape = { kind: 'number', least: 0 };
const conditions = list({ kind: 'condition' });

const rule = object('Rule', { conditions, on_deny: text }, 'conditions');

const approvalRule = object(
  'ApprovalRule',
  {
    conditions,
    reason: text,
    expires_in: { kind: 'number', least: expiryBounds.least, most: expiryBounds.most, whole: true },
  },
  'conditions',
);

const limit = object(
  'Limit',
  {
    counter: name,
    window,
    max,
    scope: word('grant', 'server', 'organisation'),
    increment_from: plainPath,
    by: list(plainPath),
    on_deny: text,
  },
  'counter',
  'window',
  'max',
);

const sharedFields: Fields = {
  deny_if: list(rule, maxRules),
  require: list(rule, maxRules),
  validate_arguments: { kind: 'boolean' },
  approve_if: list(approvalRule, maxRules),
  limits: list(limit, maxRules),
  rate_limit: object('RateLimit', { max, window }, 'max', 'window'),
};

export const sharedRuleSetShape = object('SharedRuleSet', sharedFields);

export const ruleSetShape = object('RuleSet', { action: word(...actions), reason: text, ...sharedFields });

const riskClass: Shape = { kind: 'word', words: riskClasses, unknown: 'unknown-class' };

const test = object(
  'PolicyTest',
  {
    name: text,
    tool: name,
    arguments: { kind: 'json-object' },
    class: riskClass,
    expect: word('allow', 'deny', 'approve', 'hidden'),
    rule: text,
  },
  'name',
  'tool',
  'expect',
);

export const policyShape = object(
  'Policy',
  {
    $schema: text,
    version: word('1'),
    description: { kind: 'text', max: maxDescriptionLength },
    default: word('allow', 'deny'),
    hide: list(name),
    all_tools: sharedRuleSetShape,
    classes: { kind: 'map', of: ruleSetShape, keys: riskClasses },
    tools: { kind: 'map', of: ruleSetShape, maxKey: maxNameLength },
    tests: list(test),
  },
  'version',
  'default',
);

function object(name: string, fields: Fields, ...required: string[]): ObjectShape {
  return { kind: 'object', name, fields, required };
}

function list(of: Shape, max?: number): Shape {
  return { kind: 'list', of, max };
}

function word(...words: string[]): Shape {
  return { kind: 'word', words };
}

/** The shape of what stands at a pointer's segments, or undefined where none is known. */
export function shapeAt(segments: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = policyShape;
  for (const segment of segments) {
    if (shape === undefined) return undefined;
    if (shape.kind === 'object')
      shape = Object.hasOwn(shape.fields, segment) ? shape.fields[segment] : undefined;
    else if (shape.kind === 'map' || shape.kind === 'list') shape = shape.of;
    else return undefined;
  }
  return shape;
}
