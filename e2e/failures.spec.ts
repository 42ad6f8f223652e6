import {
  startBomb,
  startDying,
  startHanging,
  startNothing,
  startPlain,
  startSelfSigned,
  startWebPage,
  stdioFixture,
} from './fixtures/index.mjs';
import { expect, test } from './servers';
import { onReview, readByUrl } from './steps';

const wrongs = [
  {
    name: 'sends a web page',
    start: startWebPage,
    says: 'What answers there is no MCP server: it sent a web page.',
  },
  { name: 'is not there under this path', start: startNothing, says: /the server answered 404/ },
  {
    name: 'has a certificate that nobody signed',
    start: startSelfSigned,
    says: /signed by nobody but itself/,
  },
  { name: 'answers with more than 20 MiB', start: startBomb, says: 'The server’s answer is over 20 MiB.' },
  {
    name: 'breaks off in the middle of its list',
    start: startDying,
    says: /broke off|closed|ended|stopped/i,
  },
];

for (const { name, start, says } of wrongs) {
  test(`a server that ${name} has its own message, a way on, and what was typed stays`, async ({
    page,
    serve,
  }) => {
    const { url } = await serve(start());
    await readByUrl(page, url);
    const panel = page.getByRole('tabpanel', { name: 'URL' });
    await expect(panel.getByText(says).first()).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(panel.getByRole('textbox', { name: 'Server URL' })).toHaveValue(url);
    await panel.getByRole('button', { name: 'Discard this server' }).click();
    await expect(panel.getByRole('button', { name: 'Try again' })).toBeHidden();
    await expect(panel.getByRole('textbox', { name: 'Server URL' })).toHaveValue(url);
  });
}

test('a server that cannot be reached is tried again once it is up', async ({ page, serve }) => {
  const down = await startPlain();
  await down.close();
  await readByUrl(page, down.url);
  const panel = page.getByRole('tabpanel', { name: 'URL' });
  await expect(panel.getByText(/^Nothing answers at this address/)).toBeVisible();
  await serve(startPlain({ port: down.port }));
  await panel.getByRole('button', { name: 'Try again' }).click();
  await onReview(page);
});

test('reading a server that hangs can be cancelled, and nothing of it is kept', async ({ page, serve }) => {
  const { url } = await serve(startHanging());
  await readByUrl(page, url);
  const panel = page.getByRole('tabpanel', { name: 'URL' });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByText('Cancelled: nothing was kept of its tools.')).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'Server URL' })).toHaveValue(url);
  await panel.getByRole('button', { name: 'Discard this server' }).click();
  await expect(panel.getByText('Cancelled', { exact: false })).toBeHidden();
});

test('a command that dies in the middle of its list says so with its last words', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('tab', { name: 'Command' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Command' });
  await panel
    .getByRole('textbox', { name: 'Command', exact: true })
    .fill(`"${process.execPath}" "${stdioFixture}" dies`);
  await panel.getByRole('button', { name: 'Read tools' }).click();
  await page.getByRole('button', { name: 'Start it and read its tools' }).click();
  await expect(panel.getByText(/out of memory/).first()).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible();
});
