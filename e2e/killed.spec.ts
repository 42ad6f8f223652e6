import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeOwner } from './owner';
import { NotStarted, startProduct } from './product';
import { build, downloadPolicy, inBuilder, onReview } from './steps';

// Restarted on the same port: for the browser it is the same site, as it is for people.
test('a SIGKILL in the middle of saving loses nothing: not what was saved, and not what was being saved', async ({
  browser,
}) => {
  const data = mkdtempSync(join(tmpdir(), 'sallyport-killed-'));
  const product = await startProduct({ data });
  const port = Number(new URL(product.url).port);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await makeOwner(page, product.code);
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await onReview(page);
  await build(page);
  const path = new URL(page.url()).pathname;
  const row = page.getByRole('row', { name: /^read_graph,/ });
  await row.getByRole('radio', { name: 'Deny' }).click();
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(page.getByText('Version 2, saved')).toBeVisible();

  await test.step('started a second time on the same data, it says one plain sentence and ends', async () => {
    const second = await startProduct({ data }).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(NotStarted);
    const { code, said } = second as NotStarted;
    expect(code).toBe(1);
    expect(said.trim()).toMatch(
      /^The data folder \S+ is in use by another Sallyport \(process \d+\): stop it, or set SALLYPORT_DATA to another folder\.$/m,
    );
    expect(said).not.toMatch(/ at .*:\d+:\d+/);
  });

  await row.getByRole('radio', { name: 'Hide' }).click();
  const third = (await downloadPolicy(page)).text;
  await page.getByRole('button', { name: 'Review and save' }).click();
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Save version 3' }).click();
  await asked;
  await product.kill();
  await expect(page.getByText(/It was not saved|Version 3, saved/)).toBeVisible();
  await page.close({ runBeforeUnload: true });

  const again = await startProduct({ data, port });
  expect(again.code, 'the owner is still there').toBeUndefined();
  const back = await context.newPage();
  await back.goto(path);
  await inBuilder(back);
  const offered = back.getByRole('button', { name: 'Bring it back' });
  await expect(offered.or(back.getByText('Version 3, saved'))).toBeVisible();
  if (await offered.isVisible()) await offered.click();
  expect((await downloadPolicy(back)).text, 'what was being saved').toBe(third);
  await back.goto(`${path}/versions`);
  await expect(back.getByText('Version 2', { exact: true })).toBeVisible();
  await expect(back.getByText('Version 1', { exact: true })).toBeVisible();
  await context.close();
  expect(await again.stop()).toBe(0);
  rmSync(data, { recursive: true, force: true });
});
