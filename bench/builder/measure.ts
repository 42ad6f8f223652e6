import type { CDPSession, Locator, Page } from '@playwright/test';

/** Makes the page's main thread that many times slower. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

type Watched = { interactions: Map<number, number> };

/** To be added before the page's own script: remembers how long each interaction took until the next paint. */
export function watchInteractions(): void {
  const interactions = new Map<number, number>();
  (window as unknown as { watched: Watched }).watched = { interactions };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
      if (entry.interactionId === 0) continue;
      interactions.set(
        entry.interactionId,
        Math.max(entry.duration, interactions.get(entry.interactionId) ?? 0),
      );
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** Milliseconds from the slowest interaction within `act` to its paint: 16 where none took longer (Event Timing tells no less). */
export async function slowest(page: Page, act: () => Promise<unknown>): Promise<number> {
  await quiet(page);
  await page.evaluate(() => (window as unknown as { watched: Watched }).watched.interactions.clear());
  await act();
  await quiet(page);
  return page.evaluate(() =>
    Math.max(16, ...(window as unknown as { watched: Watched }).watched.interactions.values()),
  );
}

/** Until the page has had time for everything that it put off. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        setTimeout(
          () => requestIdleCallback(() => requestAnimationFrame(() => done()), { timeout: 4_000 }),
          900,
        );
      }),
  );
}

/** A press of the mouse where the pointer rests already. Playwright's own click asks the page what lies there, on its slow thread. */
export async function press(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`Nothing to press: ${target}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await quiet(page);
  await page.mouse.click(x, y);
}

/** To be added before the page's own script: tells whether a frame is being made, in whose paint a change made now shows. */
export function watchFrames(): void {
  const drawing = { now: false };
  (window as unknown as { drawing: typeof drawing }).drawing = drawing;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (then) =>
    ask((at) => {
      drawing.now = true;
      try {
        then(at);
      } finally {
        // Behind what the page's observers are told of this callback.
        queueMicrotask(() => {
          drawing.now = false;
        });
      }
    });
}

/**
 * Milliseconds from the next event of `type`, by the browser's own clock of events, to the end of the first frame in which
 * what `selector` finds says something else (its text and its name).
 */
export async function untilChanged(
  page: Page,
  type: 'click' | 'keydown',
  selector: string,
  act: () => Promise<unknown>,
): Promise<number> {
  await quiet(page);
  await page.evaluate(
    ({ type, selector }) => {
      const said = () => {
        const element = document.querySelector(selector);
        return `${element?.getAttribute('aria-label')} ${element?.textContent}`;
      };
      const before = said();
      (window as unknown as { changed: Promise<number> }).changed = new Promise((done) => {
        let from = 0;
        const listen = (event: Event) => {
          from = event.timeStamp;
        };
        addEventListener(type, listen, { capture: true, once: true });
        const watch = new MutationObserver(() => {
          if (from === 0 || said() === before) return;
          watch.disconnect();
          const painted = () => setTimeout(() => done(performance.now() - from));
          if ((window as unknown as { drawing: { now: boolean } }).drawing.now) painted();
          else requestAnimationFrame(painted);
        });
        watch.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      });
    },
    { type, selector },
  );
  await act();
  return page.evaluate(() => (window as unknown as { changed: Promise<number> }).changed);
}

export function elements(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}
