/** An RE2 program with its counted repetitions standing once, laid out for `regex-match`. */

import type { Repetition } from './regex-repetition';

/** A compiled program, as re2js 2.10.0 has it. */
export type Instruction = {
  op: number;
  out: number;
  arg: number;
  runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
};
export type Re2Program = { inst: readonly Instruction[]; start: number };

const re2 = {
  alt: 1,
  altMatch: 2,
  capture: 3,
  emptyWidth: 4,
  match: 6,
  nop: 7,
  rune: 8,
  runeAnyNotNewline: 11,
};

/** What a place of the program does. The first two wait for a character; `many` is one that a loop
 * repeats alone, with no loop around it. */
export const kind = { rune: 0, many: 1, alt: 2, empty: 3, enter: 4, leave: 5, match: 6, fail: 7 } as const;

/**
 * A repetition. Who is inside of it is in one of its copies, and in one of the copies of whatever stands around it: `bits` places
 * in all, copy by copy, of which each copy has `stride`.
 */
export type Loop = {
  outer: Loop | null;
  stride: number;
  bits: number;
  /** Copies that must be gone through; 0 where a copy takes no character. */
  least: number;
  /** Whether the last copy may be gone through again. */
  endless: boolean;
  body: number;
  /** 0, where nothing is, for a body that nobody can leave. */
  leave: number;
};

/** `size` counts each place once for each copy of what it is in, and as often as it needs bytes of UTF-8, as RE2 does. */
export type Program = {
  size: number;
  start: number;
  kinds: Uint8Array;
  /** The place that follows; of alternatives, `args` has the other one, of conditions the flags, of loops the loop's number. */
  outs: Int32Array;
  args: Int32Array;
  /** Of each place its first cell: 32 copies share one. The last entry is the number of cells. */
  cells: Int32Array;
  loops: Loop[];
  /** Sets of characters, each once; `args` of a rune is the number of its set. */
  sets: Instruction[];
  /** Of each loop and set of flags what `isEmpty` has found: 0 for nothing yet, 1 for no, 2 for yes. */
  empty: Uint8Array;
};

export function layOut({ inst, start }: Re2Program, repetitions: readonly Repetition[]): Program {
  const kinds = new Uint8Array(inst.length).fill(kind.fail);
  const outs = new Int32Array(inst.length);
  const args = new Int32Array(inst.length);
  const inside: (Loop | null)[] = [];
  const loops: Loop[] = [];
  const sets = new Map<string, { number: number; one: Instruction }>();
  const groups = new Map(repetitions.map((repetition) => [repetition.group, repetition]));
  const isMark = (one: Instruction) => one.op === re2.capture && groups.has(one.arg >> 1);
  /** Past what does nothing. */
  const settled = (from: number) => {
    let at = from;
    for (;;) {
      const one = inst[at] as Instruction;
      if (one.op !== re2.nop && (one.op !== re2.capture || isMark(one))) return at;
      at = one.out;
    }
  };

  const first = settled(start);
  const waiting: [number, Loop | null][] = [[first, null]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [at, loop] = next;
    if (inside[at] !== undefined) continue;
    inside[at] = loop;
    const one = inst[at] as Instruction;
    const out = settled(one.out);
    outs[at] = out;
    if (one.op === re2.alt || one.op === re2.altMatch) {
      kinds[at] = kind.alt;
      args[at] = settled(one.arg);
      waiting.push([args[at] as number, loop], [out, loop]);
    } else if (one.op === re2.emptyWidth) {
      kinds[at] = kind.empty;
      args[at] = one.arg;
      waiting.push([out, loop]);
    } else if (one.op === re2.capture) {
      const opens = (one.arg & 1) === 0;
      kinds[at] = opens ? kind.enter : kind.leave;
      if (opens) {
        const inner = loopOf(groups.get(one.arg >> 1) as Repetition, loop, out);
        args[at] = loops.push(inner) - 1;
        waiting.push([out, inner]);
      } else {
        const left = loop as Loop;
        left.leave = at;
        args[at] = loops.indexOf(left);
        waiting.push([out, left.outer]);
      }
    } else if (one.op >= re2.rune && one.op <= re2.runeAnyNotNewline) {
      kinds[at] = kind.rune;
      const key = `${one.op} ${one.arg} ${Array.from(one.runes).join()}`;
      const set = sets.get(key) ?? { number: sets.size, one };
      sets.set(key, set);
      args[at] = set.number;
      waiting.push([out, loop]);
    } else if (one.op === re2.match) {
      kinds[at] = kind.match;
    }
  }

  const widest = Math.max(1, ...loops.map(({ bits }) => bits));
  const cells = new Int32Array(inst.length + 1);
  let size = 0;
  for (let at = 0; at < inst.length; at++) {
    const loop = inside[at];
    // Where nothing is, any copy may end.
    const bits = at === 0 ? widest : loop === undefined ? 0 : (loop?.bits ?? 1);
    cells[at + 1] = (cells[at] as number) + Math.ceil(bits / 32);
    if (loop !== undefined) size += bits * bytesOf(inst[at] as Instruction);
  }
  const found = [...sets.values()].map(({ one }) => one);
  const empty = new Uint8Array(loops.length * allFlags);
  const program = { size, start: first, kinds, outs, args, cells, loops, sets: found, empty };
  for (const [number, loop] of loops.entries()) {
    // Copies that take no character make up for any number of others.
    if (isEmpty(program, number, 0)) loop.least = 0;
    const isRow = loop.stride === 1 && !loop.endless && outs[loop.body] === loop.leave;
    if (isRow && kinds[loop.body] === kind.rune) kinds[loop.body] = kind.many;
  }
  return program;
}

/** RE2 needs about so many instructions for a set that goes beyond ASCII, as `.` does. */
const beyondAscii = 8;

function bytesOf({ op, runes }: Instruction): number {
  const isSet = op >= re2.rune && op <= re2.runeAnyNotNewline;
  return isSet && (runes[runes.length - 1] ?? 0) > 127 ? beyondAscii : 1;
}

const allFlags = 64;

/** Whether one copy can be gone through without a character, in a place of the text where these conditions hold. */
export function isEmpty(program: Program, number: number, flags: number): boolean {
  const { kinds, outs, args, loops, empty } = program;
  const known = empty[number * allFlags + flags];
  if (known !== 0) return known === 2;
  const seen = new Set<number>();
  const waiting = [(loops[number] as Loop).body];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const out = outs[at] as number;
    const arg = args[at] as number;
    if (kinds[at] === kind.alt) waiting.push(out, arg);
    else if (kinds[at] === kind.empty && (arg & ~flags) === 0) waiting.push(out);
    else if (kinds[at] === kind.enter && isEmpty(program, arg, flags))
      waiting.push(outs[(loops[arg] as Loop).leave] as number);
  }
  const found = (loops[number] as Loop).leave !== 0 && seen.has((loops[number] as Loop).leave);
  empty[number * allFlags + flags] = found ? 2 : 1;
  return found;
}

function loopOf({ least, most }: Repetition, outer: Loop | null, body: number): Loop {
  const stride = outer?.bits ?? 1;
  return { outer, stride, bits: stride * (most ?? least), least, endless: most === null, body, leave: 0 };
}
