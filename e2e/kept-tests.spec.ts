import { expect, test } from './journey';
import { build, onReview } from './steps';

test('a test that is kept with the policy says whether it holds, at each edit', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await onReview(page);
  await build(page);
  const row = page.getByRole('row', { name: /^read_graph,/ });
  await row.getByText('read_graph', { exact: true }).click();
  await page.getByRole('button', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Add a test' }).click();
  const line = page.getByRole('list', { name: 'Tests' }).getByRole('listitem');

  // Expected is a denial, and the recommended policy allows what only reads.
  await expect(line.getByText('Fails', { exact: true })).toBeAttached();
  await expect(line).toContainText('/tools/read_graph');
  await row.getByRole('radio', { name: 'Deny' }).click();
  await expect(line.getByText('Holds', { exact: true })).toBeAttached();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(line.getByText('Fails', { exact: true })).toBeAttached();
  await line.getByLabel('What must be said to it').selectOption({ label: 'Allowed' });
  await expect(line.getByText('Holds', { exact: true })).toBeAttached();
});
