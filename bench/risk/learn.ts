import { type RiskClass, riskClasses } from '@/lib/policy';

/** What one sample teaches: its features, the classes that it may have, and how much it counts. */
export type Lesson = { features: string[]; allowed: RiskClass[]; weight: number; family: string };

/** Weights of each feature, one a class, in the order of `riskClasses`. */
export type Weights = Map<string, Float64Array>;

const classes = riskClasses.length;

// Words of names and texts count only where several families use them, and are held closer to nothing than the classes are.
const wordKinds = new Set(['w', 'd', 'nv', 'dv', 'no', 'nl']);
const leastFamilies = 3;

/**
 * Multinomial logistic regression by full-batch gradient steps (Adam), deterministic. A lesson whose class is only known to
 * be one of several (a publisher's `readOnlyHint: false`) teaches that one of them is right. Weights are drawn to `priorOf`
 * rather than to nothing, so that what few samples show is not forgotten.
 */
export function learn(lessons: Lesson[], steps = 220): Weights {
  const features = vocabularyOf(lessons);
  const index = new Map(features.map((feature, at) => [feature, at]));
  const rows = lessons.map((lesson) => Int32Array.from(lesson.features.flatMap((f) => index.get(f) ?? [])));
  const allowed = lessons.map((lesson) => riskClasses.map((name) => lesson.allowed.includes(name)));
  const prior = new Float64Array(features.length * classes);
  const pull = new Float64Array(features.length);
  for (const [at, feature] of features.entries()) {
    prior.set(priorOf(feature), at * classes);
    pull[at] = wordKinds.has(kindOf(feature)) ? 5 : 1.5;
  }
  const weights = prior.slice();
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    for (const [at, row] of rows.entries()) {
      addGradient(row, allowed[at] as boolean[], (lessons[at] as Lesson).weight, weights, gradient);
    }
    const rate = 0.08 * (1 - step / (steps + 20));
    for (let i = 0; i < weights.length; i++) {
      const slope =
        (gradient[i] as number) +
        (pull[Math.floor(i / classes)] as number) * ((weights[i] as number) - (prior[i] as number));
      first[i] = 0.9 * (first[i] as number) + 0.1 * slope;
      second[i] = 0.99 * (second[i] as number) + 0.01 * slope * slope;
      const mean = (first[i] as number) / (1 - 0.9 ** step);
      const spread = Math.sqrt((second[i] as number) / (1 - 0.99 ** step)) + 1e-8;
      weights[i] = (weights[i] as number) - (rate * mean) / spread;
    }
  }
  return new Map(features.map((feature, at) => [feature, weights.slice(at * classes, (at + 1) * classes)]));
}

function addGradient(
  row: Int32Array,
  allowed: boolean[],
  weight: number,
  weights: Float64Array,
  gradient: Float64Array,
) {
  const logits = new Float64Array(classes);
  for (const feature of row) {
    for (let c = 0; c < classes; c++)
      logits[c] = (logits[c] as number) + (weights[feature * classes + c] as number);
  }
  const top = Math.max(...logits);
  let total = 0;
  let right = 0;
  const shares = logits.map((logit) => Math.exp(logit - top));
  for (let c = 0; c < classes; c++) {
    total += shares[c] as number;
    if (allowed[c]) right += shares[c] as number;
  }
  for (let c = 0; c < classes; c++) {
    const share = shares[c] as number;
    const slope = weight * (share / total - (allowed[c] ? share / right : 0));
    for (const feature of row)
      gradient[feature * classes + c] = (gradient[feature * classes + c] as number) + slope;
  }
}

function vocabularyOf(lessons: Lesson[]): string[] {
  const families = new Map<string, Set<string>>();
  for (const { features, family } of lessons) {
    for (const feature of features) {
      const known = families.get(feature);
      if (known) known.add(family);
      else families.set(feature, new Set([family]));
    }
  }
  for (const feature of priors.keys()) if (!families.has(feature)) families.set(feature, new Set());
  return [...families]
    .filter(
      ([feature, known]) =>
        known.size >= (wordKinds.has(kindOf(feature)) ? leastFamilies : 2) || priors.has(feature),
    )
    .map(([feature]) => feature)
    .sort();
}

const kindOf = (feature: string) => feature.slice(0, Math.max(0, feature.indexOf(':')));

