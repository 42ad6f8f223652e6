/** What a program sees of a character: which of its sets take it, and whether it is a letter or ends a line. */

import type { Instruction } from './regex-program';

/** The same object for all characters that a program cannot tell apart. */
export type Column = { takes: Uint8Array; kind: number };

/** Of the characters around a place of the text; `edge` is where there is none. */
export const around = { edge: 0, newline: 1, word: 2, other: 3 } as const;

export const empty = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

/** RE2's conditions that hold between two characters. */
export function conditionsBetween(before: number, after: number): number {
  let flags = 0;
  if (before === around.edge) flags |= empty.beginText | empty.beginLine;
  else if (before === around.newline) flags |= empty.beginLine;
  if (after === around.edge) flags |= empty.endText | empty.endLine;
  else if (after === around.newline) flags |= empty.endLine;
  const boundary = (before === around.word) !== (after === around.word);
  return flags | (boundary ? empty.wordBoundary : empty.noWordBoundary);
}

export class Columns {
  private readonly ofRune = new Map<number, Column>();
  private readonly distinct = new Map<number, Column[]>();

  constructor(private readonly sets: readonly Instruction[]) {}

  of(rune: number): Column {
    const known = this.ofRune.get(rune);
    if (known !== undefined) return known;
    const takes = new Uint8Array(this.sets.length);
    const kind = kindOf(rune);
    let hash = kind;
    for (let i = 0; i < takes.length; i++) {
      if (this.sets[i]?.matchRune(rune) !== true) continue;
      takes[i] = 1;
      hash = (Math.imul(hash, 31) + i) | 0;
    }
    const column = this.shared(hash, { takes, kind });
    if (this.ofRune.size >= mostRunes) this.ofRune.clear();
    this.ofRune.set(rune, column);
    return column;
  }

  private shared(hash: number, column: Column): Column {
    const others = this.distinct.get(hash);
    if (others === undefined) {
      this.distinct.set(hash, [column]);
      return column;
    }
    const same = others.find(
      ({ takes, kind }) => kind === column.kind && takes.every((taken, i) => taken === column.takes[i]),
    );
    if (same === undefined) others.push(column);
    return same ?? column;
  }
}

const mostRunes = 20_000;

function kindOf(rune: number): number {
  if (rune === 10) return around.newline;
  const letter = (rune >= 97 && rune <= 122) || (rune >= 65 && rune <= 90);
  return letter || (rune >= 48 && rune <= 57) || rune === 95 ? around.word : around.other;
}
