import { countEffort } from './effort';
import { startLegacySse, startModernOnly, startPlain } from './fixtures/index.mjs';
import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { build, downloadPolicy, onReview, readByUrl } from './steps';

const kinds = [
  { name: 'of 2026-07-28', start: startModernOnly, tools: 12, says: /2026-07-28/ },
  { name: 'of 2025-11-25', start: startPlain, tools: 5, says: /2025-11-25/ },
  { name: 'of HTTP with SSE', start: startLegacySse, tools: 7, says: /2024-11-05/ },
];

for (const { name, start, tools, says } of kinds) {
  test(`a server ${name} is registered by its URL`, async ({ page, serve }) => {
    const { url } = await serve(start());
    await readByUrl(page, url);
    await onReview(page);
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', String(tools));
    await page.getByRole('button', { name: 'Confirm only' }).click();
    await expect(page).toHaveURL(/\/servers\/[^/]+$/);
    await expect(page.getByText(url).first()).toBeVisible();
    await expect(page.getByText(says).first()).toBeVisible();
  });
}

test('an own server becomes a downloaded policy in five actions and a paste', async ({
  page,
  context,
  serve,
}) => {
  const { url } = await serve(startPlain());
  const effort = await countEffort(context);
  await page.goto('/servers');
  const box = page.getByRole('textbox', { name: 'Server URL' });
  await page.evaluate((text) => navigator.clipboard.writeText(text), url);
  await box.click();
  await page.keyboard.press('Control+v');
  await expect(box).toHaveValue(url);
  await page.getByRole('tabpanel', { name: 'URL' }).getByRole('button', { name: 'Read tools' }).click();
  await onReview(page);
  await build(page);
  const file = await downloadPolicy(page);
  expect(effort.clicks).toBeLessThanOrEqual(5);
  expect(effort.keys, 'the two keys of the paste').toBe(2);
  await checkedPolicy(page.request, file.text);
});

test('a server is renamed, its connection edited, discovered again and deleted', async ({ page, serve }) => {
  const { url } = await serve(startPlain());
  const other = await serve(startModernOnly());
  await readByUrl(page, url);
  await onReview(page);
  await page.getByRole('button', { name: 'Confirm only' }).click();
  await expect(page).toHaveURL(/\/servers\/[^/]+$/);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Billing of the tests');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Billing of the tests' })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Edit the connection' }).click();
  await page.getByRole('dialog').getByLabel('Server URL').fill(other.url);
  await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText(/12 tools: .*They wait for you/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Discover again' }).click();
  await expect(page.getByText(/12 tools: .*(waits? for you|nothing has changed)/i).first()).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the server' }).click();
  await expect(page).toHaveURL(/\/servers$/);
  await expect(page.getByRole('link', { name: 'Billing of the tests' })).toHaveCount(0);
});
