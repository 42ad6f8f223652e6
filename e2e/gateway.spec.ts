import { connectAgent, makeGrant, said, serverOnReview } from './agent';
import { expect, test } from './journey';
import { build, onReview } from './steps';

const clients = [
  { name: 'Claude Code', file: '.mcp.json' },
  { name: 'Cursor', file: '~/.cursor/mcp.json' },
  { name: 'VS Code', file: '.vscode/mcp.json' },
  { name: 'Codex', file: '~/.codex/config.toml' },
  { name: 'curl', file: 'a terminal' },
];

test('an agent’s calls are allowed, denied, held and approved, and refused when its grant is revoked', async ({
  page,
  context,
}) => {
  test.slow();
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Everything', exact: true }).click();
  await onReview(page);
  const serverId = serverOnReview(page);

  await test.step('a policy is built', async () => {
    await build(page);
    const row = (tool: string) => page.getByRole('row', { name: new RegExp(`^${tool},`) });
    await row('echo').getByRole('radio', { name: 'Deny' }).click();
    await row('get-env').getByRole('radio', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await expect(page.getByText('Version 2, saved')).toBeVisible();
  });
  const policyPage = new URL(page.url()).pathname;

  await page.goto(`/servers/${serverId}/grants`);
  const grant = await makeGrant(page, 'Agent of the tests');
  await test.step('each client is told how to use it, and the token is never shown again', async () => {
    const dialog = page.getByRole('dialog');
    for (const { name, file } of clients) {
      await dialog.getByLabel('Client').selectOption({ label: name });
      await expect(dialog.getByText(`In ${file}`, { exact: true })).toBeVisible();
      await expect(dialog.getByRole('region', { name: `Configuration for ${name}` })).toContainText(
        grant.url,
      );
    }
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expect(page.getByText('Never used')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Edit Agent of the tests' })).toBeVisible();
    expect(await page.content()).not.toContain(grant.token);
  });

  const agent = await connectAgent(grant);
  const watching = await context.newPage();
  await watching.goto(`/servers/${serverId}/activity`);
  const decision = (tool: string, verdict: string) =>
    watching.getByRole('row').filter({ hasText: tool }).filter({ hasText: verdict });

  await test.step('allowed and denied calls appear in Activity by themselves', async () => {
    const { tools } = await agent.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['echo', 'get-sum', 'get-env']));
    expect(await said(agent, 'get-sum', { a: 2, b: 3 })).toContain('5');
    expect(await said(agent, 'echo', { message: 'hello' })).toMatch(/^\[POLICY DENIED\]/);
    await expect(decision('get-sum', 'Allowed')).toBeVisible();
    await expect(decision('echo', 'Denied')).toBeVisible();
  });

  await test.step('a held call goes through once a person has approved it, and only once', async () => {
    expect(await said(agent, 'get-env')).toMatch(/^\[APPROVAL REQUIRED\]/);
    await expect(decision('get-env', 'Held')).toBeVisible();
    await page.getByRole('link', { name: /^Approvals/ }).click();
    const card = page.getByRole('region', { name: 'Call of get-env' });
    await card.getByRole('button', { name: 'Approve once' }).click();
    await expect(page.getByText('Approved, not used yet')).toBeVisible();
    await expect(page.getByText('No call waits for a person.')).toBeVisible();
    expect(await said(agent, 'get-env')).toContain('PATH');
    await expect(decision('get-env', 'Allowed')).toBeVisible();
    await expect(page.getByText('Approved and used')).toBeVisible();
    expect(await said(agent, 'get-env')).toMatch(/^\[APPROVAL REQUIRED\]/);
  });

  await test.step('a denial tells the agent why', async () => {
    const card = page.getByRole('region', { name: 'Call of get-env' });
    await expect(page.getByRole('link', { name: /^Approvals 1 waiting/ })).toBeVisible();
    await card.getByRole('button', { name: 'Deny', exact: true }).click();
    await card.getByLabel('Reason').fill('Not in the middle of the day.');
    await card.getByRole('button', { name: 'Deny the call' }).click();
    await expect(page.getByText(/Ada Lovelace: Not in the middle of the day\./)).toBeVisible();
    expect(await said(agent, 'get-env')).toContain('Not in the middle of the day.');
  });

  await test.step('one record says step by step how it came about', async () => {
    await watching.getByLabel('Verdict').selectOption({ label: 'Denied' });
    await expect(watching).toHaveURL(/verdict=deny/);
    await expect(decision('get-sum', 'Allowed')).toHaveCount(0);
    await watching.getByRole('link', { name: 'echo' }).click();
    await expect(watching).toHaveURL(/\/activity\/[^/]+$/);
    const stopped = watching.getByRole('listitem').filter({ hasText: 'stopped here' });
    await expect(stopped).toContainText('The action for the tool stops the call');
    await expect(watching.getByText('/tools/echo/action').first()).toBeVisible();
    await expect(watching.getByText('message', { exact: true })).toBeVisible();
  });

  await test.step('the builder tells when each tool was last called, and finds those that never were', async () => {
    await page.goto(policyPage);
    const row = (tool: string) => page.getByRole('row', { name: new RegExp(`^${tool},`) });
    await expect(row('get-sum')).toHaveAccessibleDescription(/Last called .* UTC: allowed/);
    await expect(row('echo')).toHaveAccessibleDescription(/Last called .* UTC: denied/);
    await expect(row('get-sum').getByRole('gridcell', { name: /^(now|\d+ min)$/ })).toBeVisible();
    const all = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    const filter = (name: string) => page.getByRole('checkbox', { name });
    await filter('In the last 30 days 3').check();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
    await expect(page).toHaveURL(/q=used%3Arecent/);
    await page.goto(`${policyPage}?q=used:never`);
    await expect(filter(`Not in 90 days ${all - 3}`)).toBeChecked();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(all - 2));
    await expect(row('get-sum')).toHaveCount(0);
  });

  await test.step('a revoked grant opens nothing, from the next call on', async () => {
    await page.goto(`/servers/${serverId}/grants`);
    await expect(page.getByText(/Last used/)).toBeVisible();
    await page.getByRole('button', { name: 'Revoke Agent of the tests' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('region', { name: 'Ended grants' })).toContainText('Agent of the tests');
    await expect(agent.callTool({ name: 'get-sum', arguments: { a: 1, b: 1 } })).rejects.toThrow();
  });
  await agent.close().catch(() => {});
});

