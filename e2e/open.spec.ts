import type { Page } from '@playwright/test';
import { importIndexTools, importReachedServer } from './index-tools';
import { expect, test } from './servers';
import { inBuilder, onReview, readByUrl } from './steps';

const scan = '/catalogue/com.example~scanner/start_security_scan';

async function openInBuilder(page: Page, path: string, way: RegExp) {
  await page.goto(path);
  await page.getByRole('link', { name: 'Open in the builder' }).first().click();
  await page.getByRole('radio', { name: way }).check();
  await page.getByRole('button', { name: 'Open in the builder' }).click();
  await expect(page).toHaveURL(/\/policies\/[^/]+\?tool=start_security_scan$/);
}

test('a policy of the catalogue is opened against a server of one’s own, with all of its tools', async ({
  page,
  product,
  small,
}) => {
  importIndexTools(product);
  await readByUrl(page, small.url);
  await onReview(page);
  await page.getByRole('button', { name: 'Confirm only' }).click();
  await expect(page).toHaveURL(/\/servers\/[^/]+$/);
  const own = new URL(page.url()).pathname.split('/').at(-1);

  await page.goto(scan);
  await page.getByRole('link', { name: 'Open in the builder' }).first().click();
  await page.locator(`input[value="server:${own}"]`).check();
  await page.getByRole('button', { name: 'Open in the builder' }).click();
  await expect(page).toHaveURL(/\/policies\/[^/]+\?tool=start_security_scan$/);
  await expect(page.getByRole('grid', { name: 'Tools' })).toBeVisible();
  await expect(page.getByText('com.example/scanner: start_security_scan').first()).toBeVisible();

  await page.goto(`/servers/${own}`);
  await expect(page.getByText('com.example/scanner: start_security_scan').first()).toBeVisible();
});

test('a policy of the catalogue is opened against a server that is registered by its public address', async ({
  page,
  product,
  small,
}) => {
  const name = 'com.example/reached';
  importReachedServer(product, name, small.url);
  await openInBuilder(
    page,
    '/catalogue/com.example~reached/start_security_scan',
    /^Register com\.example\/reached/,
  );

  await page.goto('/servers');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByText(small.url).first()).toBeVisible();
  await page.getByRole('button', { name: 'Discover again' }).click();
  await expect(page.getByText('14 tools').first()).toBeVisible();

  await page
    .getByRole('link', { name: `${name}: start_security_scan` })
    .first()
    .click();
  await inBuilder(page);
  await expect(page.getByRole('gridcell', { name: /start_security_scan/ }).first()).toBeVisible();
});
