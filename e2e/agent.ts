import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, type Page } from '@playwright/test';

export type Granted = { url: string; token: string };

/** An agent: the SDK's own client, with a grant's token. */
export async function connectAgent(
  { url, token }: Granted,
  mode: 'legacy' | 'auto' = 'auto',
): Promise<Client> {
  const client = new Client({ name: 'agent of the tests', version: '1' }, { versionNegotiation: { mode } });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  return client;
}

/** What a tool answers, as the agent reads it. */
export async function said(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<string> {
  const { content } = await client.callTool({ name, arguments: args });
  return (content as { text?: string }[]).map(({ text }) => text ?? '').join('\n');
}

/** On a server's page of grants: makes one, and reads from the page what is shown this once. */
export async function makeGrant(page: Page, label: string): Promise<Granted> {
  await page.getByRole('button', { name: 'New grant' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(label);
  await dialog.getByRole('button', { name: 'Make the grant' }).click();
  await expect(dialog.getByText('it is shown this once')).toBeVisible();
  const token = (
    (await dialog.getByRole('region', { name: 'Token', exact: true }).textContent()) ?? ''
  ).trim();
  const url = (
    (await dialog.getByRole('region', { name: 'Address', exact: true }).textContent()) ?? ''
  ).trim();
  return { url, token };
}

/** The server whose review is open. */
export function serverOnReview(page: Page): string {
  return /\/servers\/([^/]+)\/review/.exec(page.url())?.[1] ?? '';
}
