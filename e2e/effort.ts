import type { BrowserContext } from '@playwright/test';

/** What a person has done so far: presses of the mouse, and keys. */
export type Effort = { clicks: number; keys: number };

/** Counts what really reaches the pages of this browser, not what a journey believes that it does. */
export async function countEffort(context: BrowserContext): Promise<Effort> {
  const effort: Effort = { clicks: 0, keys: 0 };
  await context.exposeBinding('countEffort', (_source, kind: keyof Effort) => {
    effort[kind] += 1;
  });
  await context.addInitScript(() => {
    const count = (kind: string) =>
      (window as unknown as { countEffort(kind: string): void }).countEffort(kind);
    addEventListener('pointerdown', (event) => event.isTrusted && count('clicks'), true);
    addEventListener('keydown', (event) => event.isTrusted && count('keys'), true);
  });
  return effort;
}
