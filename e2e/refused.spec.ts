import type { Page } from '@playwright/test';
import { startHanging, startRefusing } from './fixtures/index.mjs';
import { expect, test } from './servers';
import { onReview, readByUrl } from './steps';

const wrong = 'wrong-token-7f3a91';
const right = 'Bearer test';

/** The bodies of all that the product answers to these pages from now on. */
function everyAnswer(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    bodies.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(bodies)).join('\n');
}

test('refused credentials are added on the spot, sent to the server alone, and never come back', async ({
  page,
  serve,
}) => {
  const server = await serve(startRefusing());
  const answers = everyAnswer(page);
  await readByUrl(page, server.url);
  const panel = page.getByRole('tabpanel', { name: 'URL' });
  await expect(panel.getByText('The server refused: it wants credentials (401).')).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'Server URL' })).toHaveValue(server.url);

  await test.step('a token that may not do this is told from none', async () => {
    await panel.getByRole('button', { name: 'Add credentials' }).last().click();
    await panel.getByLabel('Bearer token').fill(wrong);
    await panel.getByRole('button', { name: 'Read tools' }).click();
    await expect(
      panel.getByText('The server refused: these credentials may not do this (403).'),
    ).toBeVisible();
    await expect(panel.getByLabel('Bearer token')).toHaveValue(wrong);
  });

  await test.step('the right one is taken, and the server gets exactly it', async () => {
    await panel.getByLabel('Bearer token').fill('test');
    await panel.getByRole('button', { name: 'Read tools' }).click();
    await onReview(page);
    expect(server.seen.at(-1)?.headers.authorization).toBe(right);
  });

  await test.step('no answer of the product holds a secret, and the dialog of the connection neither', async () => {
    await page.getByRole('button', { name: 'Confirm only' }).click();
    await expect(page).toHaveURL(/\/servers\/[^/]+$/);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Edit the connection' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Name of the header')).toHaveValue('Authorization');
    await expect(dialog.getByText('Kept, not shown')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Discover again' }).click();
    await expect(page.getByText('5 tools: nothing has changed.').first()).toBeVisible();
    const all = await answers();
    expect(all.length).toBeGreaterThan(1000);
    expect(all).not.toContain(wrong);
    expect(all).not.toContain(right);
  });
});

const addresses = [
  { url: 'http://10.0.0.1/mcp', says: '10.0.0.1 is a private network' },
  { url: 'http://169.254.169.254/latest/meta-data', says: '169.254.169.254 is a cloud metadata service' },
  { url: 'http://[::ffff:10.0.0.1]/mcp', says: 'an IPv4 address written as IPv6' },
  { url: 'http://[fe80::1]/mcp', says: 'fe80::1 is a link-local network' },
  { url: 'http://[64:ff9b::a9fe:a9fe]/', says: 'behind a translator or tunnel' },
  { url: 'http://0.0.0.0:8080/mcp', says: '0.0.0.0 is an unspecified address' },
  { url: 'http://2852039166/latest', says: 'in an unusual notation' },
  { url: 'http://0xa9.0xfe.0xa9.0xfe/', says: 'in an unusual notation' },
  { url: 'http://0251.0376.0251.0376/', says: 'in an unusual notation' },
  { url: 'http://10.1/mcp', says: 'in an unusual notation' },
  { url: 'http://somebody:secret@127.0.0.1/mcp', says: 'a user name or a password' },
  { url: 'file:///etc/passwd', says: 'no http or https address' },
  { url: 'javascript:alert(1)', says: 'no http or https address' },
];

test('a server that is silent is given up after 30 seconds; meanwhile addresses that lead inside are refused', async ({
  page,
  context,
  serve,
}) => {
  const hanging = await serve(startHanging());
  const silent = await context.newPage();
  await readByUrl(silent, hanging.url);

  await page.goto('/servers');
  const panel = page.getByRole('tabpanel', { name: 'URL' });
  const address = panel.getByRole('textbox', { name: 'Server URL' });
  for (const { url, says } of addresses) {
    await address.fill(url);
    await panel.getByRole('button', { name: 'Read tools' }).click();
    await expect(panel.getByText(says, { exact: false }).first(), url).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Read tools' })).toBeEnabled();
    await expect(address).toHaveValue(url);
  }

  const waiting = silent.getByRole('tabpanel', { name: 'URL' });
  await expect(waiting.getByText('The server did not answer within 30 seconds.')).toBeVisible({
    timeout: 40_000,
  });
  await expect(waiting.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(waiting.getByRole('textbox', { name: 'Server URL' })).toHaveValue(hanging.url);
});
