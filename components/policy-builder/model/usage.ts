/** When agents last called the tools, as the records tell it: they are kept for so many days, and nobody knows what was before. */

import type { Verdict } from '@/lib/policy';

export type LastCall = { tool: string; at: string; verdict: Verdict };
/** As the server tells it. What is not among `calls` was not called in the days that are kept. */
export type LastCalls = { readAt: string; keptDays: number; calls: readonly LastCall[] };

export type UsedWhen = 'recent' | 'earlier' | 'never';
/** Of one tool. `call` is null where none is kept; `nowMs` is when it was read. */
export type Used = { when: UsedWhen; call: LastCall | null; nowMs: number; keptDays: number };

/** Remembers what was read, to be asked tool by tool. */
export type Usage = {
  keptDays: number;
  /** What counts as recent, in days. */
  recentDays: number;
  of(tool: string): Used;
};

const dayMs = 86_400_000;

export function usageOf({ readAt, keptDays, calls }: LastCalls): Usage {
  const nowMs = Date.parse(readAt);
  const recentDays = Math.min(30, keptDays);
  const byTool = new Map(calls.map((call) => [call.tool, call]));
  return {
    keptDays,
    recentDays,
    of(tool) {
      const call = byTool.get(tool) ?? null;
      if (call === null) return { when: 'never', call, nowMs, keptDays };
      const isRecent = nowMs - Date.parse(call.at) < recentDays * dayMs;
      return { when: isRecent ? 'recent' : 'earlier', call, nowMs, keptDays };
    },
  };
}

/** The answers that the filter offers, in its words. */
export function usedFacets({ keptDays, recentDays }: Usage): { value: UsedWhen; word: string }[] {
  return [
    { value: 'recent', word: `In the last ${days(recentDays)}` },
    { value: 'earlier', word: 'Before that' },
    { value: 'never', word: `Not in ${days(keptDays)}` },
  ];
}

export function days(n: number): string {
  return n === 1 ? '1 day' : `${n} days`;
}
