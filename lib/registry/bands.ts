/**
 * Bands of popularity, as words that rows are found by: `p:…` are narrow, `q:…` sixteen times as wide. With them the index of
 * words fetches no more than the part of the order in which a page stands.
 */

const narrow = 16;

/** SQL: a text array of the two bands of a popularity. */
export const bandsSql = (popularity: string) =>
  `ARRAY['p:' || floor((${popularity}) * ${narrow})::int, 'q:' || floor(${popularity})::int]`;
/** SQL: the narrow one's number. */
export const bandSql = (popularity: string) => `floor((${popularity}) * ${narrow})::int`;

export type Band = { band: number; count: number };
export type Range = { words: string[]; rows: number; next: number };

export function bandOf(popularity: number): number {
  return Math.min(2_147_483_647, Math.floor(popularity * narrow));
}

/**
 * The bands from `from` downwards that hold at least `rows` rows, as few words; undefined where none are left. `bands` stand
 * from the most popular down. `next` is where the following range begins.
 */
export function rangeOf(bands: readonly Band[], from: number, rows: number): Range | undefined {
  const left = bands.filter(({ band }) => band <= from);
  const taken: Band[] = [];
  let sum = 0;
  for (const band of left) {
    if (sum >= rows) break;
    taken.push(band);
    sum += band.count;
  }
  const last = taken.at(-1);
  if (last === undefined) return undefined;
  const wideOf = ({ band }: Band) => Math.floor(band / narrow);
  const whole = (wide: number) =>
    bands.filter((band) => wideOf(band) === wide).every((band) => taken.includes(band));
  const wides = [...new Set(taken.map(wideOf))];
  const words = wides.flatMap((wide) =>
    whole(wide)
      ? [`q:${wide}`]
      : taken.filter((band) => wideOf(band) === wide).map(({ band }) => `p:${band}`),
  );
  return { words, rows: sum, next: last.band - 1 };
}
