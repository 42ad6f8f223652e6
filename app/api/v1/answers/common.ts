/**
 * What more than one answer holds. A schema of an answer is loose in the document, so that more can be added, and its
 * type is what the operation has to give; a test holds that real answers have nothing beside it.
 */

import * as z from 'zod';
import type { Json } from '@/lib/json';
import { riskClasses } from '@/lib/policy';
import { severities, signalCodes } from '@/lib/risk';

/** ISO 8601, UTC. */
export const time = z.iso.datetime();
/** The same, of a verb that gives a Date. */
export const moment = z.codec(time, z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
export const anyJson = z.custom<Json>((value) => value !== undefined).meta({ description: 'Any JSON.' });
export const count = z.int().min(0);
export const id = z.string();
export const named = z.object({ id, name: z.string() });
export const riskClass = z.enum(riskClasses);
/** The `before` of the next page; null where there is none. */
export const next = z.string().nullable();
/** A JSON Pointer, RFC 6901. */
export const pointer = z.string();

export const severity = z.enum(severities);

export const RiskFinding = z
  .object({
    code: z.string(),
    level: z.enum(['critical', 'warning', 'notice']),
    says: z.string(),
    pointer: pointer.meta({ description: 'Into the definition.' }),
    start: count,
    end: count,
    quote: z.string(),
  })
  .meta({ id: 'RiskFinding', description: 'What in a definition attacks rather than describes.' });

export const Judgement = z
  .object({
    class: riskClass,
    severity,
    confidence: z.number().min(0).max(1),
    rationale: z.string(),
    evidence: z.array(
      z.object({
        where: z.enum(['name', 'title', 'description', 'schema', 'annotations']),
        pointer: pointer.optional(),
        start: count,
        end: count,
        quote: z.string(),
        says: z.string(),
        class: riskClass.optional(),
      }),
    ),
    signals: z.array(z.object({ code: z.enum(signalCodes), says: z.string(), pointer: pointer.optional() })),
    classes: z.array(riskClass),
    whyNot: z.string(),
  })
  .meta({ id: 'Judgement', description: 'What the classifier says of a tool, with its evidence.' });

export const ApiError = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      field: z.string().optional(),
      fields: z.record(z.string(), z.string()).optional(),
      id: z.string().optional().meta({ description: 'Of a fault of ours: the log has it under this.' }),
    }),
  })
  .meta({ id: 'Error' });
