/** npm run fuzz -- [--cases N] [--seed S]: the engine against the oracle, on generated policies and calls. */

import { parseArgs } from 'node:util';
import { comparePairs, showMismatch } from './compare';

const options = {
  cases: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: '1' },
} as const;
const [cases, seed] = given();

/** A run that compares nothing finds no mismatch either: what cannot be read ends it. */
function given(): [cases: number, seed: number] {
  try {
    const { cases, seed } = parseArgs({ options }).values;
    if ([cases, seed].every((word) => /^[1-9]\d{0,8}$/.test(word))) return [Number(cases), Number(seed)];
  } catch {
    // An option that is unknown, or without its number.
  }
  console.error('Usage: npm run fuzz -- [--cases N] [--seed S], each a whole number from 1 up');
  process.exit(2);
}

const started = performance.now();
const mismatches = comparePairs(seed, cases, (done) => {
  if (done % 100_000 === 0 && done > 0) console.log(`${done} pairs`);
});
for (const mismatch of mismatches) console.error(showMismatch(mismatch));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${cases} policy/call pairs from seed ${seed} in ${seconds} s: ${mismatches.length} mismatches`);
process.exitCode = mismatches.length === 0 ? 0 : 1;
