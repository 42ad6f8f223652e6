/** Differences between texts by lines. */

export type Hunk = { kind: 'same' | 'removed' | 'added'; lines: string[] };

/** Past this many cells of the comparison the changed middle is told as one block: right, only coarser. */
const mostCells = 4_000_000;

export function lineDiff(before: string, after: string): Hunk[] {
  const hunks: Hunk[] = [];
  const a = before.split('\n');
  const b = after.split('\n');
  for (const { aFrom, aTo, bFrom, bTo, same } of blocks(a, b)) {
    if (same) hunks.push({ kind: 'same', lines: a.slice(aFrom, aTo) });
    else {
      if (aTo > aFrom) hunks.push({ kind: 'removed', lines: a.slice(aFrom, aTo) });
      if (bTo > bFrom) hunks.push({ kind: 'added', lines: b.slice(bFrom, bTo) });
    }
  }
  return hunks;
}

type Block = { same: boolean; aFrom: number; aTo: number; bFrom: number; bTo: number };

function blocks(a: string[], b: string[]): Block[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const found: Block[] = [];
  const put = (same: boolean, aFrom: number, aTo: number, bFrom: number, bTo: number) => {
    if (aFrom === aTo && bFrom === bTo) return;
    const last = found.at(-1);
    if (last && last.same === same) Object.assign(last, { aTo, bTo });
    else found.push({ same, aFrom, aTo, bFrom, bTo });
  };
  put(true, 0, head, 0, head);
  const aEnd = a.length - tail;
  const bEnd = b.length - tail;
  if ((aEnd - head) * (bEnd - head) > mostCells) put(false, head, aEnd, head, bEnd);
  else walk(a, b, head, aEnd, bEnd, put);
  put(true, aEnd, a.length, bEnd, b.length);
  return found;
}

type Put = (same: boolean, aFrom: number, aTo: number, bFrom: number, bTo: number) => void;

/** The longest common subsequence of the middles, walked from its start. */
function walk(a: string[], b: string[], from: number, aEnd: number, bEnd: number, put: Put): void {
  const height = aEnd - from;
  const width = bEnd - from;
  const lengths = new Uint32Array((height + 1) * (width + 1));
  const at = (i: number, j: number) => lengths[i * (width + 1) + j] ?? 0;
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      lengths[i * (width + 1) + j] =
        a[from + i] === b[from + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < height || j < width) {
    if (i < height && j < width && a[from + i] === b[from + j]) {
      put(true, from + i, from + i + 1, from + j, from + j + 1);
      i += 1;
      j += 1;
    } else if (j >= width || (i < height && at(i + 1, j) >= at(i, j + 1))) {
      put(false, from + i, from + i + 1, from + j, from + j);
      i += 1;
    } else {
      put(false, from + i, from + i, from + j, from + j + 1);
      j += 1;
    }
  }
}
