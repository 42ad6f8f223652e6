import * as z from 'zod';
import type { Json } from '@/lib/json';
import { capital, oneOf, shown } from '../faults';

/** Intercept's policy file, as its reference (POLICY.md of PolicyLayer/Intercept) documents it. Unknown keys are kept, to be told. */

export const InterceptCondition = z.looseObject({
  path: z.string(),
  op: z.string(),
  value: z.unknown().optional(),
});

export const InterceptState = z.looseObject({
  counter: z.string().min(1),
  window: z.enum(['minute', 'hour', 'day']),
  increment: z.number().int().nonnegative().optional(),
  increment_from: z.string().optional(),
});

export const InterceptRule = z.looseObject({
  name: z.string().optional(),
  action: z.enum(['evaluate', 'deny']).optional(),
  rate_limit: z.string().optional(),
  conditions: z.array(InterceptCondition).nullish(),
  on_deny: z.string().optional(),
  state: InterceptState.nullish(),
});

export const InterceptTool = z.looseObject({ rules: z.array(InterceptRule).nullish() });

export const InterceptDocument = z.looseObject({
  version: z.literal(['1', 1]),
  description: z.string().nullish(),
  default: z.enum(['allow', 'deny', '']).nullish(),
  hide: z.array(z.string()).nullish(),
  tools: z.record(z.string(), InterceptTool.nullish()).nullish(),
});

const kinds: { [expected: string]: string } = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
};

/** What stands in such a file and what belongs there, said as `parse` says it; undefined leaves it to zod. */
export function interceptFault(issue: z.core.$ZodRawIssue): string | undefined {
  const found = issue.input === undefined ? 'Nothing' : capital(shown(issue.input as Json));
  if (issue.code === 'invalid_type')
    return `${found} stands where ${kinds[issue.expected] ?? issue.expected} belongs.`;
  if (issue.code !== 'invalid_value') return undefined;
  const words = new Set(issue.values.map(String).filter((word) => word !== ''));
  return `${found} stands where ${oneOf([...words])} belongs.`;
}

export type InterceptDocument = z.infer<typeof InterceptDocument>;
export type InterceptRule = z.infer<typeof InterceptRule>;
export type InterceptCondition = z.infer<typeof InterceptCondition>;
export type InterceptState = z.infer<typeof InterceptState>;

export const knownKeys = {
  document: ['version', 'description', 'default', 'hide', 'tools'],
  tool: ['rules'],
  rule: ['name', 'action', 'rate_limit', 'conditions', 'on_deny', 'state'],
  condition: ['path', 'op', 'value'],
  state: ['counter', 'window', 'increment', 'increment_from'],
} as const;
