import type { FindingLevel } from '@/lib/policy';

/** A fault of the text or a finding, at its place in a file. Lines and columns count from 1. */
export type Problem = {
  code: string;
  level: FindingLevel;
  message: string;
  pointer: string;
  file: string;
  line: number;
  column: number;
  tool?: string;
  fix?: string;
  /** Of a fault: what stands there, what may, and which of that was meant. */
  found?: string;
  allowed?: string[];
  nearest?: string;
  /** The page of the guide that explains the code. */
  page?: string;
};

export const formats = ['text', 'json', 'github', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** From the mildest to the gravest. */
export const levels: readonly FindingLevel[] = ['suggestion', 'warning', 'security', 'error'];

export function isAtLeast(level: FindingLevel, bar: FindingLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(bar);
}
