import { startCloud } from './fixtures/index.mjs';
import { fits, fitsNarrow } from './looks';
import { expect, test } from './servers';
import { buildByUrl, chooseView, loadedEditor, policyMenu } from './steps';

test('the builder of 805 tools can be used by everybody, in its views, panels and widths', async ({
  page,
  serve,
}) => {
  test.setTimeout(300_000);
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
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('start_security_scan');
  await expect(row).toBeVisible();
  await fitsNarrow(page, 'builder');

  await test.step('at 400 % a tool is still found, decided and looked at', async () => {
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 256 });
    // The sheet of 'All tools', chosen before, opens at this width: pressed before it is there, Escape closes nothing.
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await row.getByRole('radio', { name: 'Deny' }).click();
    await expect(row).toHaveAccessibleName(/Deny$/);
    await row.getByText('start_security_scan').first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await fits(page, 'inspector as a sheet');
    await page.keyboard.press('Escape');
    if (size) await page.setViewportSize(size);
  });

  await chooseView(page, 'Split');
  const editor = await loadedEditor(page);
  await fits(page, 'builder, split');
  await editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('oops');
  await expect(page.getByText('Line 1 is not JSON')).toBeVisible();
  await fits(page, 'builder, broken text');
  await page.getByRole('button', { name: 'Download policy.json' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'download of a broken text');
  await page.keyboard.press('Escape');
  await chooseView(page, 'JSON');
  await fits(page, 'builder, JSON');
  await fitsNarrow(page, 'builder, JSON');
});

test('the builder’s menus and dialogs, versions and policies can be used by everybody', async ({
  page,
  small,
}) => {
  test.setTimeout(300_000);
  await buildByUrl(page, small.url);
  const path = new URL(page.url()).pathname;
  const menu = policyMenu(page);
  await menu.click();
  await fits(page, 'menu of the policy');
  for (const item of ['Rename', 'Import a file, or paste', 'Keyboard shortcuts']) {
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
