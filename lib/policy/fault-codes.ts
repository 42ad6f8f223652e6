/** Why a text is no policy: the stable codes. */

import { type JsonFaultCode, jsonFaultCodes } from '@/lib/json';

export const faultCodes = [
  ...jsonFaultCodes,
  /** More than 1 MiB. */
  'too-large',
  'unknown-key',
  'missing-key',
  'wrong-type',
  /** A word that is not among the allowed ones. */
  'unknown-word',
  'unknown-operator',
  'unknown-class',
  'out-of-range',
  'too-long',
  'too-many',
  'too-many-rule-sets',
  'too-nested',
  /** `any`, `all` and `not` stand alone in their condition. */
  'mixed-condition',
  'invalid-path',
  'invalid-host',
  'invalid-folder',
  'invalid-regex',
  /** `rate_limit` beside a limit on the same counter. */
  'counter-taken',
] as const;
export type FaultCode = (typeof faultCodes)[number] | JsonFaultCode;
