import { startSlow } from './fixtures/index.mjs';
import { expect, test } from './servers';
import { onReview, readByUrl } from './steps';

type Slow = Awaited<ReturnType<typeof startSlow>>;

/** Lets the page of tools go that the product asks for, once it does. */
async function giveNext(server: Slow) {
  await expect.poll(server.waiting).toBe(1);
  server.giveNext();
}

test('reading tells how far it is, page by page, and can be cancelled without losing what was known', async ({
  page,
  serve,
}) => {
  const server = await serve(startSlow());
  await readByUrl(page, server.url);
  const panel = page.getByRole('tabpanel', { name: 'URL' });

  await test.step('the first time, nobody knows how many there will be', async () => {
    await giveNext(server);
    await expect(panel.getByText('2 tools so far', { exact: false })).toBeVisible();
    await giveNext(server);
    await expect(panel.getByText('4 tools so far', { exact: false })).toBeVisible();
    await giveNext(server);
    await onReview(page);
    await expect(page.locator('div[role=option]')).toHaveCount(6);
    await page.getByRole('button', { name: 'Confirm only' }).click();
    await expect(page).toHaveURL(/\/servers\/[^/]+$/);
  });

  await test.step('cancelled in the middle, the connection is closed and the tools are as they were', async () => {
    await page.getByRole('button', { name: 'Discover again' }).click();
    await giveNext(server);
    await expect(page.getByText('2 of 6 tools', { exact: false })).toBeVisible();
    await expect.poll(server.waiting).toBe(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Cancelled. The tools are as they were.').first()).toBeVisible();
    await expect.poll(server.waiting, 'the product hung up').toBe(0);
    await expect(page.locator('div[role=option]')).toHaveCount(6);
  });

  await test.step('and it is read again', async () => {
    await page.getByRole('button', { name: 'Discover again' }).click();
    for (const said of ['2 of 6 tools', '4 of 6 tools']) {
      await giveNext(server);
      await expect(page.getByText(said, { exact: false })).toBeVisible();
    }
    await giveNext(server);
    await expect(page.getByText('6 tools: nothing has changed.').first()).toBeVisible();
  });
});
