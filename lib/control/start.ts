/** The text that a new policy starts with. Pure. */

import {
  denyAll,
  type Fault,
  type PolicyTool,
  parse,
  print,
  readOnly,
  recommend,
  recommendByClass,
} from '@/lib/policy';
import type { CreatePolicy } from './inputs';

export type Started = { ok: true; text: string } | { ok: false; faults: Fault[] };

/** An imported text is taken byte for byte, when it parses. */
export function startingText(start: CreatePolicy['start'], tools: readonly PolicyTool[]): Started {
  if (typeof start === 'object') return checked(start.text);
  switch (start) {
    case 'recommended':
      return { ok: true, text: print(recommend(tools)) };
    case 'by-class':
      return { ok: true, text: print(recommendByClass(tools)) };
    case 'read-only':
      return { ok: true, text: print(readOnly(tools)) };
    case 'deny-all':
    case 'blank':
      return { ok: true, text: print(denyAll()) };
    default:
      return start satisfies never;
  }
}

/** A text that can be a version: it parses. What lint says of it is advice. */
export function checked(text: string): Started {
  const parsed = parse(text);
  return parsed.ok ? { ok: true, text } : { ok: false, faults: parsed.faults };
}
