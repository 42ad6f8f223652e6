import type { RiskClass } from '@/lib/policy';
import { classifyWith } from '@/lib/risk/classify';
import { modelOf } from '@/lib/risk/model';
import type { Sample } from './data';
import { learn } from './learn';
import { lessonsOf } from './lessons';
import { hundredthsOf } from './weights';

/** The class of each sample by a model that learned from the other folds only. A family is never in two folds. */
export function crossValidate(samples: Sample[], folds = 10): RiskClass[] {
  const sizes = new Map<string, number>();
  for (const { family } of samples) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  const families = [...sizes.keys()].sort(
    (a, b) => (sizes.get(b) as number) - (sizes.get(a) as number) || (a < b ? -1 : 1),
  );
  const foldOf = new Map(families.map((family, at) => [family, at % folds]));
  const lessons = lessonsOf(samples);
  const predicted: RiskClass[] = new Array(samples.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = modelOf(
      hundredthsOf(learn(lessons.filter((lesson) => foldOf.get(lesson.family) !== fold))),
    );
    for (const [at, sample] of samples.entries()) {
      if (foldOf.get(sample.family) === fold) predicted[at] = classifyWith(sample.tool, model).class;
    }
  }
  return predicted;
}

export type Score = {
  accuracy: number;
  macroF1: number;
  byClass: Map<RiskClass, { count: number; recall: number; precision: number; f1: number }>;
};

/** Accuracy, and per class recall, precision and F1, of the samples whose class is known. */
export function scoreOf(
  pairs: { known: RiskClass; predicted: RiskClass }[],
  classes: readonly RiskClass[],
): Score {
  const byClass: Score['byClass'] = new Map();
  for (const name of classes) {
    const hits = pairs.filter(({ known, predicted }) => known === name && predicted === name).length;
    const count = pairs.filter(({ known }) => known === name).length;
    const called = pairs.filter(({ predicted }) => predicted === name).length;
    const recall = count === 0 ? 0 : hits / count;
    const precision = called === 0 ? 0 : hits / called;
    byClass.set(name, {
      count,
      recall,
      precision,
      f1: hits === 0 ? 0 : (2 * recall * precision) / (recall + precision),
    });
  }
  const right = pairs.filter(({ known, predicted }) => known === predicted).length;
  const f1s = [...byClass.values()].map(({ f1 }) => f1);
  return {
    accuracy: right / pairs.length,
    macroF1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
    byClass,
  };
}
