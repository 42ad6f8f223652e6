/**
 * Counted repetitions of a pattern: `x{2,5}`. RE2 writes each copy of `x` out; here each is written once, as a group that the
 * matcher counts. The pattern is read just as far as that needs.
 */

/** `x{least,most}`, written as a capturing group of that number; null stands for no upper bound. */
export type Repetition = { group: number; least: number; most: number | null };
export type Folded = { pattern: string; repetitions: Repetition[] };

/** Code units. What is repeated, the braces behind it, and how a group around it opens. */
type Found = { start: number; end: number; open: string; braces: number; behind: number } & Count;
type Count = { least: number; most: number | null };
type Atom = { start: number; end: number; open: string; product: number };

/** How far counted repetitions that stand inside each other multiply: `(a{16}){16}` reaches 256. `{n,}` counts as n. */
export function nestedRepetition(pattern: string): number {
  return scan(pattern).product;
}

/** The same pattern with each repetition of two copies or more as a group that stands once. */
export function foldRepetitions(pattern: string): Folded {
  const { found, groups } = scan(pattern);
  const opens = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const repetitions = opens.map(({ start, least, most }, i) => {
    return { group: i + 1 + groups.filter((at) => at < start).length, least, most };
  });
  // Where several stand at one place: close what was, count it, open what follows.
  const pieces = [
    ...found.map(({ end }) => ({ at: end, skip: 0, text: ')', rank: 0 })),
    ...found.map(({ braces, behind, least }) => {
      return { at: braces, skip: behind - braces, text: least === 0 ? '{0,1}' : '{1}', rank: 1 };
    }),
    ...opens.map(({ start, open }) => ({ at: start, skip: 0, text: open, rank: 2 })),
  ].sort((a, b) => a.at - b.at || a.rank - b.rank);
  let folded = '';
  let at = 0;
  for (const piece of pieces) {
    folded += pattern.slice(at, piece.at) + piece.text;
    at = piece.at + piece.skip;
  }
  return { pattern: folded + pattern.slice(at), repetitions };
}

/** Reads a pattern that RE2 accepts; what is said of any other has no meaning. */
function scan(pattern: string): { found: Found[]; groups: number[]; product: number } {
  const found: Found[] = [];
  const groups: number[] = [];
  const outside: { start: number; product: number }[] = [];
  let product = 1;
  let inGroup = 1;
  let atom = null as Atom | null;
  let repeated = false;
  let at = 0;
  while (at < pattern.length) {
    const start = at;
    const unit = pattern.charAt(at);
    const braces = unit === '{' ? match(counted, pattern, at) : null;
    const repeats = braces !== null || unit === '*' || unit === '+' || unit === '?';
    at += repeats ? (braces?.[0].length ?? 1) : lengthAt(pattern, at);
    if (repeats) {
      const behind = at;
      if (pattern.charAt(at) === '?') at++;
      // Nothing to repeat, or a second repetition right behind the first: RE2 refuses the whole.
      const once = atom;
      if (once === null || repeated) return { found: [], groups, product };
      const count = braces === null ? null : countOf(braces);
      if (count !== null && isMany(count)) found.push({ ...once, ...count, braces: start, behind });
      const times = Math.max(1, count?.least ?? 1, count?.most ?? 1);
      atom = { ...once, end: at, product: once.product * times };
      inGroup = Math.max(inGroup, atom.product);
      product = Math.max(product, atom.product);
    } else if (unit === '(' && match(flagsAlone, pattern, start) === null) {
      if (match(capturing, pattern, start) !== null) groups.push(start);
      outside.push({ start, product: inGroup });
      inGroup = 1;
      atom = null;
    } else if (unit === ')') {
      const outer = outside.pop() ?? { start, product: 1 };
      atom = { start: outer.start, end: at, open: '(', product: inGroup };
      inGroup = Math.max(outer.product, inGroup);
    } else if (unit === '|') {
      atom = null;
    } else if (pattern.startsWith('\\Q', start)) {
      atom = lastQuoted(pattern.slice(start, at), start) ?? atom;
    } else if (unit !== '(') {
      atom = { start, end: at, open: '(', product: 1 };
    }
    // Flags alone and an empty quotation leave what stands before them to be repeated.
    repeated = repeats;
  }
  return { found, groups, product };
}

const counted = /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y;
const flagsAlone = /\(\?[a-zA-Z-]*\)/y;
const capturing = /\((?!\?)|\(\?P?</y;
const groupHead = /\(\?(?:P?<[^>]*>|[a-zA-Z-]*[:)])?|\(/y;
const quoted = /\\Q[\s\S]*?(?:\\E|$)/y;
const escaped = /\\(?:[pPx]\{[^}]*\}|x..|[pP].|0[0-7]{0,2}|[1-7][0-7]{1,2}|[\s\S]|$)/uy;

/** Code units of the piece of a pattern that starts here. */
function lengthAt(pattern: string, at: number): number {
  const unit = pattern.charAt(at);
  if (unit === '[') return classEnd(pattern, at) - at;
  const shape = unit === '(' ? groupHead : unit !== '\\' ? null : quoted;
  const found = shape === null ? null : (match(shape, pattern, at) ?? match(escaped, pattern, at));
  return found?.[0].length ?? ((pattern.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** Of `\Qab\E` a repetition repeats the b alone. */
function lastQuoted(text: string, start: number): Atom | null {
  const inside = text.endsWith('\\E') ? text.slice(2, -2) : text.slice(2);
  const last = [...inside].at(-1);
  if (last === undefined) return null;
  return {
    start: start + 2 + inside.length - last.length,
    end: start + text.length,
    open: '\\E(\\Q',
    product: 1,
  };
}

function countOf([, least = '', comma, most]: RegExpExecArray): Count {
  if (comma === undefined) return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most === undefined ? null : Number(most) };
}

/** Whether RE2 writes out several copies; counts that it refuses stay as they are. */
function isMany({ least, most }: Count): boolean {
  return (most ?? least) >= 2 && (most ?? least) <= 1_000 && least <= (most ?? least);
}

/** Behind the bracket that closes a class. A bracket that comes first in it is an ordinary character. */
function classEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern.charAt(at) === '^') at++;
  if (pattern.charAt(at) === ']') at++;
  while (at < pattern.length && pattern.charAt(at) !== ']') {
    const named = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at + 2) : -1;
    at = named >= 0 ? named + 2 : at + (match(escaped, pattern, at)?.[0].length ?? 1);
  }
  return at + 1;
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
