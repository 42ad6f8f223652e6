/** Deadlines that are hardly ever reached: hundreds of one length share one timer. */

export interface Deadline {
  /** It is not reached any more. Any number of times. */
  end(): void;
}

class Link implements Deadline {
  before: Link | null = null;
  after: Link | null = null;
  constructor(
    public line: Line | null,
    public readonly atMs: number,
    public reached: (() => void) | null,
  ) {}

  end(): void {
    const { line } = this;
    if (line === null) return;
    this.line = null;
    line.remove(this);
  }
}

/** Deadlines of one length stand in the order that they were set in, which is the order they are reached in. */
class Line {
  private first: Link | null = null;
  private last: Link | null = null;
  private ticking = false;

  constructor(private readonly lengthMs: number) {}

  add(reached: () => void): Link {
    const link = new Link(this, performance.now() + this.lengthMs, reached);
    link.before = this.last;
    if (this.last === null) this.first = link;
    else this.last.after = link;
    this.last = link;
    if (!this.ticking) this.tick(this.lengthMs);
    return link;
  }

  remove(link: Link): void {
    if (link.before === null) this.first = link.after;
    else link.before.after = link.after;
    if (link.after === null) this.last = link.before;
    else link.after.before = link.before;
    // One that has grown old must not keep the young ones alive that followed it.
    link.before = null;
    link.after = null;
    link.reached = null;
  }

  /** The timer is not moved when a deadline ends: it looks, and looks again when the next one is due. */
  private tick(ms: number): void {
    this.ticking = true;
    setTimeout(() => {
      this.ticking = false;
      const nowMs = performance.now();
      for (let due = this.first; due !== null && due.atMs <= nowMs; due = this.first) {
        const { reached } = due;
        due.end();
        reached?.();
      }
      if (this.first !== null && !this.ticking) this.tick(Math.max(1, Math.ceil(this.first.atMs - nowMs)));
    }, ms).unref();
  }
}

const lines = new Map<number, Line>();

/** Calls `reached` once, `ms` from now at the earliest and a timer's delay after that. Keeps no process alive. */
export function within(ms: number, reached: () => void): Deadline {
  let line = lines.get(ms);
  if (line === undefined) {
    // Lengths are settings of servers: few. Lines that are forgotten still keep their deadlines.
    if (lines.size >= 1_000) lines.clear();
    line = new Line(ms);
    lines.set(ms, line);
  }
  return line.add(reached);
}
