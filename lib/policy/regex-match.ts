/**
 * Whether a text holds a match, by walking all states of an RE2 program at once. RE2's own engines build an automaton that a few
 * patterns blow up; this looks at most once at each instruction for each character, whatever the pattern.
 */

/** A compiled program, as re2js 2.10.0 has it. */
export type Instruction = {
  op: number;
  out: number;
  arg: number;
  runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
};
export type Program = { inst: readonly Instruction[]; start: number };

const op = {
  alt: 1,
  altMatch: 2,
  capture: 3,
  emptyWidth: 4,
  match: 6,
  nop: 7,
  rune: 8,
  rune1: 9,
  runeAny: 10,
  runeAnyNotNewline: 11,
  /** Ours: one range of code points. */
  range: 20,
} as const;
const foldCase = 1;

const empty = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

export type Matcher = (text: string) => boolean;

/** INVARIANT: the program's instructions lie in flat arrays; this loop is what a hostile pattern costs. */
export function matcherOf(program: Program): Matcher {
  const { inst } = program;
  const ops = Int32Array.from(inst, kindOf);
  const outs = Int32Array.from(inst, (one) => one.out);
  const args = Int32Array.from(inst, (one) => one.arg);
  const lows = Int32Array.from(inst, lowOf);
  const highs = Int32Array.from(inst, highOf);
  const sets = setsOf(inst);
  const askedIn = new Uint32Array(inst.length);
  const answers = new Uint8Array(inst.length);
  const seen = new Uint32Array(inst.length);
  const stack = new Int32Array(inst.length * 2 + 2);
  let reached = new Int32Array(inst.length + 1);
  let next = new Int32Array(inst.length + 1);
  let round = 0;

  return (text) => {
    let waiting = 0;
    let previous = -1;
    for (let at = 0; ; ) {
      const rune = at < text.length ? (text.codePointAt(at) as number) : -1;
      const flags = contextOf(previous, rune);
      if (++round === 0xffffffff) {
        seen.fill(0);
        askedIn.fill(0);
        round = 1;
      }
      let count = 0;
      // What the last character led to, and a new beginning: a match may start anywhere.
      reached[waiting] = program.start;
      for (let i = 0; i <= waiting; i++) {
        let top = 0;
        let pc = reached[i] as number;
        for (;;) {
          if (seen[pc] !== round) {
            seen[pc] = round;
            const kind = ops[pc] as number;
            if (kind === op.range) {
              if (rune >= (lows[pc] as number) && rune <= (highs[pc] as number))
                next[count++] = outs[pc] as number;
            } else if (kind === op.alt) {
              stack[top++] = args[pc] as number;
              pc = outs[pc] as number;
              continue;
            } else if (kind === op.nop) {
              pc = outs[pc] as number;
              continue;
            } else if (kind === op.emptyWidth) {
              if (((args[pc] as number) & ~flags) === 0) {
                pc = outs[pc] as number;
                continue;
              }
            } else if (kind === op.match) {
              return true;
            } else if (kind === op.runeAnyNotNewline) {
              if (rune >= 0 && rune !== 10) next[count++] = outs[pc] as number;
            } else if (kind === op.rune) {
              const set = sets[pc] as number;
              if (askedIn[set] !== round) {
                askedIn[set] = round;
                answers[set] = rune >= 0 && (inst[pc] as Instruction).matchRune(rune) ? 1 : 0;
              }
              if (answers[set] === 1) next[count++] = outs[pc] as number;
            }
          }
          if (top === 0) break;
          pc = stack[--top] as number;
        }
      }
      if (rune < 0) return false;
      [reached, next] = [next, reached];
      waiting = count;
      previous = rune;
      at += rune > 0xffff ? 2 : 1;
    }
  };
}

/** For each instruction the first that takes the same characters: a repetition's copies are asked once for each character. */
function setsOf(inst: readonly Instruction[]): Int32Array {
  const firsts = new Map<string, number>();
  return Int32Array.from(inst, (one, at) => {
    if (kindOf(one) !== op.rune) return at;
    const key = `${one.op} ${one.arg} ${Array.from(one.runes).join()}`;
    const first = firsts.get(key) ?? at;
    firsts.set(key, first);
    return first;
  });
}

function kindOf(one: Instruction): number {
  if (one.op === op.runeAny) return op.range;
  if (one.op === op.altMatch) return op.alt;
  if (one.op === op.capture) return op.nop;
  if (one.op !== op.rune && one.op !== op.rune1) return one.op;
  const folds = (one.arg & foldCase) !== 0;
  return (one.runes.length === 1 && !folds) || one.runes.length === 2 ? op.range : op.rune;
}

function lowOf(one: Instruction): number {
  return one.op === op.runeAny ? 0 : (one.runes[0] ?? 0);
}

function highOf(one: Instruction): number {
  return one.op === op.runeAny ? 0x10ffff : (one.runes[one.runes.length - 1] ?? 0);
}

function contextOf(before: number, after: number): number {
  let flags = 0;
  if (before < 0) flags |= empty.beginText | empty.beginLine;
  else if (before === 10) flags |= empty.beginLine;
  if (after < 0) flags |= empty.endText | empty.endLine;
  else if (after === 10) flags |= empty.endLine;
  return flags | (isWord(before) === isWord(after) ? empty.noWordBoundary : empty.wordBoundary);
}

function isWord(rune: number): boolean {
  return (
    (rune >= 48 && rune <= 57) || (rune >= 65 && rune <= 90) || (rune >= 97 && rune <= 122) || rune === 95
  );
}
