import { startCloud } from './fixtures/index.mjs';
import { fits, fitsNarrow } from './looks';
import { expect, test } from './servers';
import { buildByUrl, policyMenu } from './steps';

test('the builder of 805 tools can be used by everybody, in its panels', async ({ page, serve }) => {
  test.setTimeout(180_000);
  const { url } = await serve(startCloud());
  await buildByUrl(page, url);
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('start_security_scan');
  const row = page.getByRole('row', { name: /^start_security_scan,/ });
  await row.getByText('start_security_scan').first().click();
  const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
  await expect(inspector.getByRole('tab', { name: /^Rules/ })).toBeVisible();
  await fits(page, 'builder');
  for (const tab of ['Try it', 'About']) {
    await inspector.getByRole('tab', { name: tab }).click();
    await fits(page, `builder, ${tab}`);
  }
  await page.getByRole('button', { name: 'All tools' }).click();
  await fits(page, 'builder, rules of all tools');
  await page.getByRole('button', { name: 'Validate' }).click();
  await fits(page, 'builder, problems');
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('no such tool at all');
  await expect(page.getByRole('row', { name: /^start_security_scan,/ })).toBeHidden();
  await fits(page, 'builder, no tool fits');
});

test('the builder’s menus and dialogs, versions and policies can be used by everybody', async ({
  page,
  small,
}) => {
  test.setTimeout(180_000);
  await buildByUrl(page, small.url);
  const path = new URL(page.url()).pathname;
  const menu = policyMenu(page);
  await menu.click();
  await fits(page, 'menu of the policy');
  for (const item of ['Rename', 'Import a file, or paste', 'Keys']) {
    if (!(await page.getByRole('menu').isVisible())) await menu.click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await fits(page, item);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.getByRole('button', { name: 'Add limit' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'a limit for all that match');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /DENIED/ }).click();
  await page.getByRole('menuitemradio', { name: 'Allowed' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'loosening');
  await page.getByRole('button', { name: 'Keep denying' }).click();
  await page.getByRole('row').nth(1).getByRole('radio', { name: 'Approve' }).click();
  await page.getByRole('button', { name: 'Review and save' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'saving');
  await fitsNarrow(page, 'saving');
  await page.getByRole('button', { name: /^Save version/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.goto(`${path}/versions`);
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible();
  await fits(page, 'versions');
  await fitsNarrow(page, 'versions');
  await page.goto('/policies');
  await expect(page.getByRole('table', { name: 'Policies' })).toBeVisible();
  await fits(page, 'policies');
  await fitsNarrow(page, 'policies');
});
