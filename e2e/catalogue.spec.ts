import { importIndexTools } from './index-tools';
import { expect, nobody, test } from './journey';
import { owner, signIn } from './owner';

const scanner = '/catalogue/com.example~scanner';
const scan = `${scanner}/start_security_scan`;

test.beforeAll(({ product }) => importIndexTools(product));

test('a tool is looked up, understood, and its policy opened in the builder against its server', async ({
  page,
}) => {
  await page.goto('/catalogue');
  await page.getByRole('searchbox', { name: 'Words of a tool or server' }).fill('security scan');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'start_security_scan', exact: true }).click();
  await expect(page).toHaveURL(scan);

  await test.step('the page says what it is, why, and what stops what', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('start_security_scan');
    await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('High severity');
    await expect(page.getByRole('main')).toContainText('the description is empty');
    await expect(page.locator('mark').first()).toHaveText('start');
    await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('integer 1 to 500');
    await expect(page.getByRole('link', { name: 'Runaway loop' })).toBeVisible();
    await expect(page.getByRole('region', { name: /^The recommended policy/ })).toContainText(
      '"start_security_scan_rate"',
    );
    await page.getByText('Can I rate-limit start_security_scan?').click();
    await expect(page.getByText('"window": 60')).toBeVisible();
  });

  await page.getByRole('link', { name: 'Open in the builder' }).first().click();
  await expect(page.getByRole('heading', { name: 'Open a policy in the builder' })).toBeVisible();
  await page.getByRole('radio', { name: /^Add com\.example\/scanner as the index knows it/ }).check();
  await page.getByRole('button', { name: 'Open in the builder' }).click();
  await expect(page).toHaveURL(/\/policies\/[^/]+\?tool=start_security_scan$/);
  await expect(page.getByText('com.example/scanner: start_security_scan').first()).toBeVisible();
  await expect(page.getByText('delete_scan_results').first()).toBeVisible();
});

test.describe('signed out', () => {
  test.use({ storageState: nobody });

  test('who is not signed in signs in, and the policy is still there', async ({ page }) => {
    await page.goto(scanner);
    await page.getByRole('link', { name: 'Open in the builder' }).first().click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signIn(page, owner.password);
    await expect(page.getByRole('heading', { name: 'Open a policy in the builder' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'The policy that is opened' })).toContainText(
      '"delete_scan_results"',
    );
    await page.getByRole('radio', { name: /^No server/ }).check();
    await page.getByRole('button', { name: 'Open in the builder' }).click();
    await expect(page).toHaveURL(/\/policies\/[^/?]+$/);
  });

  test('the catalogue is whole without scripts', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/catalogue');
    await page.getByRole('searchbox', { name: 'Words of a tool or server' }).fill('scan');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('navigation', { name: 'Filters', exact: true })
      .getByRole('link', { name: /^Destructive/ })
      .click();
    await expect(page).toHaveURL(/q=scan&class=Destructive/);
    await page.getByRole('link', { name: 'delete_scan_results', exact: true }).click();
    await expect(page.getByRole('region', { name: /^The recommended policy/ })).toContainText('"hide"');
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    expect((await file).suggestedFilename()).toBe('policy.json');
    await context.close();
  });

  test('texts that attack the reader stay texts, on every page and in Markdown', async ({
    page,
    request,
  }) => {
    await page.goto('/catalogue?q=ignore+previous+instructions');
    await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('<img src=x onerror=alert(1)>');
    await expect(page.getByText('Its definition looks like an attack on the model')).toBeVisible();
    await expect(page.locator('img')).toHaveCount(0);
    await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
    expect(
      await page
        .locator('script:not([src])', { hasText: 'alert(' })
        .evaluateAll((all) =>
          all
            .map((one) => (one as HTMLScriptElement).type)
            .filter((type) => type !== 'application/ld+json' && type !== ''),
        ),
    ).toEqual([]);
    for (const data of await page.locator('script[type="application/ld+json"]').allTextContents())
      expect(JSON.parse(data)).toHaveProperty('@type');
    const markdown = await (await request.get(`${new URL(page.url()).pathname}.md`)).text();
    expect(markdown).toContain('# \\<img src=x onerror=alert\\(1\\)\\>');
    expect(markdown).toContain('U+202E');
    expect(markdown).not.toMatch(/[\u202e\u200b]/);
  });

  test('what is not in the index is not found', async ({ request }) => {
    for (const path of [
      `${scanner}/no_such_tool`,
      '/catalogue/nobody',
      '/catalogue/!zz!',
      '/risk/none',
      `${scan}x.md`,
    ])
      expect((await request.get(path)).status(), path).toBe(404);
  });
});
