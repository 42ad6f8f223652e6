import { expect, type Locator, type Page } from '@playwright/test';
import { countEffort } from './effort';
import { test } from './journey';
import { checkedPolicy } from './policy-file';
import { downloaded, inBuilder, onReview } from './steps';

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'cannot be reached with Tab').toBeFocused();
}

test('the main job is done by keyboard alone: sample, review, builder, decision, download', async ({
  page,
  context,
}) => {
  const effort = await countEffort(context);
  await page.goto('/servers');
  await tabTo(page, page.getByRole('button', { name: 'Memory', exact: true }));
  await page.keyboard.press('Enter');
  await onReview(page);

  await test.step('a tool is opened and closed again from the list', async () => {
    await tabTo(page, page.getByRole('listbox'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('listbox')).toBeFocused();
  });

  await tabTo(page, page.getByRole('button', { name: 'Confirm and build a policy' }));
  await page.keyboard.press('Enter');
  await inBuilder(page);

  await test.step('a tool is denied with a letter in the grid, and undone', async () => {
    const row = page.getByRole('row', { name: /^read_graph,/ });
    // The page listens to keys a moment after it shows.
    await expect(async () => {
      await page.keyboard.press('/');
      await expect(page.getByRole('searchbox', { name: 'Search tools' })).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.type('read_graph');
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
    await page.keyboard.press('Enter');
    await expect(row).toBeFocused();
    await page.keyboard.press('d');
    await expect(row).toHaveAccessibleName(/Deny$/);
    await page.keyboard.press('Control+z');
    await expect(row).toHaveAccessibleName(/Allow$/);
    await page.keyboard.press('d');
    await expect(row).toHaveAccessibleName(/Deny$/);
  });

  await tabTo(page, page.getByRole('button', { name: 'Download policy.json' }));
  const file = await downloaded(page, () => page.keyboard.press('Enter'));
  const policy = await checkedPolicy(page.request, file.text);
  expect(policy.tools?.read_graph?.action ?? 'deny').toBe('deny');
  expect(effort.clicks).toBe(0);
});
