import { startHanging, startHostile, startWebPage } from './fixtures/index.mjs';
import { fits, fitsNarrow } from './looks';
import { expect, test } from './servers';
import { onReview, readByUrl } from './steps';

test('the ways of registering, and their failures, can be used by everybody', async ({ page, serve }) => {
  test.setTimeout(300_000);
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add credentials' }).click();
  await page.getByRole('button', { name: 'Add a header' }).click();
  await fits(page, 'by URL, with credentials');
  await fitsNarrow(page, 'by URL, with credentials');
  await page.getByRole('tab', { name: 'Command' }).click();
  await page.getByRole('textbox', { name: 'Command', exact: true }).fill('node server.js');
  await fits(page, 'by command');
  await page.getByRole('tabpanel', { name: 'Command' }).getByRole('button', { name: 'Read tools' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'a command to confirm');
  await fitsNarrow(page, 'a command to confirm');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Client config' }).click();
  const config = {
    mcpServers: { a: { url: 'https://a.example/mcp', headers: { Authorization: 'Bearer x1y2z3' } } },
  };
  await page.getByLabel('Client configuration').fill(JSON.stringify(config));
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByRole('checkbox', { name: /Take the secret/ })).toBeVisible();
  await fits(page, 'by configuration');
  await fitsNarrow(page, 'by configuration');
  await page.getByRole('tab', { name: 'tools/list' }).click();
  await fits(page, 'by listing');

  const hanging = await serve(startHanging());
  await readByUrl(page, hanging.url);
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await fits(page, 'reading a server');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const wrong = await serve(startWebPage());
  await readByUrl(page, wrong.url);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await fits(page, 'a failure');
  await fitsNarrow(page, 'a failure');
});

test('review, server and tool can be used by everybody', async ({ page, serve }) => {
  test.setTimeout(300_000);
  const { url } = await serve(startHostile());
  await readByUrl(page, url);
  await onReview(page);
  await fits(page, 'review');
  await fitsNarrow(page, 'review');
  await page.getByRole('searchbox', { name: 'Search the tools' }).fill('delete_note');
  await page.locator('div[role=option]').click();
  await expect(page.getByRole('combobox', { name: 'Risk class' })).toBeVisible();
  await fits(page, 'tool');
  await fitsNarrow(page, 'tool');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search the tools' }).fill('no such tool at all');
  await fits(page, 'no tool fits');
  await page.getByRole('button', { name: 'Confirm only' }).click();
  await expect(page).toHaveURL(/\/servers\/[^/]+$/);
  await expect(page.getByRole('listbox')).toBeVisible();
  await fits(page, 'server');
  await fitsNarrow(page, 'server');
  await page.getByRole('button', { name: 'New policy' }).click();
  await fits(page, 'starting points');
  await page.getByRole('menuitem', { name: /^Import/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits(page, 'import of a new policy');
  await page.keyboard.press('Escape');
  for (const item of ['Rename', 'Edit the connection', 'Delete']) {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await fits(page, `server, ${item}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.goto('/servers');
  await expect(page.getByRole('table', { name: 'Servers' })).toBeVisible();
  await fits(page, 'servers');
  await fitsNarrow(page, 'servers');
});
