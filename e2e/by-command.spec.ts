import { stdioFixture } from './fixtures/index.mjs';
import { expect, test } from './servers';
import { onReview } from './steps';

test('a command is shown whole before it is started, and runs in a clean environment', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'Command' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Command' });

  await test.step('quotes that do not close are told, and nothing is started', async () => {
    await panel.getByRole('textbox', { name: 'Command', exact: true }).fill('node "open');
    await panel.getByRole('button', { name: 'Read tools' }).click();
    await expect(panel.getByRole('textbox', { name: 'Command', exact: true })).toHaveAccessibleDescription(
      /quote/i,
    );
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  const command = `"${process.execPath}" "${stdioFixture}" env "two words"`;
  await panel.getByRole('textbox', { name: 'Command', exact: true }).fill(command);
  await panel.getByRole('button', { name: 'Add a variable' }).click();
  await panel.getByLabel('Name of variable 1').fill('API_TOKEN');
  await panel.getByLabel('Value of variable 1').fill('s3cret-of-the-tests');
  await panel.getByRole('button', { name: 'Read tools' }).click();

  await test.step('declining starts nothing and keeps what was typed', async () => {
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(stdioFixture);
    await expect(dialog).toContainText('two words');
    await expect(dialog).toContainText('API_TOKEN');
    await expect(dialog).not.toContainText('s3cret-of-the-tests');
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await expect(panel.getByRole('textbox', { name: 'Command', exact: true })).toHaveValue(command);
  });

  await test.step('confirming starts it with this environment and no other', async () => {
    await panel.getByRole('button', { name: 'Read tools' }).click();
    await page.getByRole('button', { name: 'Start it and read its tools' }).click();
    await onReview(page);
    const list = page.getByRole('listbox');
    await expect(list.getByText('API_TOKEN=', { exact: false })).toBeVisible();
    await expect(list.getByText('arg=two words')).toBeVisible();
    for (const name of ['SALLYPORT_DATA=', 'DATABASE_URL=', 'npm_config']) {
      await expect(list.getByText(name, { exact: false })).toHaveCount(0);
    }
  });
});

test('a command that ends at once says why, in its own words without their colours', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'Command' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Command' });
  await panel
    .getByRole('textbox', { name: 'Command', exact: true })
    .fill(`"${process.execPath}" "${stdioFixture}" missing`);
  await panel.getByRole('button', { name: 'Read tools' }).click();
  await page.getByRole('button', { name: 'Start it and read its tools' }).click();
  await expect(panel.getByText(/API_KEY is not set/)).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(panel).not.toContainText('\u001b');
});
