import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { buildByUrl, chooseView, downloadPolicy } from './steps';

test('without a connection editing, validating, trying and downloading go on, and saving waits', async ({
  page,
  context,
  small,
}) => {
  await buildByUrl(page, small.url);
  await page.goto(page.url(), { waitUntil: 'networkidle' });
  await expect(page.locator('[data-whole]')).toBeAttached();
  await context.setOffline(true);
  await expect(page.getByText('You are offline.', { exact: false })).toBeVisible();

  await test.step('a tool that nobody has looked at yet is ruled and tried', async () => {
    const row = page.getByRole('row', { name: /^start_security_scan,/ });
    await row.getByRole('radio', { name: 'Deny' }).click();
    await expect(row).toHaveAccessibleName(/Deny$/);
    await row.getByText('start_security_scan').first().click();
    const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
    await inspector.getByRole('tab', { name: 'Try it' }).click();
    await expect(inspector.getByRole('region', { name: 'Verdict' })).toContainText('Denied');
  });

  await test.step('the editor was never loaded: a plain one takes its place and finds the same faults', async () => {
    await chooseView(page, 'Split');
    const editor = page.getByRole('textbox', { name: /^policy\.json/ });
    await expect(editor).toBeVisible();
    const valid = await editor.inputValue();
    await editor.fill(`oops ${valid}`);
    await expect(page.getByText('Line 1 is not JSON')).toBeVisible();
    await page.getByRole('button', { name: 'Download policy.json' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Back to the text' }).click();
    await editor.fill(valid.replace('"version": "1"', '"version":   "1"'));
    await expect(page.getByText('Line 1 is not JSON')).toBeHidden();
  });

  await test.step('what is downloaded is what was made', async () => {
    const { text } = await downloadPolicy(page);
    expect(text).toContain('"version":   "1"');
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Your work is kept in this browser');
    await expect(dialog.getByRole('button', { name: 'Save version 2' })).toBeDisabled();
    await context.setOffline(false);
    await dialog.getByRole('button', { name: 'Save version 2' }).click();
    await expect(page.getByText('Version 2, saved')).toBeVisible();
    const policy = await checkedPolicy(page.request, text);
    expect(policy.tools?.start_security_scan?.action ?? 'deny').toBe('deny');
  });
});

test('a part of the page that was not fetched in time says so, and comes with the connection', async ({
  page,
  context,
  small,
}) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await buildByUrl(page, small.url);
  await page.goto(page.url(), { waitUntil: 'networkidle' });
  await page
    .getByRole('row', { name: /^start_security_scan,/ })
    .getByText('start_security_scan')
    .first()
    .click();
  await context.setOffline(true);
  const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
  await inspector.getByRole('tab', { name: 'Try it' }).click();
  await expect(inspector.getByRole('alert')).toContainText('could not be loaded');
  await context.setOffline(false);
  await expect(inspector.getByRole('region', { name: 'Verdict' })).toBeVisible();
});