test('a held call whose policy has moved since can be put aside alone, and the agent may ask again', async ({
  page,
}) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await onReview(page);
  const serverId = serverOnReview(page);
  await build(page);
  const row = (tool: string) => page.getByRole('row', { name: new RegExp(`^${tool},`) });
  const save = async (version: number) => {
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('button', { name: `Save version ${version}` }).click();
    await expect(page.getByText(`Version ${version}, saved`)).toBeVisible();
  };
  await row('read_graph').getByRole('radio', { name: 'Approve' }).click();
  await save(2);
  const policyPage = new URL(page.url()).pathname;

  await page.goto(`/servers/${serverId}/grants`);
  const agent = await connectAgent(await makeGrant(page, 'Agent of the tests'));
  expect(await said(agent, 'read_graph')).toMatch(/^\[APPROVAL REQUIRED\]/);
  await page.goto(policyPage);
  await row('open_nodes').getByRole('radio', { name: 'Deny' }).click();
  await save(3);

  await page.goto('/approvals');
  const card = page.getByRole('region', { name: 'Call of read_graph' });
  await expect(card).toContainText('policy');
  await expect(card.getByRole('button', { name: 'Approve once' })).toHaveCount(0);
  await card.getByRole('button', { name: 'Put aside' }).click();
  await expect(page.getByText('No call waits for a person.')).toBeVisible();

  await test.step('the policy as it is now holds the next call, and that one can be approved', async () => {
    // A denial by the new version: from there on it is in force.
    await expect(async () =>
      expect(await said(agent, 'open_nodes', { names: [] })).toMatch(/^\[POLICY DENIED\]/),
    ).toPass();
    expect(await said(agent, 'read_graph')).toMatch(/^\[APPROVAL REQUIRED\]/);
    await page.reload();
    await card.getByRole('button', { name: 'Approve once' }).click();
    await expect(page.getByText('No call waits for a person.')).toBeVisible();
    expect(await said(agent, 'read_graph')).toContain('entities');
  });
  await agent.close();
});

test('a grant is changed: pinned, with a candidate that would deny, and another name', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await onReview(page);
  const serverId = serverOnReview(page);
  await build(page);
  await page.goto(`/servers/${serverId}`);
  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByRole('menuitem', { name: /^Deny all/ }).click();
  await page.waitForURL('**/policies/*');

  await page.goto(`/servers/${serverId}/grants`);
  const grant = await makeGrant(page, 'Nightly');
  await page.getByRole('dialog').getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Edit Nightly' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Nightly run');
  // None, then this server's own policies: the first is enforced, the second is tried out.
  await dialog.getByLabel('Candidate', { exact: true }).selectOption({ index: 2 });
  await dialog.getByLabel('Version of the policy').selectOption({ label: 'Pinned to 1' });
  await dialog.getByLabel('Resources').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Edit Nightly run' })).toBeVisible();
  await expect(page.getByText(/pinned to version 1 of 1/)).toBeVisible();
  await expect(page.getByText('resources', { exact: true })).toBeVisible();

  const agent = await connectAgent(grant, 'legacy');
  const answer = await said(agent, 'read_graph');
  await agent.close();
  await page.getByRole('link', { name: 'Where it would differ' }).click();
  const row = page.getByRole('row').filter({ hasText: 'read_graph' });
  await expect(row).toContainText(
    answer.startsWith('[POLICY DENIED]') ? 'Candidate would allow' : 'Candidate would deny',
  );
});

test('an API token is made with a role, shown once, used and revoked', async ({ page, request }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('ci');
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const token = (
    (await dialog.getByRole('region', { name: 'Token', exact: true }).textContent()) ?? ''
  ).trim();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();

  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get('/api/v1/servers', { headers })).status()).toBe(200);
  const change = await request.post('/api/v1/policies', { headers, data: { document: {} } });
  expect(change.status()).toBe(403);
  await page.reload();
  await expect(page.getByText(/Last used/)).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke ci' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  expect((await request.get('/api/v1/servers', { headers })).status()).toBe(401);
});
