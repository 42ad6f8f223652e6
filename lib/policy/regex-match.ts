/**
 * Whether a text holds a match, by walking all states of a program at once, 32 copies of a repetition at a time. No pattern can
 * make this take longer than its own size times the text's, and where that is too long, it is given up.
 */

import { around, type Column, Columns, conditionsBetween } from './regex-column';
import { Counter } from './regex-loop';
import { isEmpty, kind, type Program } from './regex-program';
import { Rows } from './regex-rows';
import { type State, States } from './regex-states';

/**
 * Looks at places of the program, some nanoseconds each, that one text may cost; only who waits in dozens of long repetitions
 * at once, over thousands of characters, needs more. INVARIANT: counted, not timed, and from 0 for each text, so that the same
 * pattern and text have the same answer everywhere.
 */
const mostWork = 3_000_000;

/** The answer is null where it would take too long. */
export function matcherOf(program: Program): (text: string) => boolean | null {
  const walk = new Walk(program);
  const columns = new Columns(program.sets);
  return (text) => {
    walk.reset();
    const states = new States();
    let state: State | undefined;
    let isLoaded = true;
    for (let at = 0; at < text.length; ) {
      const rune = text.codePointAt(at) as number;
      at += rune > 0xffff ? 2 : 1;
      const column = columns.of(rune);
      const known = state?.next?.get(column);
      if (known !== undefined) {
        states.hit();
        state = known;
        isLoaded = false;
        continue;
      }
      if (!isLoaded && state !== undefined) walk.load(state);
      isLoaded = true;
      if (walk.spread(column.kind)) return true;
      walk.take(column);
      if (walk.work > mostWork) return null;
      const reached = states.awake ? walk.stateIn(states) : undefined;
      if (reached !== undefined && state !== undefined) {
        state.next ??= new Map();
        state.next.set(column, reached);
      }
      state = reached;
    }
    if (!isLoaded && state !== undefined) walk.load(state);
    return walk.spread(around.edge);
  };
}

/** A place that takes no character costs as many looks, so does one that is noted as part of a state. */
const spreading = 5;
const noting = 3;

/**
 * INVARIANT: a cell that takes a character is in `ready` while its word in `now` is not 0, a row in `waitingRows` while it is not
 * empty, every other cell on the stack while its word in `pending` is not 0.
 */
class Walk {
  private readonly first: number;
  /** Of each cell: what its place does, the cells that follow, its set or flags or loop, its word within the place. */
  private readonly kinds: Uint8Array;
  private readonly outs: Int32Array;
  private readonly others: Int32Array;
  private readonly args: Int32Array;
  private readonly words: Int32Array;
  private readonly counters: Counter[];
  private readonly rows: Rows;
  private readonly noted: Int32Array;
  private readonly bitsOf: Int32Array;
  /** Who waits for the next character, now and behind it. */
  private now: Int32Array;
  private next: Int32Array;
  private ready: Int32Array;
  private arriving: Int32Array;
  private readyCount = 0;
  /** What has been looked at, in looks at a place that takes a character. */
  work = 0;
  /** Who has not gone on yet from a place that takes none, and who has. */
  private readonly pending: Int32Array;
  private readonly done: Int32Array;
  private readonly stack: Int32Array;
  private readonly touched: Int32Array;
  private top = 0;
  private round = 0;
  private before: number = around.edge;

  constructor(private readonly program: Program) {
    const firstCell = (place: number) => program.cells[place] as number;
    const size = firstCell(program.kinds.length);
    const array = () => new Int32Array(size);
    this.first = firstCell(program.start);
    this.kinds = new Uint8Array(size);
    [this.outs, this.others, this.args, this.words] = [array(), array(), array(), array()];
    [this.now, this.next, this.ready, this.arriving] = [array(), array(), array(), array()];
    [this.pending, this.done, this.stack, this.touched] = [array(), array(), array(), array()];
    [this.noted, this.bitsOf] = [array(), array()];
    for (let place = 0; place < program.kinds.length; place++) {
      const [does, out, arg] = [program.kinds[place], program.outs[place], program.args[place]] as number[];
      for (let cell = firstCell(place), word = 0; cell < firstCell(place + 1); cell++, word++) {
        this.kinds[cell] = does as number;
        this.outs[cell] = firstCell(out as number) + word;
        if (does === kind.alt) this.others[cell] = firstCell(arg as number) + word;
        this.args[cell] = arg as number;
        this.words[cell] = word;
      }
    }
    this.rows = new Rows(size);
    this.counters = program.loops.map((loop) => {
      const behind = firstCell(program.outs[loop.leave] as number);
      const body = firstCell(loop.body);
      const counter = new Counter(loop, body, firstCell(loop.leave), behind);
      if (program.kinds[loop.body] === kind.many) {
        this.rows.add(body, counter.inside, counter.leaving);
        this.others[body] = behind;
      }
      return counter;
    });
  }

  reset(): void {
    for (const words of [this.now, this.pending, this.done]) words.fill(0);
    for (const counter of this.counters) counter.reset();
    this.rows.reset();
    this.readyCount = 0;
    this.top = 0;
    this.round = 0;
    this.work = 0;
    this.before = around.edge;
  }

