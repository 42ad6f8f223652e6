import * as z from 'zod';

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
  version: z.union([z.literal('1'), z.literal(1)]),
  description: z.string().nullish(),
  default: z.enum(['allow', 'deny', '']).nullish(),
  hide: z.array(z.string()).nullish(),
  tools: z.record(z.string(), InterceptTool.nullish()).nullish(),
});

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
