import type { Page } from '@playwright/test';
import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { buildByUrl, chooseView, copiedPolicy, downloadPolicy, loadedEditor, startOver } from './steps';

/** Puts the cursor before the last sign of a line, counted from one. */
async function cursorInside(page: Page, line: number) {
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
}

function editor(page: Page) {
  return page.getByRole('textbox', { name: /^policy\.json/ });
}

function where(page: Page) {
  return page.getByText(/^Line \d+, column \d+$/);
}

test('form and text are one document: each edit reaches the other, and one undo spans both', async ({
  page,
  small,
}) => {
  await buildByUrl(page, small.url);
  const first = await copiedPolicy(page);
  await startOver(page, 'deny all');
  await chooseView(page, 'Split');
  await loadedEditor(page);
  const row = page.getByRole('row', { name: /^start_security_scan,/ });

  await test.step('form to text', async () => {
    await row.getByRole('radio', { name: 'Allow' }).click();
    await expect(page.getByRole('code').filter({ hasText: '"start_security_scan"' })).toBeVisible();
    expect(await copiedPolicy(page)).toContain('"start_security_scan": {}');
  });

  await test.step('text to form', async () => {
    await cursorInside(page, 5);
    await page.keyboard.insertText('"action": "approve"');
    await expect(row).toHaveAccessibleName(/Approve$/);
  });

  await test.step('a change in the form leaves the cursor where it was', async () => {
    const before = (await where(page).textContent()) ?? '';
    const other = page.getByRole('row', { name: /^security_delete_finding|^security_list_scans/ }).first();
    await other.getByRole('radio', { name: 'Allow' }).click();
    await expect(other).toHaveAccessibleName(/Allow$/);
    await editor(page).focus();
    await expect(where(page)).toHaveText(before);
  });

  await test.step('undo, in the editor and in the form, goes back to the first bytes', async () => {
    const last = await copiedPolicy(page);
    await editor(page).focus();
    await page.keyboard.press('Control+z');
    const undo = page.getByRole('button', { name: /^Undo: / });
    while ((await undo.count()) > 0) await undo.click();
    expect(await copiedPolicy(page)).toBe(first);
    const redo = page.getByRole('button', { name: /^Redo: / });
    while ((await redo.count()) > 0) await redo.click();
    expect(await copiedPolicy(page)).toBe(last);
    await checkedPolicy(page.request, last);
  });
});

test('what a person wrote stays byte for byte around an edit of the form', async ({ page, small }) => {
  await buildByUrl(page, small.url);
  const written = `{ "default":"deny",
\t"version" : "1",
  "description": "kept   as it is",
    "tools": { "security_list_scans" : { } }
}`;
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Import a file, or paste' }).click();
  await page.getByLabel('Or paste it').fill(written);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  expect((await downloadPolicy(page)).text).toBe(written);
  await page
    .getByRole('row', { name: /^security_list_scans,/ })
    .getByRole('radio', { name: 'Approve' })
    .click();
  const edited = (await downloadPolicy(page)).text;
  const [head] = written.split('"tools"');
  expect(edited.startsWith(head ?? '')).toBe(true);
  expect((await checkedPolicy(page.request, edited)).tools).toEqual({
    security_list_scans: { action: 'approve' },
  });
});

test('Tab leaves the editor unless it is told to indent', async ({ page, small }) => {
  await buildByUrl(page, small.url);
  await chooseView(page, 'JSON');
  await loadedEditor(page);
  await editor(page).focus();
  await expect(page.getByRole('button', { name: 'Tab moves focus' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
});
