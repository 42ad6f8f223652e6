import type { RiskClass } from '@/lib/policy';
import type { Severity, SignalCode } from '@/lib/risk';

/** One tool of the index, in a list. Names and texts are strangers'. */
export type ToolShown = {
  server: string;
  serverTitle: string | null;
  name: string;
  title: string | null;
  /** The beginning of its description, one line. */
  summary: string;
  class: RiskClass;
  severity: Severity;
  signals: readonly SignalCode[];
  hasFindings: boolean;
  /** Its page. */
  path: string;
};

/** One server of the index, in a list. */
export type ServerShown = {
  name: string;
  title: string | null;
  description: string;
  version: string | null;
  status: 'active' | 'deprecated';
  toolCount: number;
  byClass: { readonly [riskClass in RiskClass]?: number };
  path: string;
};

export type ClassShare = { class: RiskClass; tools: number; servers: number; share: number };
export type IndexSize = { servers: number; tools: number };

const counted = new Intl.NumberFormat('en-GB');

export function inDigits(count: number): string {
  return counted.format(count);
}

/** `1 tool`, `2,345 tools`. */
export function many(count: number, thing: string): string {
  return `${inDigits(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** How sure the classifier is, and why it says so; `confidence` is from 0 to 1. */
export function sureness(confidence: number): string {
  return `${Math.round(confidence * 100)} % sure, by rules and word lists that always say the same of the same definition.`;
}

/** `12.3 %`, `under 0.1 %`. */
export function inPercent(share: number): string {
  if (share > 0 && share < 0.001) return 'under 0.1 %';
  const percent = share * 100;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
