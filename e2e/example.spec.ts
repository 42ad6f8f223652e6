import { checkedPolicy } from './policy-file';
import { expect, test } from './servers';
import { buildByUrl, downloadPolicy, startOver } from './steps';

const wanted = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "start_security_scan": {
      "limits": [
        { "counter": "start_security_scan_rate", "window": "minute", "max": 10, "scope": "grant" }
      ]
    }
  }
}
`;

test('deny everything but ten scans a minute: built by clicking, and exactly so in the file', async ({
  page,
  small,
}) => {
  await buildByUrl(page, small.url);
  await startOver(page, 'deny all');
  await page
    .getByRole('row', { name: /^start_security_scan,/ })
    .getByText('start_security_scan')
    .first()
    .click();
  const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
  // Until starting over shows, it is allowed already.
  await expect(inspector.getByRole('radio', { name: 'Deny' })).toBeChecked();
  await inspector.getByRole('radio', { name: 'Allow' }).click();
  await inspector.getByRole('button', { name: 'Add rule' }).first().click();
  await page.getByRole('menuitem', { name: 'Limit' }).click();
  await expect(inspector.getByLabel('Maximum')).toHaveValue('10');
  await expect(inspector.getByLabel('Window')).toHaveValue('minute');

  const file = await downloadPolicy(page);
  expect(file.text).toBe(wanted);
  await checkedPolicy(page.request, file.text);

  await test.step('and the builder tells what it does to a call', async () => {
    await inspector.getByRole('tab', { name: 'Try it' }).click();
    const verdict = inspector.getByRole('region', { name: 'Verdict' });
    await expect(verdict).toContainText('Allowed');
    await expect(verdict).toContainText('Counts 1 of 10');
  });

  await test.step('its row tells the same, and stands out where no call gets through after all', async () => {
    const row = page.getByRole('row', { name: /^start_security_scan,/ });
    await expect(row.getByRole('gridcell', { name: 'Allowed' })).toBeVisible();
    await expect(row).not.toHaveAccessibleDescription(/Sample call/);
    await inspector.getByRole('tab', { name: /^Rules/ }).click();
    await inspector.getByLabel('Maximum').fill('0');
    await inspector.getByLabel('Maximum').press('Enter');
    await expect(row.getByRole('gridcell', { name: 'Denied' })).toBeVisible();
    await expect(row).toHaveAccessibleDescription(
      /Sample call \{.*: denied\. .*\/tools\/start_security_scan\/limits\/0/,
    );
    await row.getByRole('gridcell', { name: 'Denied' }).click();
    await expect(inspector.getByRole('region', { name: 'Verdict' })).toContainText('Denied');
  });
});

test('a tool is allowed with a rule in one go, and the field follows its schema', async ({ page, small }) => {
  await buildByUrl(page, small.url);
  await startOver(page, 'deny all');
  await page
    .getByRole('row', { name: /^start_security_scan,/ })
    .getByText('start_security_scan')
    .first()
    .click();
  const inspector = page.getByRole('complementary', { name: 'The chosen tool' });
  await inspector.getByRole('button', { name: 'Allow it with a rule' }).click();
  await page.getByRole('menuitem', { name: 'Deny if' }).click();
  await inspector.getByRole('tab', { name: /^Rules/ }).click();
  const { tools } = await checkedPolicy(page.request, (await downloadPolicy(page)).text);
  expect(tools?.start_security_scan?.deny_if).toHaveLength(1);
  expect(JSON.stringify(tools?.start_security_scan?.deny_if)).toContain('args.target');
});
