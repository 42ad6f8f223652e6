import type { Page } from '@playwright/test';
import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { buildByUrl, downloaded, downloadPolicy, inBuilder, policyMenu } from './steps';

async function decide(page: Page, tool: string, decision: string) {
  const row = page.getByRole('row', { name: new RegExp(`^${tool},`) });
  await row.getByRole('radio', { name: decision }).click();
  await expect(row).toHaveAccessibleName(new RegExp(`${decision}$`));
}

async function save(page: Page, message: string) {
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is this change for?').fill(message);
  await dialog.getByRole('button', { name: /^Save version \d+$/ }).click();
}

test('saving makes versions; an older one is downloaded byte for byte, and the policy is renamed and deleted', async ({
  page,
  small,
}) => {
  await buildByUrl(page, small.url);
  const first = await downloadPolicy(page);
  await decide(page, 'security_list_scans', 'Deny');
  await expect(page.getByText('1 unsaved change')).toBeVisible();
  await save(page, 'Scans are nobody’s business');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('Version 2, saved')).toBeVisible();
  const second = await downloadPolicy(page);
  expect(second.text).not.toBe(first.text);

  await policyMenu(page).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Scans of the tests');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(policyMenu(page)).toHaveText('Scans of the tests');

  await page.goto('/policies');
  const row = page.getByRole('row', { name: /Scans of the tests/ });
  await row.getByRole('link', { name: 'Version 2' }).click();
  await expect(page.getByText('Scans are nobody’s business')).toBeVisible();
  await expect(page.getByText('Ada Lovelace').first()).toBeVisible();
  const older = await downloaded(page, () => page.getByRole('link', { name: 'Download version 1' }).click());
  expect(older.bytes.equals(first.bytes)).toBe(true);
  const newer = await downloaded(page, () => page.getByRole('link', { name: 'Download version 2' }).click());
  expect(newer.bytes.equals(second.bytes)).toBe(true);
  await page.getByRole('button', { name: 'Look at version 1' }).click();
  await expect(page.getByRole('dialog')).toContainText('"version": "1"');

  await page.goto('/policies');
  await page.getByRole('button', { name: 'More for Scans of the tests' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the policy' }).click();
  await expect(page.getByRole('row', { name: /Scans of the tests/ })).toHaveCount(0);
});

test('two who save meet in a conflict: the work of both is merged where they changed different tools', async ({
  page,
  context,
  small,
}) => {
  await buildByUrl(page, small.url);
  const other = await context.newPage();
  await other.goto(page.url());
  await inBuilder(other);
  await decide(other, 'security_list_scans', 'Approve');
  await save(other, 'Theirs');
  await expect(other.getByText('Version 2, saved')).toBeVisible();
  const theirs = await checkedPolicy(page.request, (await downloadPolicy(other)).text);

  await decide(page, 'security_create_standard', 'Deny');
  const mine = (await downloadPolicy(page)).text;
  await save(page, 'Mine');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Somebody else saved meanwhile');
  await expect(dialog).toContainText('version 2');

  await test.step('going back to one’s own work loses nothing of it', async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect((await downloadPolicy(page)).text).toBe(mine);
  });

  await test.step('both are merged, and saved as the next version', async () => {
    await save(page, 'Mine');
    await dialog.getByRole('button', { name: 'Merge both' }).click();
    await expect(dialog).toBeHidden();
    await save(page, 'Both');
    await expect(page.getByText('Version 3, saved')).toBeVisible();
    const both = await checkedPolicy(page.request, (await downloadPolicy(page)).text);
    expect(both.tools?.security_list_scans).toEqual(theirs.tools?.security_list_scans);
    expect(both.tools?.security_create_standard?.action ?? 'deny').toBe('deny');
  });
});

test('where two changed the same tool, a person chooses, and what gives way can be brought back', async ({
  page,
  context,
  small,
}) => {
  await buildByUrl(page, small.url);
  const other = await context.newPage();
  await other.goto(page.url());
  await inBuilder(other);
  await decide(other, 'security_list_scans', 'Approve');
  await save(other, 'Theirs');
  await expect(other.getByText('Version 2, saved')).toBeVisible();
  const theirs = (await downloadPolicy(other)).text;

  await decide(page, 'security_list_scans', 'Hide');
  const mine = (await downloadPolicy(page)).text;
  await save(page, 'Mine');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Merge both' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Take theirs' }).click();
  await expect(dialog).toBeHidden();
  expect((await downloadPolicy(page)).text).toBe(theirs);
  await page.getByRole('button', { name: /^Undo: Take version 2/ }).click();
  expect((await downloadPolicy(page)).text).toBe(mine);
  await save(page, 'Mine after all');
  await expect(page.getByText('Version 3, saved')).toBeVisible();
  await page.reload();
  await inBuilder(page);
  expect((await downloadPolicy(page)).text).toBe(mine);
});

test('unsaved work survives a closed tab', async ({ page, context, small }) => {
  await buildByUrl(page, small.url);
  const saved = (await downloadPolicy(page)).text;
  await decide(page, 'security_list_scans', 'Deny');
  const mine = (await downloadPolicy(page)).text;
  const address = page.url().replace(/\?.*/, '');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => page.isClosed()).toBe(true);

  const again = await context.newPage();
  await again.goto(address);
  await inBuilder(again);
  expect((await downloadPolicy(again)).text).toBe(saved);
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(again.getByRole('row', { name: /^security_list_scans,/ })).toHaveAccessibleName(/Deny$/);
  expect((await downloadPolicy(again)).text).toBe(mine);
});
