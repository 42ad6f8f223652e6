import { fits, fitsNarrow } from './looks';
import { expect, test } from './servers';

test('the owner reads who changed what, and finds one change among them', async ({ page }) => {
  await page.goto('/settings');
  const name = page.getByRole('textbox', { name: 'Its name' });
  const before = await name.inputValue();
  for (const next of ['Quiet Harbour', before]) {
    await name.fill(next);
    await page.getByRole('button', { name: 'Rename the organisation' }).click();
    await expect(page.getByText('The organisation is renamed.').last()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rename the organisation' })).toBeDisabled();
  }
  await page.getByRole('link', { name: 'Open the trail' }).click();
  const changes = page.getByRole('table', { name: 'Changes' });
  const newest = changes.getByRole('row').nth(1);
  await expect(newest).toContainText(`renamed organisation ${before}`);
  await expect(newest).toContainText('Quiet Harbour');
  await fits(page, 'the trail');
  await fitsNarrow(page, 'the trail');

  await page.getByLabel('What', { exact: true }).selectOption('Organisation');
  await expect(page).toHaveURL(/kind=organisation/);
  await page.getByLabel('Change', { exact: true }).selectOption('renamed an organisation');
  await expect(page).toHaveURL(/action=organisation\.rename/);
  const rows = changes.getByRole('row');
  for (const text of (await rows.allTextContents()).slice(1)) expect(text).toContain('renamed organisation');
  // A change belongs to one kind of thing.
  await page.getByLabel('What', { exact: true }).selectOption('Approvals');
  await expect(page).toHaveURL(/audit\?kind=approval$/);
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/\/settings\/audit$/);
  await page.getByLabel('Who', { exact: true }).selectOption('The operator, or the clock');
  await expect(page).toHaveURL(/by=operator/);

  await page.goto('/settings/audit?limit=1');
  await expect(rows).toHaveCount(2);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByRole('link', { name: 'Newest' })).toBeVisible();
});
