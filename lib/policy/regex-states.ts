/** Sets of states that were met in a text, so that what comes again is not walked again. */

import type { Column } from './regex-column';

/** Who waits where, behind a character of that kind. */
export type State = {
  cells: Int32Array;
  bits: Int32Array;
  before: number;
  /** What follows from the next character, once it has been walked. */
  next: Map<Column, State> | null;
};

/** Steps in a row that are looked up in vain before it is given up, and steps that are then walked alone. */
const window = 64;
const rest = 512;
/** Cells of all states together; with more of them everything is forgotten. */
const mostCells = 500_000;

export class States {
  private known = new Map<number, State[]>();
  private cells = 0;
  private looked = 0;
  private resting = 0;

  /** Whether looking up is worth it here: texts that never come back to a state are walked alone for half of their way. */
  get awake(): boolean {
    if (this.resting > 0) {
      this.resting--;
      return false;
    }
    this.looked++;
    if (this.looked > window) {
      this.looked = 0;
      this.resting = rest;
    }
    return true;
  }

  /** Something was met again. */
  hit(): void {
    this.looked = 0;
  }

  /** The state of which `bitsOf` has the bits of these cells, in whatever order they are named, and of no others. */
  of(cells: Int32Array, count: number, bitsOf: Int32Array, before: number): State {
    let hash = before;
    for (let i = 0; i < count; i++) hash = (hash + mixed(cells[i] as number, bitsOf)) | 0;
    const others = this.known.get(hash) ?? [];
    const known = others.find((state) => isSame(state, count, bitsOf, before));
    if (known !== undefined) return known;
    this.cells += count;
    if (this.cells > mostCells) {
      this.known = new Map();
      this.cells = 0;
    }
    const named = cells.slice(0, count);
    const bits = named.map((cell) => bitsOf[cell] as number);
    const state = { cells: named, bits, before, next: null };
    this.known.set(hash, [...others, state]);
    return state;
  }
}

function isSame({ cells, bits, before }: State, count: number, bitsOf: Int32Array, after: number): boolean {
  if (cells.length !== count || before !== after) return false;
  for (let i = 0; i < count; i++) if (bitsOf[cells[i] as number] !== bits[i]) return false;
  return true;
}

function mixed(cell: number, bitsOf: Int32Array): number {
  const both = Math.imul(cell ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(bitsOf[cell] as number, 0xc2b2ae35);
  return Math.imul(both ^ (both >>> 15), 0x2c1b3ca3);
}
