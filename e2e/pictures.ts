import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/steps/browser.mjs';
import { startCloud } from './fixtures/index.mjs';
import { makeOwner } from './owner';
import { startProduct } from './product';
import { build, chooseView, loadedEditor, onReview, readByUrl } from './steps';

// `npm run pictures`: the README's pictures, taken from the product as it is started, in light and dark.

const folder = 'docs/pictures';
/** A page that shows four of them must still be light. */
const mostBytes = 500 * 1024;

const product = await startProduct();
const cloud = await startCloud();
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  await take(browser);
} finally {
  await browser.close();
  await cloud.close();
  await product.stop();
}

async function take(browser: Browser) {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await makeOwner(page, product.code);
  for (const sample of ['Everything', 'Filesystem', 'Memory']) {
    await page.goto('/servers');
    await page.getByRole('button', { name: sample, exact: true }).click();
    await onReview(page);
    await build(page);
  }
  await readByUrl(page, cloud.url);
  await onReview(page);
  await page.getByRole('button', { name: 'Confirm only' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Cloud operations');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cloud operations' })).toBeVisible();
  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByRole('menuitem', { name: /^Recommended/ }).click();
  await page.waitForURL('**/policies/*');

  const address = new URL(page.url()).pathname;
  await page.goto(`${address}?tool=start_security_scan&q=scan`);
  await expect(page.getByRole('complementary', { name: 'The chosen tool' })).toContainText(
    'start_security_scan',
  );
  await expect(page.getByText('Checking …')).toBeHidden();
  await picture(page, 'builder');
  await chooseView(page, 'Split');
  await loadedEditor(page);
  await expect(page.getByRole('code').getByText('"start_security_scan"').first()).toBeVisible();
  await expect(page.getByText('checking …')).toBeHidden();
  await picture(page, 'builder-split');
  await page.goto('/servers');
  await expect(page.getByRole('table', { name: 'Servers' })).toBeVisible();
  await picture(page, 'servers');
}

async function picture(page: Page, name: string) {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(720, 895);
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    const { size } = statSync(path);
    if (size > mostBytes) throw new Error(`${path} has ${Math.ceil(size / 1024)} KiB, more than 500.`);
    console.log(`${path} (${Math.ceil(size / 1024)} KiB)`);
  }
}
