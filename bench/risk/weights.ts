import { writeFileSync } from 'node:fs';
import type { Weights } from './learn';

// What moves no logit by this much is left out: it would only make the file larger.
const least = 0.05;

/** Weights as they are shipped: whole hundredths, the small ones left out. */
export function hundredthsOf(weights: Weights): { [feature: string]: number[] } {
  const kept = [...weights].filter(([, row]) => row.some((value) => Math.abs(value) >= least));
  return Object.fromEntries(
    kept.map(([feature, row]) => [feature, [...row].map((value) => Math.round(value * 100) + 0)]),
  );
}

/** Writes them one feature a line, sorted, so that a change is seen. */
export function writeWeights(file: string | URL, weights: Weights): { features: number; bytes: number } {
  const rows = Object.entries(hundredthsOf(weights)).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(([feature, row]) => `  ${JSON.stringify(feature)}: [${row.join(', ')}]`);
  const text = `{\n${lines.join(',\n')}\n}\n`;
  writeFileSync(file, text);
  return { features: rows.length, bytes: text.length };
}
