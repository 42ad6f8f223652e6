import { expect, test } from '@playwright/test';
import { watch } from './journey';
import { fillOwner, owner, signIn, signOut } from './owner';
import { startProduct } from './product';

// Nobody has been here before: this journey needs a product of its own.
test('the first visitor becomes the owner with the code, and nobody comes in without signing in', async ({
  browser,
}) => {
  const product = await startProduct();
  const context = await browser.newContext({ baseURL: product.url });
  const seen = watch(context);
  const page = await context.newPage();

  await test.step('a wrong code is refused beside its field, and what was typed stays', async () => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/welcome$/);
    await page.getByLabel('One-time code').fill('AAAA-AAAA-AAAA-AAAA-AAAA');
    await fillOwner(page);
    await page.getByRole('button', { name: 'Create the owner' }).click();
    await expect(page.getByLabel('One-time code')).toHaveAccessibleDescription(
      /not the code that the terminal shows/,
    );
    await expect(page.getByLabel('Email')).toHaveValue(owner.email);
  });

  await test.step('the code of the terminal makes the owner', async () => {
    await page.getByLabel('One-time code').fill(product.code ?? '');
    await page.getByRole('button', { name: 'Create the owner' }).click();
    await expect(page).toHaveURL(/\/servers$/);
    await expect(page.getByRole('heading', { name: 'Register your first server' })).toBeVisible();
  });

  await test.step('the code is spent, and better-auth’s own sign-up is shut', async () => {
    const stranger = await browser.newContext({ baseURL: product.url });
    const door = await stranger.newPage();
    await door.goto(`/welcome#code=${product.code}`);
    await expect(door).toHaveURL(/\/sign-in/);
    const answer = await stranger.request.post('/api/auth/sign-up/email', {
      headers: { origin: product.url },
      data: { name: 'Eve', email: 'eve@example.com', password: 'a password of some length' },
    });
    expect(answer.ok()).toBe(false);
    await stranger.close();
  });

  await test.step('after signing out every page asks who is there, and a wrong password is refused', async () => {
    await signOut(page);
    const paths = ['/servers', '/policies', '/settings', '/activity', '/approvals'];
    const ofOne = ['/servers/x', '/servers/x/review', '/policies/x?q=mail', '/policies/x/versions'];
    for (const path of [...paths, ...ofOne]) {
      const asked = await page.request.get(path, { maxRedirects: 0 });
      expect(asked.status(), path).toBe(307);
      expect(asked.headers().location, path).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    }
    for (const path of ['/policies/x/download', '/api/servers/x/tools']) {
      expect((await page.request.get(path, { maxRedirects: 0 })).status(), path).not.toBe(200);
    }
    await page.goto('/settings');
    await signIn(page, 'not the password at all');
    await expect(
      page.getByText('The email address and the password do not belong together.').first(),
    ).toBeVisible();
    await expect(page.getByLabel('Email')).toHaveValue(owner.email);
    await signIn(page);
    await expect(page).toHaveURL(/\/settings$/);
  });

  await test.step('a link that somebody was sent leads nowhere else after signing in', async () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/.//evil.example']) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await expect(page, next).toHaveURL(`${product.url}/servers`);
    }
    await page.goto('/settings');
  });

  await test.step('the password is changed: the old one no longer works, the new one does', async () => {
    const next = 'another staple for the battery';
    await page.getByLabel('Current password').fill(owner.password);
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('The password is changed', { exact: false }).first()).toBeVisible();
    await signOut(page);
    await signIn(page);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(
      page.getByText('The email address and the password do not belong together.').first(),
    ).toBeVisible();
    await signIn(page, next);
    await expect(page).toHaveURL(/\/servers$/);
  });

  expect(seen).toEqual([]);
  await context.close();
  expect(await product.stop()).toBe(0);
});
