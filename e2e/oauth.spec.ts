import { connectAgent, makeGrant, said, serverOnReview } from './agent';
import { startOAuth } from './fixtures/index.mjs';
import { expect, test } from './servers';
import { build, onReview, readByUrl } from './steps';

const definitions = ['look', 'list_things'].map((name) => ({
  name,
  description: `Shows ${name}.`,
  annotations: { readOnlyHint: true },
  inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
}));

test('a server that lets in by OAuth is connected, called by an agent past the end of its token, and disconnected', async ({
  page,
  serve,
}) => {
  test.slow();
  const fixture = await serve(startOAuth({ tools: definitions, expiresIn: 4 }));
  const consent = page.getByRole('heading', { name: 'Give Sallyport access?' });

  await test.step('a refusal on the page of consent is told, with the way on', async () => {
    await readByUrl(page, fixture.url);
    await expect(
      page.getByText('The server lets in by OAuth: it wants somebody to give access to it.', { exact: true }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(consent).toBeVisible();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await expect(page.getByText(/The access was refused on the page that asks for consent/)).toBeVisible();
  });

  let back = '';
  await test.step('after the consent its tools are read and stand on the review', async () => {
    page.on('request', (request) => {
      if (request.url().includes('/api/oauth/callback')) back = request.url();
    });
    // The way back is a page drawn anew: a press before its script runs is nothing yet.
    await expect(async () => {
      if (!(await consent.isVisible()))
        await page.getByRole('button', { name: 'Connect', exact: true }).click({ timeout: 2_000 });
      await expect(consent).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await page.getByRole('button', { name: 'Allow' }).click();
    await onReview(page);
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '2');
  });
  const serverId = serverOnReview(page);

  await test.step('the same way back leads nowhere a second time', async () => {
    const review = page.url();
    await page.goto(back);
    await expect(page.getByText('This way back leads nowhere.')).toBeVisible();
    expect(page.url()).not.toContain('code');
    await page.goto(review);
  });

  await build(page);
  await page.goto(`/servers/${serverId}/grants`);
  const grant = await makeGrant(page, 'Agent of the tests');
  await page.getByRole('dialog').getByRole('button', { name: 'I have copied it' }).click();
  const agent = await connectAgent(grant);
  await test.step('an agent calls it, and still does when the token has run out', async () => {
    expect(await said(agent, 'look', { id: 'a' })).toContain('"id":"a"');
    const { refreshed } = fixture.state;
    await page.waitForTimeout(5_000);
    expect(await said(agent, 'look', { id: 'b' })).toContain('"id":"b"');
    expect(fixture.state.refreshed).toBeGreaterThan(refreshed);
  });

  await test.step('the page says how it is connected, and holds no token', async () => {
    await page.goto(`/servers/${serverId}`);
    const card = page.getByRole('region', { name: 'Connection' });
    await expect(card).toContainText('Connected');
    await expect(card).toContainText(fixture.issuer);
    await expect(card).toContainText('tools:read tools:call');
    const html = await page.content();
    for (const secret of fixture.secrets()) expect(html).not.toContain(secret);
  });

  await test.step('disconnected, it gets no call any more, and both sides have forgotten the tokens', async () => {
    const calls = fixture.calls.length;
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    const card = page.getByRole('region', { name: 'Connection' });
    await expect(card).toContainText('Not connected: every call is refused.');
    expect(fixture.state.revoked).toHaveLength(2);
    await expect(agent.callTool({ name: 'look', arguments: { id: 'c' } })).rejects.toThrow(/connected/);
    expect(fixture.calls).toHaveLength(calls);
    await page.goto(`/servers/${serverId}/activity`);
    await expect(page.getByRole('row').filter({ hasText: 'Denied' }).first()).toBeVisible();
  });
  await agent.close().catch(() => {});
});

test('a server that knows only clients registered by hand is connected with one', async ({ page, serve }) => {
  const client = { id: 'by-hand', secret: 'hand-secret' };
  const fixture = await serve(startOAuth({ registers: false, client }));
  await readByUrl(page, fixture.url);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(
    page.getByText('The authorization server knows only clients that were registered by hand.', {
      exact: true,
    }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'With your own client' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^http\S+\/api\/oauth\/callback$/)).toBeVisible();
  await dialog.getByLabel('Client id').fill(client.id);
  await dialog.getByLabel('Client secret', { exact: true }).fill(client.secret);
  await dialog.getByRole('button', { name: 'Go to the page of consent' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await onReview(page);
});
