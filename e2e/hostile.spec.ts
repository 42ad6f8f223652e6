import { startHostile } from './fixtures/index.mjs';
import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { build, chooseView, downloadPolicy, loadedEditor, onReview, readByUrl } from './steps';

const live = 'img[src], script[src^="http"], iframe, object, a[href^="javascript" i], a[href^="data" i]';

// That nothing opens a dialog, throws, breaks the policy of contents or asks another host, every journey watches.
test('what a hostile server writes is shown as text, and nothing of it runs', async ({ page, serve }) => {
  const { url } = await serve(startHostile());
  await readByUrl(page, url);
  await onReview(page);
  const titled = 'Review · Sallyport';
  await expect(page).toHaveTitle(titled);
  await expect(page.getByText('The definitions of 2 tools attack rather than describe.')).toBeVisible();

  await test.step('in the list and in the sheet of each tool', async () => {
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('markup');
    await expect(
      page.getByText('<script>alert(document.cookie)</script>', { exact: false }).first(),
    ).toBeVisible();
    const names = ['markup', 'terminal', 'bidi', 'tags', 'icons', 'nul_inside', 'deep', '::error::x'];
    for (const name of [...names, '__proto__', 'constructor']) {
      await page.getByRole('searchbox', { name: 'Search the tools' }).fill(name);
      await page.locator('div[role=option]').first().click();
      const sheet = page.getByRole('dialog');
      await expect(sheet.getByText('Definition as it was sent'), name).toBeVisible();
      await expect(sheet.locator(live)).toHaveCount(0);
      // Neither escapes of a terminal nor letters that turn the reading about or cannot be seen.
      expect((await sheet.textContent())?.replace(/\s/g, ''), name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      await page.keyboard.press('Escape');
      await expect(sheet).toBeHidden();
    }
    await page.getByRole('searchbox', { name: 'Search the tools' }).fill('');
    expect(await page.title()).toBe(titled);
  });

  await test.step('in the builder, in both views, and in the file', async () => {
    await build(page);
    await page
      .getByRole('row', { name: /^markup,/ })
      .getByText('markup')
      .first()
      .click();
    const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
    await inspector.getByRole('tab', { name: 'About' }).click();
    await expect(inspector).toContainText('<script>alert(document.cookie)</script>');
    await inspector.getByRole('tab', { name: 'Try it' }).click();
    await expect(inspector.getByRole('region', { name: 'Verdict' })).toBeVisible();
    const odd = page.getByRole('row', { name: /^__proto__,/ });
    await odd.getByRole('radio', { name: 'Approve' }).click();
    await expect(odd).toHaveAccessibleName(/Approve$/);
    await chooseView(page, 'Split');
    await loadedEditor(page);
    await expect(page.locator(live)).toHaveCount(0);
    const { text } = await downloadPolicy(page);
    expect(JSON.parse(text).tools, 'an own key like any other').toHaveProperty(['__proto__']);
    expect(Object.hasOwn(JSON.parse(text).tools, '__proto__')).toBe(true);
    await checkedPolicy(page.request, text);
  });

  await test.step('on the pages of the server and of all servers, and in what is exported', async () => {
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').click();
    await expect(page.getByRole('listbox')).toBeVisible();
    await expect(page.locator(live)).toHaveCount(0);
    const exported = await page.request.get(
      `${new URL(page.url()).pathname.replace('/servers', '/api/servers')}/tools`,
    );
    expect(exported.headers()['content-type']).toMatch(/^application\/json/);
    expect(exported.headers()['content-disposition']).toMatch(/^attachment/);
    await page.goto('/servers');
    await expect(page.getByRole('table', { name: 'Servers' })).toBeVisible();
    await expect(page.locator(live)).toHaveCount(0);
  });
});
