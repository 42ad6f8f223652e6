/** How many requests are under way of one grant, or to one server, in this process. */

const manyKeys = 1_000;

export class InFlight {
  private readonly counts = new Map<string, number>();

  /** false where the bound is reached. Whoever is in leaves once. */
  enter(key: string, most: number): boolean {
    const now = this.counts.get(key) ?? 0;
    if (now >= most) return false;
    this.counts.set(key, now + 1);
    return true;
  }

  leave(key: string): void {
    const rest = (this.counts.get(key) ?? 1) - 1;
    // A table that loses a key with each request is built again and again.
    if (rest === 0 && this.counts.size > manyKeys) this.counts.delete(key);
    else this.counts.set(key, rest);
  }
}