  /** Everywhere that can be reached without a character, where one of that kind follows; whether the end of the pattern is. */
  spread(after: number): boolean {
    const { kinds, outs, others, args, words, pending, done, stack, touched } = this;
    const flags = conditionsBetween(this.before, after);
    const round = this.round++;
    let touches = 0;
    let looks = 0;
    // A match may start anywhere. The start goes first: what it leads to says most of what the others could.
    this.reach(this.first, 1);
    while (this.top > 0) {
      const cell = stack[--this.top] as number;
      looks++;
      const bits = pending[cell] as number;
      pending[cell] = 0;
      if (done[cell] === 0) touched[touches++] = cell;
      done[cell] = (done[cell] as number) | bits;
      switch (kinds[cell]) {
        case kind.alt:
          this.reach(outs[cell] as number, bits);
          this.reach(others[cell] as number, bits);
          break;
        case kind.empty:
          if (((args[cell] as number) & ~flags) === 0) this.reach(outs[cell] as number, bits);
          break;
        case kind.enter:
          this.counters[args[cell] as number]?.enter(words[cell] as number, bits, round, this.reach);
          break;
        case kind.leave:
          this.leave(cell, bits, flags, round);
          break;
        case kind.match:
          return true;
      }
    }
    for (let i = 0; i < touches; i++) done[touched[i] as number] = 0;
    this.work += looks * spreading;
    return false;
  }

  /** Over one character, from everywhere that takes it. INVARIANT: what a hostile pattern costs is these loops. */
  take(column: Column): void {
    const { now, next, ready, arriving, kinds, outs, others, args } = this;
    const { takes } = column;
    const waiting = this.readyCount;
    this.readyCount = 0;
    this.ready = arriving;
    this.arriving = ready;
    this.now = next;
    this.next = now;
    for (let i = 0; i < waiting; i++) {
      const cell = ready[i] as number;
      const bits = now[cell] as number;
      now[cell] = 0;
      if (takes[args[cell] as number] === 0) continue;
      const to = outs[cell] as number;
      if (kinds[to] === kind.rune) {
        if (next[to] === 0) arriving[this.readyCount++] = to;
        next[to] = (next[to] as number) | bits;
      } else this.reach(to, bits);
    }
    const { rows } = this;
    this.work += waiting + rows.cells;
    for (let i = 0; i < rows.count; i++) {
      const cell = rows.waiting[i] as number;
      if (takes[args[cell] as number] === 0) rows.clear(cell);
      else if (rows.shift(cell)) this.reach(others[cell] as number, 1);
    }
    rows.settle();
    this.before = column.kind;
  }

  /** What `take` has led to, as the state that was met before where it was. */
  stateIn(states: States): State {
    const { ready, readyCount, now, pending, stack, top, before } = this;
    const { noted, bitsOf } = this;
    let count = 0;
    const note = (cell: number, bits: number) => {
      if (bits === 0) return;
      noted[count++] = cell;
      bitsOf[cell] = bits;
    };
    for (let i = 0; i < readyCount; i++) note(ready[i] as number, now[ready[i] as number] as number);
    for (let i = 0; i < top; i++) note(stack[i] as number, pending[stack[i] as number] as number);
    this.rows.each(note);
    this.work += count * noting;
    const state = states.of(noted, count, bitsOf, before);
    for (let i = 0; i < count; i++) bitsOf[noted[i] as number] = 0;
    return state;
  }

  load({ cells, bits, before }: State): void {
    for (let i = 0; i < this.readyCount; i++) this.now[this.ready[i] as number] = 0;
    for (let i = 0; i < this.top; i++) this.pending[this.stack[i] as number] = 0;
    this.rows.reset();
    this.readyCount = 0;
    this.top = 0;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] as number;
      if (this.kinds[cell] === kind.many)
        this.rows.put(cell - (this.words[cell] as number), cell, bits[i] as number);
      else this.reach(cell, bits[i] as number);
    }
    this.before = before;
  }

  private leave(cell: number, bits: number, flags: number, round: number): void {
    const [loop, word] = [this.args[cell] as number, this.words[cell] as number];
    const counter = this.counters[loop] as Counter;
    let all = bits;
    if (counter.counts && isEmpty(this.program, loop, flags)) {
      const done = this.done[cell] as number;
      all = counter.skip(word, bits, this.reach) & (bits | ~done);
      this.done[cell] = done | all;
    }
    counter.leave(word, all, round, this.reach);
  }

  private readonly reach = (cell: number, bits: number): void => {
    const does = this.kinds[cell];
    if (does === kind.rune) {
      const { now } = this;
      if (now[cell] === 0) this.ready[this.readyCount++] = cell;
      now[cell] = (now[cell] as number) | bits;
    } else if (does === kind.many) {
      this.rows.put(cell, cell, bits);
    } else {
      const fresh = bits & ~(this.done[cell] as number);
      if (fresh === 0) return;
      if (this.pending[cell] === 0) this.stack[this.top++] = cell;
      this.pending[cell] = (this.pending[cell] as number) | fresh;
    }
  };
}
