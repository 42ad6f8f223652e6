import learned from './weights.json';

/** Logits of each feature, one a class, in the order of `riskClasses`. */
export type Model = Map<string, readonly number[]>;

// weights.json holds hundredths: small, and the same on every machine. `npm run bench:risk -- FILE --learn` writes it.
export const shippedModel: Model = modelOf(learned);

export function modelOf(hundredths: { [feature: string]: number[] }): Model {
  return new Map(
    Object.entries(hundredths).map(([feature, row]) => [feature, row.map((value) => value / 100)]),
  );
}

// Where it is close, the severer class: a Financial or a not-only-reading tool that is missed costs more than one too many.
const leaning = [-0.9, 0, 0, 0.2, 1];

/** The chance of each class, in the order of `riskClasses`; they sum to 1. */
export function chancesOf(features: string[], model: Model): number[] {
  const logits = [...leaning];
  const classes = logits.length;
  for (const feature of features) {
    const row = model.get(feature);
    if (row === undefined) continue;
    for (let at = 0; at < classes; at++) logits[at] = (logits[at] as number) + (row[at] as number);
  }
  const top = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - top));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
