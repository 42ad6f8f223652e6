/** Tool patterns: `*` stands for any run of characters, everything else for itself. */

import { codePointLength, compareCodePoints } from '@/lib/json';

export type Glob = { pattern: string; parts: string[]; literals: number };

export function isPattern(text: string): boolean {
  return text.includes('*');
}

export function compileGlob(pattern: string): Glob {
  const parts = pattern.split('*');
  const literals = parts.reduce((sum, part) => sum + codePointLength(part), 0);
  return { pattern, parts, literals };
}

/** Which of two that fit a tool is chosen: the one with more literal code points, else the one that sorts first. */
export function byWeight(a: Glob, b: Glob): number {
  return b.literals - a.literals || compareCodePoints(a.pattern, b.pattern);
}

/** Time in proportion to the name times the pattern at worst; no backtracking: the first fit of each part is as good as any. */
export function matchesGlob(glob: Glob, name: string): boolean {
  const { parts } = glob;
  const first = parts[0] as string;
  if (parts.length === 1) return name === first;
  const last = parts[parts.length - 1] as string;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  const end = name.length - last.length;
  let at = first.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] as string;
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
