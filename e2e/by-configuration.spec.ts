import { startRefusing, stdioFixture } from './fixtures/index.mjs';
import { expect, test } from './servers';
import { onReview } from './steps';

test('a client’s configuration is looked into, and only what is chosen is registered', async ({
  page,
  serve,
}) => {
  const server = await serve(startRefusing());
  const text = JSON.stringify({
    mcpServers: {
      billing: { type: 'http', url: server.url, headers: { Authorization: 'Bearer test' } },
      local: { command: process.execPath, args: [stdioFixture, 'plain'] },
      nothing: { note: 'neither a URL nor a command' },
    },
  });
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'Client config' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Client config' });
  await panel.getByLabel('Client configuration').fill(text);
  await panel.getByRole('button', { name: 'Look inside' }).click();

  await test.step('what is inside is shown, and what cannot be used says why', async () => {
    await expect(panel.getByRole('checkbox', { name: /billing/ })).toBeVisible();
    await expect(panel.getByRole('checkbox', { name: /local/ })).toBeVisible();
    await expect(panel.getByText(/nothing cannot be used/)).toBeVisible();
    expect(sent.join('\n')).not.toContain('Bearer test');
  });

  await test.step('a secret of the file is masked, and taken only when somebody says so', async () => {
    await panel.getByRole('checkbox', { name: /billing/ }).check();
    const take = panel.getByRole('checkbox', { name: /Take the secret that the file holds/ });
    await expect(take).not.toBeChecked();
    await expect(panel.getByRole('button', { name: 'Read tools' })).toBeDisabled();
    await take.check();
    await expect(panel.getByRole('button', { name: 'Read tools' })).toBeEnabled();
  });

  await test.step('a command has to be trusted by its own box', async () => {
    await panel.getByRole('checkbox', { name: /local/ }).check();
    await expect(panel.getByRole('button', { name: /Read tools/ })).toBeDisabled();
    await panel.getByRole('checkbox', { name: /local/ }).uncheck();
  });

  await panel.getByRole('button', { name: 'Read tools' }).click();
  await onReview(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'billing' })).toBeVisible();
  expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer test');
});
