import type { Browser, Page } from '@playwright/test';
import { nobody } from './journey';
import { fits, fitsNarrow } from './looks';
import { makeOwner } from './owner';
import { startProduct } from './product';
import { expect, test } from './servers';

async function stranger(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, storageState: nobody });
  return context.newPage();
}

test('the first visit and a console in which nothing is yet can be used by everybody', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const product = await startProduct({ env: { SALLYPORT_SIGNUP: 'open' } });
  const page = await stranger(browser, product.url);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Create the owner' })).toBeVisible();
  await fits(page, 'welcome');
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/.+/);
  await fits(page, 'welcome, refused');
  await fitsNarrow(page, 'welcome, refused');
  await makeOwner(page, product.code);
  await expect(page.getByRole('heading', { name: 'Register your first server' })).toBeVisible();
  await fits(page, 'servers, none');
  await fitsNarrow(page, 'servers, none');
  for (const path of ['/policies', '/activity', '/approvals', '/reviews']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fits(page, `${path}, none`);
    await fitsNarrow(page, `${path}, none`);
  }
  const newcomer = await stranger(browser, product.url);
  await newcomer.goto('/sign-up');
  await expect(newcomer.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await fits(newcomer, 'sign up');
  await fitsNarrow(newcomer, 'sign up');
  await newcomer.context().close();
  await page.context().close();
  await product.stop();
});

test('signing in, settings and what is not there can be used by everybody', async ({
  browser,
  product,
  page,
}) => {
  test.setTimeout(300_000);
  const door = await stranger(browser, product.url);
  await door.goto('/sign-in');
  await expect(door.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await fits(door, 'sign in');
  await door.getByRole('button', { name: 'Sign in' }).click();
  await expect(door.getByLabel('Email')).toHaveAccessibleDescription(/.+/);
  await fits(door, 'sign in, refused');
  await fitsNarrow(door, 'sign in, refused');
  await door.goto('/no/such/page');
  await expect(door.getByRole('heading', { level: 1 })).toBeVisible();
  await fits(door, 'no such page');
  await door.context().close();

  await page.goto('/settings');
  await expect(page.getByRole('button', { name: 'Change the password' })).toBeVisible();
  await fits(page, 'settings');
  await fitsNarrow(page, 'settings');
  await page.getByRole('button', { name: /: account$/ }).click();
  await fits(page, 'account menu');
  await page.goto('/servers/none');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await fits(page, 'no such server');
  await fitsNarrow(page, 'no such server');
});
