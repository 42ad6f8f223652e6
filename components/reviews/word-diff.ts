export type WordPart = { kind: 'same' | 'removed' | 'added'; text: string };

const token = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;
/** Past this many cells of the comparison what differs is told as one piece: right, only coarser. */
const mostCells = 1_000_000;

/** What went and what came between two texts, word by word; joined, the parts without the added ones are `before`. */
export function wordDiff(before: string, after: string): WordPart[] {
  const a: string[] = before.match(token) ?? [];
  const b: string[] = after.match(token) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const parts: WordPart[] = [];
  add(parts, 'same', a.slice(0, head));
  compare(parts, a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  add(parts, 'same', a.slice(a.length - tail));
  return gathered(parts);
}

/** Words that only blanks hold apart read better as one piece that went and one that came. */
function gathered(parts: WordPart[]): WordPart[] {
  const out: WordPart[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    let end = at;
    while (end < parts.length && (parts[end]?.kind !== 'same' || isBetween(parts, end))) end += 1;
    const run = parts.slice(at, end);
    const textOf = (kind: WordPart['kind']) =>
      run.map((part) => (part.kind === kind || part.kind === 'same' ? part.text : '')).join('');
    if (run.some(({ kind }) => kind === 'removed')) add(out, 'removed', [textOf('removed')]);
    if (run.some(({ kind }) => kind === 'added')) add(out, 'added', [textOf('added')]);
    const kept = parts[end];
    if (kept) out.push(kept);
    at = end;
  }
  return out;
}

/** A blank between two pieces that differ. */
function isBetween(parts: readonly WordPart[], at: number): boolean {
  const before = parts[at - 1];
  const after = parts[at + 1];
  return before !== undefined && after !== undefined && !/\S/.test(parts[at]?.text ?? '');
}

/** By the longest common run of words; what went stands before what came. */
function compare(parts: WordPart[], a: string[], b: string[]): void {
  if (a.length * b.length > mostCells) {
    add(parts, 'removed', a);
    add(parts, 'added', b);
    return;
  }
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(parts, 'same', [a[i] ?? '']);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      add(parts, 'removed', [a[i] ?? '']);
      i += 1;
    } else {
      add(parts, 'added', [b[j] ?? '']);
      j += 1;
    }
  }
}

function add(parts: WordPart[], kind: WordPart['kind'], words: string[]): void {
  const text = words.join('');
  const last = parts.at(-1);
  if (text === '') return;
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}
