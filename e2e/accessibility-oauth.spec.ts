import { connectAgent, makeGrant, said, serverOnReview } from './agent';
import { startOAuth } from './fixtures/index.mjs';
import { fits, fitsNarrow } from './looks';
import { expect, test } from './servers';
import { build, onReview, readByUrl } from './steps';

const definitions = ['look', 'list_things'].map((name) => ({
  name,
  description: `Shows ${name}.`,
  annotations: { readOnlyHint: true },
  inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
}));

test('connecting a server, and giving it more access later, can be done by everybody', async ({
  page,
  serve,
}) => {
  test.setTimeout(300_000);
  const fixture = await serve(startOAuth({ tools: definitions, needs: { list_things: 'tools:list' } }));
  const card = page.getByRole('region', { name: 'Connection' });
  const looksRight = async (what: string) => {
    await fits(page, what);
    await fitsNarrow(page, what);
  };

  await test.step('what asks for access, its dialog, and a refusal', async () => {
    await readByUrl(page, fixture.url);
    await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
    await looksRight('a server that asks for access');
    await page.getByRole('button', { name: 'With your own client' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight('the dialog for a client of one’s own');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await expect(page.getByText(/The access was refused on the page that asks for consent/)).toBeVisible();
    await looksRight('a refusal');
  });

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await onReview(page);
  const serverId = serverOnReview(page);
  await build(page);
  await page.goto(`/servers/${serverId}/grants`);
  const grant = await makeGrant(page, 'Agent of the tests');
  await page.getByRole('dialog').getByRole('button', { name: 'I have copied it' }).click();
  const agent = await connectAgent(grant);

  await test.step('the card of a connected server', async () => {
    await page.goto(`/servers/${serverId}`);
    await expect(card).toContainText('Connected');
    await looksRight('a connected server');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight('the dialog before disconnecting');
    await page.keyboard.press('Escape');
  });

  await test.step('a call that needs more tells the agent, and the card says what is wanted', async () => {
    await expect(agent.callTool({ name: 'list_things', arguments: {} })).rejects.toThrow(
      /wants more access than it was given: a person has to connect it again/,
    );
    expect(await said(agent, 'look', { id: 'a' })).toContain('"id":"a"');
    await page.reload();
    await expect(card).toContainText('The server wants more access than it was given.');
    await expect(card).toContainText('tools:list');
    await looksRight('a server that wants more');
  });

  await test.step('connected again, it has both', async () => {
    await page.getByRole('button', { name: 'Connect again' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page).toHaveURL(new RegExp(`/servers/${serverId}$`));
    await expect(card).not.toContainText('wants more');
    await expect(card).toContainText('offline_access tools:list');
    expect(await said(agent, 'list_things', { id: 'b' })).toContain('"id":"b"');
  });

  await test.step('a way back that leads nowhere', async () => {
    await page.goto('/api/oauth/callback?state=unknown&code=x');
    await expect(page.getByText('This way back leads nowhere.')).toBeVisible();
    await looksRight('a way back that leads nowhere');
  });

  await test.step('deleted, its tokens are ended there too', async () => {
    await page.goto(`/servers/${serverId}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect(page).toHaveURL(/\/servers$/);
    await expect.poll(() => fixture.state.revoked.length).toBe(2);
  });
  await agent.close().catch(() => {});
});
