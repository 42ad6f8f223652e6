import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** What people do again and again. Each ends when its outcome is on the page. */

export async function readByUrl(page: Page, url: string) {
  await page.goto('/servers');
  await page.getByRole('textbox', { name: 'Server URL' }).fill(url);
  await page.getByRole('tabpanel', { name: 'URL' }).getByRole('button', { name: 'Read tools' }).click();
}

export async function onReview(page: Page) {
  await page.waitForURL('**/servers/*/review');
  await expect(page.getByRole('listbox')).toBeVisible();
}

/** From the review on: confirms, and waits until the builder can be used. */
export async function build(page: Page) {
  await page.getByRole('button', { name: 'Confirm and build a policy' }).click();
  await inBuilder(page);
}

export async function inBuilder(page: Page) {
  await page.waitForURL('**/policies/*');
  await expect(page.getByRole('grid', { name: 'Tools' })).toBeVisible();
}

/** Registers what answers at `url`, confirms it, and opens the builder on the recommended policy. */
export async function buildByUrl(page: Page, url: string) {
  await readByUrl(page, url);
  await onReview(page);
  await build(page);
}

export async function chooseView(page: Page, view: 'Visual' | 'Split' | 'JSON') {
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: view }).click();
}

/** Through the menu of the policy's name. */
export async function startOver(page: Page, point: string) {
  await policyMenu(page).click();
  await page.getByRole('menuitem', { name: `Start over: ${point}`, exact: true }).click();
}

export function policyMenu(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Where you are' }).getByRole('button');
}

export type Downloaded = { name: string; bytes: Buffer; text: string };

/** What `act` makes the browser save, read back from the disk. */
export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}

export function downloadPolicy(page: Page): Promise<Downloaded> {
  return downloaded(page, () => page.getByRole('button', { name: 'Download policy.json' }).click());
}

/** The whole text of the policy, as the builder gives it to the clipboard. */
export async function copiedPolicy(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: 'Copy policy.json' }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe('');
  return read();
}

/** The editor of policy.json, once it is loaded: it is fetched when it is first wanted, and is the largest thing there. */
export async function loadedEditor(page: Page): Promise<Locator> {
  const editor = page.getByRole('textbox', { name: /^policy\.json/ });
  await expect(editor).toBeAttached({ timeout: 45_000 });
  return editor;
}
