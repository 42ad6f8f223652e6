/** What is said about a text, and where. Small: the page has it at once, the reading of texts comes in a worker. */

import { parsePointer } from '@/lib/json';
import type { Fault, Finding, FindingLevel } from '@/lib/policy';

/** A fault or a finding with its place. `fix` is what its button does. */
export type Problem = {
  /** Stable over edits elsewhere in the text. */
  id: string;
  level: FindingLevel;
  /** A fault stops the text from being a policy. */
  isFault: boolean;
  code: string;
  message: string;
  pointer: string;
  tool?: string;
  offset: number;
  length: number;
  fix?: Finding['fix'];
};

/** Where a rule set, or a tool's name in `hide`, stands. */
export type Span = { pointer: string; tool?: string; offset: number; length: number };

export function faultsOf(faults: readonly Fault[]): Problem[] {
  return faults.map((fault, nth) => {
    const tool = toolOf(fault.pointer);
    return {
      id: `${fault.code} ${fault.pointer} ${nth}`,
      level: 'error' as const,
      isFault: true,
      code: fault.code,
      message: fault.message,
      pointer: fault.pointer,
      ...(tool !== undefined && { tool }),
      offset: fault.offset,
      length: fault.length,
    };
  });
}

const indexes = new WeakMap<readonly Problem[], Map<string, Problem>>();

/** One of a list by its name: the editor asks for hundreds of them, one by one. */
export function problemBy(problems: readonly Problem[], id: string): Problem | undefined {
  const index = indexes.get(problems) ?? new Map(problems.map((problem) => [problem.id, problem]));
  indexes.set(problems, index);
  return index.get(id);
}

export function toolOf(pointer: string): string | undefined {
  const segments = parsePointer(pointer);
  return segments?.[0] === 'tools' ? segments[1] : undefined;
}

/** The span that an offset lies in. */
export function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  return spans.find((span) => span.offset <= offset && offset <= span.offset + span.length);
}
