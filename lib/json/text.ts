/** Strings as the language sees them: sequences of code points, compared without normalisation. */

/** Number of code points; a lone surrogate counts as one. */
export function codePointLength(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether the text has more than `bound` code points, without reading on once that is settled. */
export function isLongerThan(text: string, bound: number): boolean {
  if (text.length <= bound) return false;
  if (text.length > bound * 2) return true;
  return codePointLength(text) > bound;
}

/** UTF-16 index of the first surrogate that has no partner, or -1. */
export function loneSurrogateAt(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const isPair = unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (!isPair) return at;
    at++;
  }
  return -1;
}

/** Order by code point; JavaScript's own `<` orders by UTF-16 unit, which puts U+FFFD after an emoji. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    return sortable(x) - sortable(y);
  }
  return a.length - b.length;
}

function sortable(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Short enough for a sentence. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}
