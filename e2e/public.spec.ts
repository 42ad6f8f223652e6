import { AxeBuilder } from '@axe-core/playwright';
import { importIndexTools } from './index-tools';
import { expect, nobody, test } from './journey';

// `session` has the owner made: without one the first page leads to the first account.
test.beforeAll(({ product, session: _owner }) => importIndexTools(product));

const pages = [
  '/',
  '/catalogue',
  '/catalogue?view=servers',
  '/catalogue?q=nothing-has-this-word',
  '/catalogue?category=none&signal=none',
  '/catalogue/com.example~scanner',
  '/catalogue/com.example~scanner/start_security_scan',
  '/risk',
  '/risk/destructive',
  '/attacks',
  '/attacks/financial-overreach',
  '/guide/clients',
  '/guide/oauth',
  '/contact',
];

test.describe('signed out', () => {
  test.use({ storageState: nobody });

  for (const path of pages) {
    test(`axe finds nothing on ${path}, light and dark, and it fits a phone`, async ({ page }) => {
      for (const [scheme, width] of [
        ['light', 1280],
        ['dark', 390],
      ] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`),
          scheme,
        ).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
    });
  }

  test('every address of the site map’s own part is there, and so is the Markdown that is promised', async ({
    request,
    baseURL,
  }) => {
    const map = await (await request.get('/sitemap.xml')).text();
    expect(map).toContain(`${baseURL}/sitemap/pages.xml`);
    expect(await (await request.get('/sitemap/tools-0.xml')).text()).toContain(
      `${baseURL}/catalogue/com.example~scanner/start_security_scan`,
    );
    const part = await (await request.get('/sitemap/pages.xml')).text();
    for (const [, address = ''] of part.matchAll(/<loc>([^<]+)<\/loc>/g)) {
      const path = new URL(address).pathname;
      const page = await request.get(path);
      expect(page.status(), path).toBe(200);
      if (!/^\/(attacks|risk|guide|catalogue)(\/|$)/.test(path)) continue;
      expect(await page.text(), path).toContain('"@context":"https://schema.org"');
      const markdown = await request.get(`${path}.md`);
      expect(markdown.headers()['content-type'], path).toBe('text/markdown; charset=utf-8');
      expect(await markdown.text()).toMatch(/^# /);
    }
    const llms = await (await request.get('/llms.txt')).text();
    for (const [, path = ''] of llms.matchAll(/\]\((\/[^)]+)\)/g))
      expect((await request.get(path)).status(), path).toBe(200);
  });

  test('each page says where it stands, and where its picture and its Markdown do', async ({
    request,
    baseURL,
  }) => {
    for (const path of pages.filter((path) => path !== '/' && path !== '/contact' && !path.includes('?'))) {
      const html = await (await request.get(path)).text();
      expect(html).toContain(`<link rel="canonical" href="${baseURL}${path}"/>`);
      expect(html).toContain(`<meta property="og:image" content="${baseURL}/og?path=`);
      expect(html, path).toContain(`type="text/markdown" href="${baseURL}${path}.md"`);
      const markdown = await request.get(`${path}.md`);
      expect(await markdown.text(), path).toMatch(/^# /);
    }
  });

  test('a link preview has its picture, and no picture of somebody else’s words', async ({ request }) => {
    const picture = await request.get('/og?path=/attacks/rug-pull');
    expect(picture.headers()['content-type']).toBe('image/png');
    expect((await picture.body()).length).toBeLessThan(300_000);
    for (const path of ['/attacks/none', '/x', 'https://evil.example', '/catalogue/none'])
      expect((await request.get(`/og?path=${encodeURIComponent(path)}`)).status(), path).toBe(404);
  });

  test('a visitor writes without scripts, and is told what is missing', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/contact');
    await page.getByLabel('Name').fill('Grace');
    await page.getByLabel('Email').fill('grace');
    await page.getByRole('button', { name: 'Send the message' }).click();
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription(
      /an address that you can be answered at/,
    );
    await expect(page.getByLabel('Name')).toHaveValue('Grace');
    await page.getByLabel('Email').fill('grace@example.com');
    await page.getByLabel('Message').fill('Without scripts');
    await page.getByRole('button', { name: 'Send the message' }).click();
    await expect(page.getByText("Message sent. We'll get back to you soon.")).toBeVisible();
    await context.close();
  });

  test('a filter that there is not is said, and everything is found without it', async ({ page }) => {
    await page.goto('/catalogue?q=delete&class=Nice');
    await expect(page.getByRole('region', { name: 'Results' }).getByRole('status')).toHaveText(
      'There is no risk class “Nice”.',
    );
    await expect(page.getByRole('link', { name: 'delete_scan_results', exact: true })).toHaveCount(0);
    await page.getByRole('link', { name: 'Search without it' }).click();
    await expect(page).toHaveURL(/\/catalogue\?q=delete$/);
    await expect(page.getByRole('link', { name: 'delete_scan_results', exact: true })).toBeVisible();
  });

  test('a search without a hit offers ways on, and no filter', async ({ page }) => {
    await page.goto('/catalogue?q=nothing-has-this-word');
    await expect(page.getByText('0 tools', { exact: true })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Filters' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Search the servers' }).click();
    await expect(page.getByText('0 servers', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Clear the search' }).click();
    await expect(page).toHaveURL(/\/catalogue$/);
  });

  test('the first page finds a tool', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Find a tool by its words' }).fill('delete scan');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('link', { name: 'delete_scan_results', exact: true })).toBeVisible();
  });
});

test('the operator reads what a visitor wrote, and nothing of it runs', async ({
  page,
  browser,
  baseURL,
}) => {
  const visitor = await browser.newContext({ baseURL });
  const form = await visitor.newPage();
  await form.goto('/contact');
  await form.getByLabel('Name').fill('Eve <b>');
  await form.getByLabel('Email').fill('eve@example.com');
  await form.getByLabel('Message').fill('<script>alert(1)</script>\nSecond line');
  await form.getByRole('button', { name: 'Send the message' }).click();
  await expect(form.getByText("Message sent. We'll get back to you soon.")).toBeVisible();
  await visitor.close();

  await page.goto('/messages');
  const message = page.getByRole('region', { name: 'Message from Eve <b>' });
  await expect(message).toContainText('<script>alert(1)</script>');
  await message.getByRole('button', { name: 'Mark as read' }).click();
  await expect(message.getByText('New')).toHaveCount(0);
  await message.getByRole('button', { name: 'Delete' }).click();
  await expect(message).toHaveCount(0);
});
