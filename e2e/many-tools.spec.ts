import { startCloud } from './fixtures/index.mjs';
import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { build, downloadPolicy, onReview, readByUrl } from './steps';

test('805 tools over three pages are read, found, reclassified and ruled', async ({ page, serve }) => {
  const { url } = await serve(startCloud());
  await readByUrl(page, url);
  await onReview(page);
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  const first = page.locator('div[role=option]').first();

  await test.step('the list draws only what is in view', async () => {
    await expect(first).toHaveAttribute('aria-setsize', '805');
    expect(await elements()).toBeLessThanOrEqual(1_500);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await expect(page.locator('[role=option][aria-posinset="805"]')).toBeVisible();
    expect(await elements()).toBeLessThanOrEqual(1_500);
    await page.keyboard.press('Home');
  });

  await test.step('search and the filter of classes narrow it', async () => {
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('start_security_scan');
    await expect(page.locator('div[role=option]')).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('');
    const destructive = page.getByRole('button', { name: /^Destructive \d+$/ });
    const count = /\d+/.exec((await destructive.textContent()) ?? '')?.[0] ?? '';
    await destructive.click();
    await expect(first).toHaveAttribute('aria-setsize', count);
    await destructive.click();
    await expect(first).toHaveAttribute('aria-setsize', '805');
  });

  await page.getByRole('button', { name: 'Confirm only' }).click();
  await expect(page).toHaveURL(/\/servers\/[^/]+$/);

  await test.step('a person’s class is kept with their name and when, and survives another discovery', async () => {
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('start_security_scan');
    await page.locator('div[role=option]').click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox', { name: 'Risk class' }).selectOption('Financial');
    await expect(sheet.getByText(/Set by Ada Lovelace, .*(now|second|minute)/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option', { name: /start_security_scan.*Financial/s })).toBeVisible();
    await page.getByRole('button', { name: 'Discover again' }).click();
    await expect(page.getByText('805 tools: nothing has changed.').first()).toBeVisible();
    await page.reload();
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('start_security_scan');
    await expect(page.getByRole('option', { name: /Financial/ })).toBeVisible();
    await page.locator('div[role=option]').click();
    await expect(page.getByRole('dialog').getByText(/Set by Ada Lovelace/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByRole('menuitem', { name: /^Read only/ }).click();
  await page.waitForURL('**/policies/*');
  const grid = page.getByRole('grid', { name: 'Tools' });
  await expect(grid).toHaveAttribute('aria-rowcount', '806');
  expect(await elements()).toBeLessThanOrEqual(1_500);

  await test.step('every Destructive tool is hidden in three actions, and one undo takes it back', async () => {
    const before = (await downloadPolicy(page)).text;
    await page.getByRole('checkbox', { name: /^Destructive/ }).check();
    await expect(grid).not.toHaveAttribute('aria-rowcount', '806');
    await page.getByRole('button', { name: 'Set decision' }).click();
    await page.getByRole('menuitem', { name: 'Hide' }).click();
    const hidden = await checkedPolicy(page.request, (await downloadPolicy(page)).text);
    const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(rows).toBeGreaterThan(50);
    expect(hidden.hide).toHaveLength(rows);
    await page.getByRole('button', { name: /^Undo: / }).click();
    expect((await downloadPolicy(page)).text).toBe(before);
  });

  await test.step('two filters ticked in quick succession both count', async () => {
    await page.getByRole('checkbox', { name: /^Financial/ }).check();
    await page.getByRole('checkbox', { name: /^Execute/ }).check();
    for (const name of [/^Destructive/, /^Financial/, /^Execute/]) {
      await expect(page.getByRole('checkbox', { name })).toBeChecked();
    }
  });
});

test('a server’s tools that are no longer offered, new or changed wait for a person', async ({
  page,
  serve,
}) => {
  const tools = [
    { name: 'read_note', description: 'Reads a note.', inputSchema: { type: 'object' } },
    { name: 'old_note', description: 'Reads an old note.', inputSchema: { type: 'object' } },
  ];
  const { url } = await serve(startCloud({ tools }));
  await readByUrl(page, url);
  await onReview(page);
  await build(page);
  const policyPage = page.url();
  tools[0] = { name: 'read_note', description: 'Deletes a note.', inputSchema: { type: 'object' } };
  tools[1] = { name: 'new_note', description: 'Makes a note.', inputSchema: { type: 'object' } };
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Discover again' }).click();
  await expect(page.getByText('1 new, 1 changed, 1 removed', { exact: false }).first()).toBeVisible();
  await page.goto(policyPage);
  await expect(page.getByRole('row', { name: /^new_note,/ })).toContainText('New');
  await expect(page.getByRole('row', { name: /^read_note,/ })).toContainText('Changed');
});
