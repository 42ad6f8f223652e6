/**
 * Measures the risk classifier on a file of tools, cross-validated by server: nothing is judged by what it taught.
 * `npm run bench:risk -- FILE [--json OUT]`; `--learn` writes lib/risk/weights.json from the whole file instead.
 */
import { existsSync } from 'node:fs';
import { riskClasses } from '@/lib/policy';
import { poisoning } from '@/lib/risk';
import { classify } from '@/lib/risk/classify';
import { atLeast, atMost, type Figure, report } from '../figures';
import { loadSamples, type Sample } from './data';
import { learn } from './learn';
import { lessonsOf } from './lessons';
import { crossValidate, scoreOf } from './validate';
import { writeWeights } from './weights';

const [file, ...options] = process.argv.slice(2);
if (!file || file.startsWith('--') || !existsSync(file)) {
  if (file && !file.startsWith('--')) console.error(`There is no file ${file}.`);
  console.error('Usage: npm run bench:risk -- FILE [--json OUT] [--learn]');
  process.exit(2);
}
const samples = loadSamples(file);
if (options.includes('--learn')) {
  const written = writeWeights(
    new URL('../../lib/risk/weights.json', import.meta.url),
    learn(lessonsOf(samples)),
  );
  console.log(`lib/risk/weights.json: ${written.features} features, ${written.bytes} bytes`);
} else {
  process.exitCode = report(measure(samples), options) ? 0 : 1;
}

function measure(samples: Sample[]): Figure[] {
  const predicted = crossValidate(samples);
  const all = samples.map((sample, at) => ({
    sample,
    predicted: predicted[at] as (typeof riskClasses)[number],
  }));
  const hinted = all.filter(({ sample }) => sample.readOnly !== undefined);
  const right = hinted.filter(({ sample, predicted }) => (predicted === 'Read') === sample.readOnly);
  const changing = hinted.filter(({ sample }) => sample.readOnly === false);
  const missed = changing.filter(({ predicted }) => predicted === 'Read');
  const pairsOf = (known: (sample: Sample) => Sample['class']) =>
    all.flatMap(({ sample, predicted }) => {
      const name = known(sample);
      return name ? [{ sample, known: name, predicted }] : [];
    });
  const read = pairsOf((sample) => sample.class);
  const own = pairsOf((sample) => sample.class ?? sample.label);
  const score = scoreOf(read, riskClasses);
  const wide = scoreOf(own, riskClasses);
  const of = (name: (typeof riskClasses)[number], from = score) =>
    from.byClass.get(name) as NonNullable<ReturnType<typeof from.byClass.get>>;

  const figures: Figure[] = [
    atLeast(`agrees with ${hinted.length} read-only hints`, right.length / hinted.length, '', 0.96),
    atMost(`of ${changing.length} not read-only, called Read`, missed.length / changing.length, '', 0.01),
    atLeast(`macro-F1 on the ${read.length} read classes`, score.macroF1, '', 0.9),
    atLeast(`recall of Destructive (${of('Destructive').count})`, of('Destructive').recall, '', 0.95),
    atLeast(`recall of Financial (${of('Financial').count})`, of('Financial').recall, '', 0.95),
    atLeast(`macro-F1 with the labels of this folder (${own.length})`, wide.macroF1, '', 0.9),
    atLeast(
      `recall of Destructive with them (${of('Destructive', wide).count})`,
      of('Destructive', wide).recall,
      '',
      0.95,
    ),
    atLeast(
      `recall of Financial with them (${of('Financial', wide).count})`,
      of('Financial', wide).recall,
      '',
      0.95,
    ),
    atLeast('tools classified a second, one core', speedOf(samples), '/s', 10_000),
  ];
  printMistakes(
    hinted.filter((item) => !right.includes(item)),
    own,
  );
  for (const [name, row] of wide.byClass) {
    console.log(
      `${name.padEnd(12)} ${String(row.count).padStart(4)}  recall ${row.recall.toFixed(3)}  precision ${row.precision.toFixed(3)}  F1 ${row.f1.toFixed(3)}`,
    );
  }
  const suspicious = samples.filter((sample) => poisoning(sample.tool).length > 0).length;
  console.log(
    `\npoisoning findings on ${suspicious} of ${samples.length} tools (${((100 * suspicious) / samples.length).toFixed(2)} %)`,
  );
  console.log(`${new Set(samples.map((sample) => sample.family)).size} families of servers, 10 folds\n`);
  return figures;
}

type Judged = { sample: Sample; predicted: string };

function printMistakes(hinted: Judged[], own: (Judged & { known: string })[]): void {
  console.log('Against readOnlyHint:');
  for (const { sample, predicted } of hinted) {
    console.log(
      `  ${sample.readOnly ? 'read-only' : 'not read-only'}, called ${predicted}: ${sample.tool.server} ${sample.tool.name}`,
    );
  }
  console.log('\nAgainst the classes read by hand:');
  for (const { sample, known, predicted } of own) {
    if (known !== predicted)
      console.log(`  ${known}, called ${predicted}: ${sample.tool.server} ${sample.tool.name}`);
  }
  console.log('');
}

/** By the processor's time of this process, so that what else runs on the machine does not count. */
function speedOf(samples: Sample[]): number {
  for (const sample of samples) classify(sample.tool);
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const begun = process.cpuUsage();
    for (const sample of samples) classify(sample.tool);
    const { user, system } = process.cpuUsage(begun);
    best = Math.max(best, (samples.length * 1e6) / (user + system));
  }
  return best;
}
