/** npm run fuzz -- [--cases N] [--seed S]: the engine against the oracle, on generated policies and calls. */

import { comparePairs, showMismatch } from './compare';

const given = new Map<string, number>();
for (let i = 2; i < process.argv.length; i += 2)
  given.set(process.argv[i] ?? '', Number(process.argv[i + 1]));
const cases = given.get('--cases') ?? 1_000_000;
const seed = given.get('--seed') ?? 1;

const started = performance.now();
const mismatches = comparePairs(seed, cases, (done) => {
  if (done % 100_000 === 0 && done > 0) console.log(`${done} pairs`);
});
for (const mismatch of mismatches) console.error(showMismatch(mismatch));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${cases} policy/call pairs from seed ${seed} in ${seconds} s: ${mismatches.length} mismatches`);
process.exitCode = mismatches.length === 0 ? 0 : 1;
