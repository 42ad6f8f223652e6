/** npm run fuzz -- [--cases N] [--seed S]: the engine against the oracle, on generated policies and calls. */

import { comparePairs, showMismatch } from './compare';

const given = new Map([
  ['--cases', 1_000_000],
  ['--seed', 1],
]);
for (let i = 2; i < process.argv.length; i += 2) {
  const [name = '', word = ''] = process.argv.slice(i, i + 2);
  // A run that compares nothing finds no mismatch either.
  if (!given.has(name) || !/^[1-9]\d{0,8}$/.test(word)) {
    console.error('Usage: npm run fuzz -- [--cases N] [--seed S], each a whole number from 1 up');
    process.exit(2);
  }
  given.set(name, Number(word));
}
const cases = given.get('--cases') ?? 0;
const seed = given.get('--seed') ?? 0;

const started = performance.now();
const mismatches = comparePairs(seed, cases, (done) => {
  if (done % 100_000 === 0 && done > 0) console.log(`${done} pairs`);
});
for (const mismatch of mismatches) console.error(showMismatch(mismatch));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${cases} policy/call pairs from seed ${seed} in ${seconds} s: ${mismatches.length} mismatches`);
process.exitCode = mismatches.length === 0 ? 0 : 1;
