import { expect, type Page } from '@playwright/test';

export const owner = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'correct horse battery staple',
  organisation: 'Analytical Engines',
};

/** The first visit: makes the owner with the code that the start printed, and ends on the servers' page. */
export async function makeOwner(page: Page, code: string | undefined) {
  await page.goto('/');
  await page.getByLabel('One-time code').fill(code ?? '');
  await fillOwner(page);
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await page.waitForURL('**/servers');
}

export async function fillOwner(page: Page) {
  await page.getByLabel('Name', { exact: true }).fill(owner.name);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByLabel('Organisation').fill(owner.organisation);
}

export async function signIn(page: Page, password = owner.password) {
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: /: account$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}
