import { expect, test } from './servers';
import { buildByUrl, chooseView, downloadPolicy } from './steps';

test('where the code editor cannot be loaded a plain one edits the same document with the same checks', async ({
  page,
  small,
}) => {
  await buildByUrl(page, small.url);
  await page.goto(page.url(), { waitUntil: 'networkidle' });
  const refused: string[] = [];
  await page.route('**/_next/static/**/*.js', (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  await chooseView(page, 'Split');
  const editor = page.getByRole('textbox', { name: /^policy\.json/ });
  await expect(editor).toBeVisible();
  expect(refused.length, 'what was kept from loading').toBeGreaterThan(0);
  await expect(page.getByText('The code editor could not be loaded.', { exact: false })).toBeVisible();

  const text = await editor.inputValue();
  expect(text).toBe((await downloadPolicy(page)).text);

  await test.step('a fault is told with its line, and the way to it leads there', async () => {
    await editor.fill(text.replace('"version"', '"versoin"'));
    await expect(page.getByText(/^Line \d+ is not a policy/)).toBeVisible();
    await page.getByRole('button', { name: /^Go to line/ }).click();
    await expect(editor).toBeFocused();
    await page.getByRole('button', { name: 'Restore the last valid policy' }).click();
    await expect(editor).toHaveValue(text);
  });

  await test.step('form and text are one document, with one undo', async () => {
    const row = page.getByRole('row', { name: /^start_security_scan,/ });
    await row.getByRole('radio', { name: 'Hide' }).click();
    await expect(editor).not.toHaveValue(text);
    await page.getByRole('button', { name: /^Undo: / }).click();
    await expect(editor).toHaveValue(text);
    const typed = text.replace('"default": "deny"', '"default":  "deny"');
    expect(typed).not.toBe(text);
    await editor.fill(typed);
    expect((await downloadPolicy(page)).text).toBe(typed);
  });
});
