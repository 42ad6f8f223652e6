/** How many requests of a grant, and to a server, are under way in this process. */

export class InFlight {
  private readonly counts = new Map<string, number>();

  /** What ends it, once; null where the bound is reached. */
  enter(key: string, most: number): (() => void) | null {
    const now = this.counts.get(key) ?? 0;
    if (now >= most) return null;
    this.counts.set(key, now + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const rest = (this.counts.get(key) ?? 1) - 1;
      if (rest === 0) this.counts.delete(key);
      else this.counts.set(key, rest);
    };
  }
}
