/** Loops of one character, `[ab]{0,250}`: who waits in one is a row of bits, which every character that is taken shifts by one copy. */

/** Flat, by cell: a hostile pattern has a hundred rows, and each character goes through all of them. */
export class Rows {
  private readonly bits: Int32Array;
  /** Bits that there are, and those that may go out. */
  private readonly inside: Int32Array;
  private readonly leaving: Int32Array;
  private readonly ends: Int32Array;
  private readonly listed: Uint8Array;
  /** First cells of the rows that are not empty. */
  readonly waiting: Int32Array;
  count = 0;
  /** In the rows that are not empty. */
  cells = 0;

  constructor(size: number) {
    this.bits = new Int32Array(size);
    this.inside = new Int32Array(size);
    this.leaving = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.listed = new Uint8Array(size);
    this.waiting = new Int32Array(size);
  }

  add(first: number, inside: Int32Array, leaving: Int32Array): void {
    this.inside.set(inside, first);
    this.leaving.set(leaving, first);
    this.ends.fill(first + inside.length, first, first + inside.length);
  }

  /** Those who come into a cell of the row. */
  put(first: number, cell: number, bits: number): void {
    this.bits[cell] = (this.bits[cell] as number) | bits;
    if (this.listed[first] === 1) return;
    this.listed[first] = 1;
    this.waiting[this.count++] = first;
    this.cells += (this.ends[first] as number) - first;
  }

  /** All in a row take a character; whether some may go out. The row stays listed: see `keep`. */
  shift(first: number): boolean {
    const { bits, inside, leaving } = this;
    const end = this.ends[first] as number;
    let carry = 0;
    let out = 0;
    for (let cell = first; cell < end; cell++) {
      const here = bits[cell] as number;
      out |= here & (leaving[cell] as number);
      bits[cell] = ((here << 1) | carry) & (inside[cell] as number);
      carry = here >>> 31;
    }
    return out !== 0;
  }

  clear(first: number): void {
    this.bits.fill(0, first, this.ends[first]);
  }

  /** Leaves only rows that are not empty on the list. */
  settle(): void {
    let count = 0;
    for (let i = 0; i < this.count; i++) {
      const first = this.waiting[i] as number;
      if (this.isEmpty(first)) {
        this.listed[first] = 0;
        this.cells -= (this.ends[first] as number) - first;
      } else this.waiting[count++] = first;
    }
    this.count = count;
  }

  reset(): void {
    for (let i = 0; i < this.count; i++) this.clear(this.waiting[i] as number);
    this.settle();
  }

  each(visit: (cell: number, bits: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const first = this.waiting[i] as number;
      for (let cell = first; cell < (this.ends[first] as number); cell++)
        visit(cell, this.bits[cell] as number);
    }
  }

  private isEmpty(first: number): boolean {
    for (let cell = first; cell < (this.ends[first] as number); cell++)
      if (this.bits[cell] !== 0) return false;
    return true;
  }
}