// What the hand-made lists are trusted with before anything is learned: logits for their own class.
const trust: { [kind: string]: number } = {
  nh: 2,
  ns: 0.8,
  nw: 0.7,
  nr: 0.8,
  nj: 1,
  th: 0.6,
  dh: 1.4,
  dr: 0.7,
  dj: 0.9,
  a: 1,
  as: 0.4,
  mx: 0.8,
};
const phraseTrust: [string, RiskClass, number][] = [
  ['p:irreversible', 'Destructive', 1],
  ['p:permanent', 'Destructive', 0.8],
  ['p:destructive', 'Destructive', 0.5],
  ['p:data-loss', 'Destructive', 0.6],
  ['p:overwrites', 'Destructive', 0.5],
  ['p:deletes', 'Destructive', 0.4],
  ['p:reversible', 'Destructive', -1],
  ['p:read-only', 'Read', 1.2],
  ['p:select-only', 'Read', 0.5],
  ['p:returns', 'Read', 0.3],
  ['p:list-of', 'Read', 0.3],
  ['p:guidance', 'Read', 0.5],
  ['p:sql', 'Execute', 0.4],
  ['p:runs-code', 'Execute', 0.7],
  ['p:runs-something', 'Execute', 0.4],
  ['p:sends', 'Execute', 0.4],
  ['p:pays', 'Financial', 2],
  ['p:money', 'Financial', 0.2],
  ['overwrites-for-good', 'Destructive', 2.5],
  ['run-read-only', 'Read', 2.5],
  ['early-read-only', 'Read', 0.7],
  ['reversible-only', 'Write', 1],
  ['saves-download', 'Write', 1.5],
  ['says-to-people', 'Execute', 2],
  ['not-only-reads', 'Read', -3.5],
  ['saves:Read', 'Write', 3.2],
  ['nothing-acts', 'Read', 1.5],
  ['n-guide', 'Read', 3],
  ['d-asks', 'Read', 2],
  ['computes-numbers', 'Read', 7],
  ['nd:Read:Execute', 'Execute', 1.6],
  ['nd:Read:Write', 'Write', 0.8],
  ['nd:Write:Execute', 'Execute', 0.4],
  ['nd:Read:Destructive', 'Destructive', 1],
  ['nd:Execute:Destructive', 'Destructive', 1],
  ['nd:Write:Destructive', 'Destructive', 0.8],
  ['nd:Read:Financial', 'Financial', 1],
  ['p:creates', 'Write', 0.3],
  ['s:sql', 'Execute', 0.6],
  ['s:code', 'Execute', 0.6],
  ['s:shell', 'Execute', 0.6],
  ['s:screen', 'Execute', 0.4],
  ['s:recipient', 'Execute', 0.3],
  ['s:amount', 'Financial', 0.8],
  ['s:paging', 'Read', 0.5],
  ['sv:money', 'Financial', 0.5],
  ['sql-free', 'Execute', 2],
  ['queries-sql', 'Execute', 3],
  ['sql-read', 'Read', 1],
  ['n-read-only', 'Read', 1.5],
  ['n-read-noun', 'Read', 1.2],
  ['dispatches-delete', 'Destructive', 3],
  ['sa:browser:Write', 'Execute', 2.5],
  ['p:requests', 'Execute', 1],
  ['p:acts-on-page', 'Execute', 0.5],
  ['sa:people:Write', 'Execute', 0.4],
  ['sa:money:Write', 'Financial', 0.3],
  ['sv:browser', 'Execute', 0.5],
  ['sv:people', 'Execute', 0.3],
  ['sv:shell', 'Execute', 0.4],
];
const priors = new Map<string, Float64Array>();
for (const [kind, amount] of Object.entries(trust)) {
  for (const [at, name] of riskClasses.entries()) {
    const vector = new Float64Array(classes);
    // That one of several acts only reads says little about the others.
    // Few samples show money and loss: there the lists are trusted further.
    const rare = ['Financial', 'Destructive'].includes(name) ? 1.5 : 1;
    vector[at] = name === 'Read' && ['nj', 'dj', 'a', 'as', 'mx'].includes(kind) ? amount / 4 : amount * rare;
    priors.set(`${kind}:${name}`, vector);
  }
}
for (const [feature, name, amount] of phraseTrust) {
  const vector = new Float64Array(classes);
  vector[riskClasses.indexOf(name)] = amount;
  priors.set(feature, vector);
}

function priorOf(feature: string): Float64Array {
  return priors.get(feature) ?? new Float64Array(classes);
}
