import type { Page } from '@playwright/test';
import { owner } from './owner';
import { expect, test } from './servers';

// A page can be read, and typed into, a moment before its scripts are there.

const nobody = { cookies: [], origins: [] };

async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test('what is typed and pressed in a page’s first moment is done once its scripts are there', async ({
  product,
  browser,
}) => {
  const context = await browser.newContext({ baseURL: product.url, storageState: nobody });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const release = await holdScripts(page);

  await test.step('Enter in the form', async () => {
    await page.goto('/sign-in', { waitUntil: 'commit' });
    await page.getByLabel('Email').fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(owner.password);
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await expect(page.getByLabel('Email')).toHaveValue(owner.email);
    release();
    await expect(page).toHaveURL(/\/servers/);
  });
  expect(asked.filter((url) => /password|correct|ada/.test(url))).toEqual([]);

  await test.step('a press on a button', async () => {
    await page.unrouteAll();
    const again = await holdScripts(page);
    await page.goto('/servers', { waitUntil: 'commit' });
    await page.getByRole('button', { name: /: account$/ }).click();
    again();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  });
  await context.close();
});

test('no form is there before what keeps its presses, even of a page that comes in parts', async ({
  product,
}) => {
  const page = await (await fetch(`${product.url}/sign-in`)).text();
  expect(page).toContain('<form');
  expect(page.slice(0, page.indexOf('<form'))).toContain('sallyport:awake');
});

test('without any script a password is never in the address', async ({ product, browser }) => {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: nobody,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await Promise.all([
    page.waitForEvent('response'),
    page.getByLabel('Password', { exact: true }).press('Enter'),
  ]);
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});
