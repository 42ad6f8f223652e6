import { expect, test } from './servers';
import { buildByUrl, chooseView, copiedPolicy, downloadPolicy, loadedEditor } from './steps';

test('a broken text locks the form, tells its line, leaves as nothing, and is never rewritten', async ({
  page,
  small,
}) => {
  await buildByUrl(page, small.url);
  await chooseView(page, 'Split');
  const editor = await loadedEditor(page);
  const valid = await copiedPolicy(page);

  await editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.insertText('oops ');

  await test.step('the form shows the last valid policy and cannot be changed', async () => {
    await expect(page.getByText('Line 2 is not JSON')).toBeVisible();
    await expect(page.getByText('showing the last valid policy', { exact: false })).toBeVisible();
    const row = page.getByRole('row').nth(1);
    await expect(row.getByRole('radio', { name: 'Deny' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Apply recommended' })).toBeDisabled();
  });

  await test.step('it is neither downloaded, copied nor saved as a policy', async () => {
    const none: string[] = [];
    page.on('download', (download) => none.push(download.suggestedFilename()));
    for (const name of ['Download policy.json', 'Copy policy.json', 'Review and save']) {
      await page.getByRole('button', { name }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('the text is not a policy');
      await dialog.getByRole('button', { name: 'Back to the text' }).click();
      await expect(dialog).toBeHidden();
    }
    expect(none).toEqual([]);
  });

  await test.step('the way to the line, and the way back', async () => {
    await page.getByRole('button', { name: 'Go to line 2' }).click();
    await expect(editor).toBeFocused();
    await expect(page.getByText(/^Line 2, column \d+$/)).toBeVisible();
    await page.getByRole('button', { name: 'Restore the last valid policy' }).click();
    await expect(page.getByText('Line 2 is not JSON')).toBeHidden();
    expect((await downloadPolicy(page)).text).toBe(valid);
  });

  await test.step('JSON that is no policy is told apart from what is no JSON', async () => {
    await editor.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.insertText('"colour": "blue",');
    await expect(page.getByText('Line 1 is not a policy')).toBeVisible();
    await page.getByRole('button', { name: 'Restore the last valid policy' }).click();
    await expect(page.getByText('Line 1 is not a policy')).toBeHidden();
  });
});
