import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// What every page owes to everybody's eyes and hands. Each finding fails the journey, which goes on to find the rest.

type Colours = 'light' | 'dark' | 'forced';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ofColours = ['color-contrast', 'link-in-text-block'];
const phone = { width: 390, height: 844 };
/** 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10. */
const zoomed = { width: 320, height: 256 };

/** All rules in light, and in dark those that colours can break: the page is the same otherwise. */
export async function fits(page: Page, state: string) {
  await holds(page, state, 'dark');
  await holds(page, state, 'light');
}

/** In colours of the person's own, on a phone, and at 400 %, where nothing is read by scrolling sideways. */
export async function fitsNarrow(page: Page, state: string) {
  const size = page.viewportSize();
  await holds(page, state, 'forced');
  await page.setViewportSize(phone);
  await holds(page, `${state}, on a phone`, 'light');
  await nothingBeyond(page, `${state}, on a phone`);
  await page.setViewportSize(zoomed);
  await settled(page);
  await nothingBeyond(page, `${state}, at 400 %`);
  if (size) await page.setViewportSize(size);
}

/** Transitions are off, so that no colour is measured on its way to another, and nothing may move meanwhile. */
async function look(page: Page, colours: Colours) {
  await page.emulateMedia({
    colorScheme: colours === 'dark' ? 'dark' : 'light',
    forcedColors: colours === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await settled(page);
}

async function settled(page: Page) {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
  // A transition that is off still takes a frame to end, and on a busy machine another one to begin.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || Number(effect?.getTiming().duration) > 50),
  );
}

async function holds(page: Page, state: string, colours: Colours) {
  await look(page, colours);
  // No page of ours holds a frame, and without them axe needs no second page to put its results together.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (colours === 'light'
    ? axe.withTags(tags)
    : axe.withRules(ofColours)
  ).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  }));
  expect.soft(found, `${state}, ${colours}`).toEqual([]);
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getTiming().duration) > 50)
      .map((animation) => (animation as CSSAnimation).animationName ?? 'a transition'),
  );
  expect.soft(moving, `${state} moves for those who want none of it`).toEqual([]);
}

/** Neither is the page wider than its window, nor is anything to press or fill in cut off at its edge. */
async function nothingBeyond(page: Page, state: string) {
  const beyond = await page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    const inside = (element: Element): boolean => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)
          return true;
      }
      return false;
    };
    const cut = [...document.querySelectorAll('a, button, input, select, textarea, [role=radio]')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && right > 0 && !inside(element);
      })
      .map((element) => element.getAttribute('aria-label') ?? element.textContent?.slice(0, 60));
    return { over: Math.max(0, over), cut: cut.slice(0, 5) };
  });
  expect.soft(beyond, state).toEqual({ over: 0, cut: [] });
}
