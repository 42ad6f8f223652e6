/** What a repetition does to those who come into it and those who have gone through one copy of it, as bits of 32 copies each. */

import type { Loop } from './regex-program';

/** Where the bits go on. Returns nothing: a place takes what is new to it. */
export type Reach = (cell: number, bits: number) => void;

export class Counter {
  /** Of each word the bits that there are, those of the last copy, and those that may go out. */
  readonly inside: Int32Array;
  private readonly last: Int32Array;
  readonly leaving: Int32Array;
  /** Copies from which it does not matter how many have been gone through: the lowest says all that a higher one could. */
  private readonly free: Int32Array;
  /** Whether there is a number of copies that must be gone through. */
  readonly counts: boolean;
  private readonly lowest: Int32Array;
  private readonly round: Int32Array;

  constructor(
    private readonly loop: Loop,
    /** First cells of the body, of the end, and of what follows. */
    private readonly body: number,
    private readonly end: number,
    private readonly behind: number,
  ) {
    const { stride, bits, least } = loop;
    this.inside = range(bits, 0, bits);
    this.last = range(bits, bits - stride, bits);
    this.leaving = range(bits, Math.max(0, least - 1) * stride, bits);
    this.free = range(bits, least * stride, bits);
    this.lowest = new Int32Array(stride);
    this.round = new Int32Array(stride).fill(-1);
    this.counts = least > 0;
  }

  reset(): void {
    this.round.fill(-1);
  }

  /** `round` numbers the places of the text. */
  enter(word: number, bits: number, round: number, reach: Reach): void {
    const fresh = this.loop.least === 0 ? this.withoutHigher(word, bits, round) : bits;
    if (fresh !== 0) reach(this.body + word, fresh);
  }

  /** Those who have gone through a copy: out, and into the next one. */
  leave(word: number, bits: number, round: number, reach: Reach): void {
    const { stride, endless } = this.loop;
    const out = bits & (this.leaving[word] as number);
    if (out !== 0) this.goOut(word, out, reach);
    if (endless) this.goOn(word, bits & (this.last[word] as number), round, reach);
    const by = stride >> 5;
    const shift = stride & 31;
    this.goOn(word + by, bits << shift, round, reach);
    if (shift !== 0) this.goOn(word + by + 1, bits >>> (32 - shift), round, reach);
  }

  /** Where a copy can be gone through without a character, all higher ones can: those of this word, the rest through `reach`. */
  skip(word: number, bits: number, reach: Reach): number {
    const { stride } = this.loop;
    let all = bits;
    for (let by = stride; by < 32; by *= 2) all |= all << by;
    all &= this.inside[word] as number;
    const by = stride >> 5;
    const shift = stride & 31;
    if (by > 0 && word + by < this.inside.length)
      reach(this.end + word + by, (all << shift) & (this.inside[word + by] as number));
    if (shift !== 0 && word + by + 1 < this.inside.length)
      reach(this.end + word + by + 1, (all >>> (32 - shift)) & (this.inside[word + by + 1] as number));
    return all;
  }

  /** The copies fall together: of each it only counts in which copy of what is around it stands. */
  private goOut(word: number, bits: number, reach: Reach): void {
    const { stride } = this.loop;
    if (stride === 1) {
      reach(this.behind, 1);
      return;
    }
    const first = word * 32;
    for (let copy = Math.floor(first / stride); copy * stride < first + 32; copy++) {
      const from = copy * stride - first;
      const here = from > 0 ? bits >>> from : bits;
      const width = Math.min(stride, stride + from, 32);
      const own = width < 32 ? here & ((1 << width) - 1) : here;
      if (own === 0) continue;
      const offset = from > 0 ? 0 : -from;
      reach(this.behind + (offset >> 5), own << (offset & 31));
      const rest = (offset & 31) === 0 ? 0 : own >>> (32 - (offset & 31));
      if (rest !== 0) reach(this.behind + (offset >> 5) + 1, rest);
    }
  }

  private goOn(word: number, bits: number, round: number, reach: Reach): void {
    if (word >= this.inside.length) return;
    const kept = bits & (this.inside[word] as number);
    if (kept === 0) return;
    const fresh = this.withoutHigher(word, kept, round);
    if (fresh !== 0) reach(this.body + word, fresh);
  }

  private withoutHigher(word: number, bits: number, round: number): number {
    const { stride } = this.loop;
    const free = this.free[word] as number;
    let kept = bits & ~free;
    if (kept === bits) return bits;
    for (let rest = bits & free; rest !== 0; rest &= rest - 1) {
      const bit = lowestBit(rest);
      const at = word * 32 + bit;
      const who = at % stride;
      if (this.round[who] === round && (this.lowest[who] as number) <= at) continue;
      this.round[who] = round;
      this.lowest[who] = at;
      kept |= 1 << bit;
    }
    return kept;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Words of `size` bits in all, with those from `from` up to `to` set. */
function range(size: number, from: number, to: number): Int32Array {
  const words = new Int32Array(Math.ceil(size / 32));
  for (let at = from; at < to; at++) words[at >> 5] = (words[at >> 5] as number) | (1 << (at & 31));
  return words;
}
