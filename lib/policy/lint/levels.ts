import type { FindingLevel } from '../language';

/** The level of every code. A code is stable: it stands in addresses, in CI settings and in people's notes. */
export const findingLevels = {
  'unknown-tool': 'error',
  'unknown-argument': 'error',
  'impossible-value': 'error',
  'test-failed': 'error',
  'unusable-schema': 'error',
  'optional-argument-bypass': 'security',
  'not-around-missing': 'security',
  'unanchored-allow': 'security',
  'any-scheme': 'security',
  'prefix-bypass': 'security',
  'open-default': 'security',
  'wide-pattern': 'security',
  'unguarded-destructive': 'security',
  'unguarded-financial': 'security',
  'drifted-tool': 'security',
  'unreachable-rule': 'warning',
  'never-allowed': 'warning',
  'overlapping-patterns': 'warning',
  'argument-not-everywhere': 'warning',
  'unlimited-execute': 'warning',
  'unclassified-tool': 'warning',
  'unreviewed-tool': 'warning',
  'split-counter': 'warning',
  'zero-limit': 'warning',
  'inexact-number': 'warning',
  'empty-list': 'warning',
  'loose-limit': 'suggestion',
  'block-list': 'suggestion',
  'no-tests': 'suggestion',
} as const satisfies { [code: string]: FindingLevel };

export type FindingCode = keyof typeof findingLevels;
