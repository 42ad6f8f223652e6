import { expect, test } from './servers';

test('a page that follows what happens stays where nothing answers, says so, and goes on by itself', async ({
  page,
  context,
}) => {
  await page.goto('/activity', { waitUntil: 'networkidle' });
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const marked = await page.evaluate(() => {
    document.documentElement.dataset.stayed = 'yes';
    return performance.timeOrigin;
  });
  await context.setOffline(true);
  await expect(page.getByRole('main').getByText('Sallyport does not answer.')).toBeVisible();
  await expect(page.getByText('Not live', { exact: true })).toBeVisible();
  for (const _ of ['again', 'and again'])
    await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/healthz'));
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('main').getByText('Sallyport does not answer.')).toBeHidden();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(
    await page.evaluate(() => [document.documentElement.dataset.stayed, performance.timeOrigin]),
  ).toEqual(['yes', marked]);
});
