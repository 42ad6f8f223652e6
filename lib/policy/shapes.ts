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
  | { kind: 'list'; of: Shape; max?: number }
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
const conditions: Shape = { kind: 'list', of: { kind: 'condition' } };

const rule: ObjectShape = {
  kind: 'object',
  name: 'Rule',
  fields: { conditions, on_deny: text },
  required: ['conditions'],
};

const approvalRule: ObjectShape = {
  kind: 'object',
  name: 'ApprovalRule',
  fields: {
    conditions,
    reason: text,
    expires_in: { kind: 'number', least: expiryBounds.least, most: expiryBounds.most, whole: true },
  },
  required: ['conditions'],
};

const limit: ObjectShape = {
  kind: 'object',
  name: 'Limit',
  fields: {
    counter: name,
    window,
    max,
    scope: { kind: 'word', words: ['grant', 'server', 'organisation'] },
    increment_from: plainPath,
    by: { kind: 'list', of: plainPath },
    on_deny: text,
  },
  required: ['counter', 'window', 'max'],
};

const rateLimit: ObjectShape = {
  kind: 'object',
  name: 'RateLimit',
  fields: { max, window },
  required: ['max', 'window'],
};

const sharedFields: Fields = {
  deny_if: { kind: 'list', of: rule, max: maxRules },
  require: { kind: 'list', of: rule, max: maxRules },
  validate_arguments: { kind: 'boolean' },
  approve_if: { kind: 'list', of: approvalRule, max: maxRules },
  limits: { kind: 'list', of: limit, max: maxRules },
  rate_limit: rateLimit,
};

export const sharedRuleSetShape: ObjectShape = {
  kind: 'object',
  name: 'SharedRuleSet',
  fields: sharedFields,
  required: [],
};

export const ruleSetShape: ObjectShape = {
  kind: 'object',
  name: 'RuleSet',
  fields: { action: { kind: 'word', words: actions }, reason: text, ...sharedFields },
  required: [],
};

const riskClass: Shape = { kind: 'word', words: riskClasses, unknown: 'unknown-class' };

const test: ObjectShape = {
  kind: 'object',
  name: 'PolicyTest',
  fields: {
    name: text,
    tool: name,
    arguments: { kind: 'json-object' },
    class: riskClass,
    expect: { kind: 'word', words: ['allow', 'deny', 'approve', 'hidden'] },
    rule: text,
  },
  required: ['name', 'tool', 'expect'],
};

export const policyShape: ObjectShape = {
  kind: 'object',
  name: 'Policy',
  fields: {
    $schema: text,
    version: { kind: 'word', words: ['1'] },
    description: { kind: 'text', max: maxDescriptionLength },
    default: { kind: 'word', words: ['allow', 'deny'] },
    hide: { kind: 'list', of: name },
    all_tools: sharedRuleSetShape,
    classes: { kind: 'map', of: ruleSetShape, keys: riskClasses },
    tools: { kind: 'map', of: ruleSetShape, maxKey: maxNameLength },
    tests: { kind: 'list', of: test },
  },
  required: ['version', 'default'],
};

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
