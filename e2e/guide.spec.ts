import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey';

/** What the content policy or the console complained about, and every host that was asked. */
function watch(page: Page) {
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).host);
  });
  return { complaints, hosts };
}

const paths = [
  '/guide',
  '/guide/language',
  '/guide/findings',
  '/guide/findings/optional-argument-bypass',
  '/guide/command-line',
];

test('the guide is read without an account, from a finding to its page', async ({ page, baseURL }) => {
  const seen = watch(page);
  await page.goto('/guide');
  await expect(page).toHaveTitle('Guide · Sallyport');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Findings/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Findings' })).toBeVisible();
  await page.getByRole('link', { name: 'optional-argument-bypass' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'optional-argument-bypass' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'The same policy, mended' })).toContainText('"exists"');
  await expect(page).toHaveTitle('optional-argument-bypass · Guide · Sallyport');
  expect(seen.complaints).toEqual([]);
  expect([...seen.hosts]).toEqual([new URL(baseURL).host]);
});

test('an address that no finding has is not found', async ({ request }) => {
  expect((await request.get('/guide/findings/no-such-code')).status()).toBe(404);
  expect((await request.get('/guide/findings/no-such-code.md')).status()).toBe(404);
});

test('each page of the guide is there as Markdown', async ({ request }) => {
  for (const path of paths) {
    const answer = await request.get(`${path}.md`);
    expect(answer.headers()['content-type']).toBe('text/markdown; charset=utf-8');
    expect(await answer.text()).toMatch(/^# /);
  }
});

test('the guide is whole without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/guide/language');
  await expect(page.getByRole('cell', { name: 'host_in', exact: true })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await page
    .getByRole('navigation', { name: 'Guide' })
    .getByRole('link', { name: 'The command line' })
    .click();
  await expect(page.getByRole('heading', { name: 'sallyport validate' })).toBeVisible();
  await context.close();
});

for (const path of paths) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on ${path}, and it fits a phone: ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }
}
