import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { build, downloadPolicy, onReview } from './steps';

const listing = {
  jsonrpc: '2.0',
  id: 1,
  result: {
    tools: [
      { name: 'read_ledger', description: 'Reads the ledger.', inputSchema: { type: 'object' } },
      { name: 42, description: 'Its name is a number.', inputSchema: { type: 'object' } },
      { name: 'delete_ledger', description: 'Deletes the ledger for good.', inputSchema: { type: 'object' } },
    ],
  },
};

test('a pasted answer of tools/list is enough; one malformed tool is shown and the rest are kept', async ({
  page,
}) => {
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'tools/list' }).click();
  const panel = page.getByRole('tabpanel', { name: 'tools/list' });
  await panel.getByLabel('Name').fill('Ledger');
  await panel.getByLabel('Answer of tools/list').fill('{ "tools": [');
  await panel.getByRole('button', { name: 'Read tools' }).click();
  await expect(panel.getByLabel('Answer of tools/list')).toHaveAccessibleDescription(/JSON/);

  await panel.getByLabel('Answer of tools/list').fill(JSON.stringify(listing));
  await panel.getByRole('button', { name: 'Read tools' }).click();
  await onReview(page);
  await expect(page.getByText('1 tool of the list cannot be read.')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('option', { name: /Malformed/ })).toBeVisible();
  await build(page);
  await expect(page.getByRole('row', { name: /^read_ledger, Read, Allow$/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^delete_ledger, Destructive, Hide$/ })).toBeVisible();
  await checkedPolicy(page.request, (await downloadPolicy(page)).text);
});

test('the answer comes from a file as well, and the file names the server', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'tools/list' }).click();
  const panel = page.getByRole('tabpanel', { name: 'tools/list' });
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({
    name: 'archive.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(listing.result.tools)),
  });
  await expect(panel.getByLabel('Name')).toHaveValue('archive');
  await panel.getByRole('button', { name: 'Read tools' }).click();
  await onReview(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'archive' })).toBeVisible();
});
