import { type BrowserContext, test as base, expect } from '@playwright/test';
import { makeOwner } from './owner';
import { type Product, startProduct } from './product';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;
type Shared = { apart: string; product: Product; session: Session };
type Own = { baseURL: string; storageState: Session; watched: undefined };

/**
 * `test` for journeys. `product` is one running product for all journeys of a worker; relative addresses lead to it,
 * and every page is signed in as its owner. `test.use({ storageState: nobody })` is for who is not. A journey that
 * needs a product of its own (the first visit, a restart) starts one with `startProduct`; one that asks what all servers
 * together have says `test.use({ apart: 'its name' })`, and no other journey has been at its product.
 */
export const test = base.extend<Own, Shared>({
  apart: ['', { scope: 'worker', option: true }],
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern.
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  session: [
    async ({ product, browser }, use) => {
      const context = await browser.newContext({ baseURL: product.url });
      await makeOwner(await context.newPage(), product.code);
      const session = await context.storageState();
      await context.close();
      await use(session);
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ product }, use) => {
    await use(product.url);
  },
  storageState: async ({ session }, use) => {
    await use(session);
  },
  watched: [
    async ({ context }, use) => {
      const seen = watch(context);
      await use(undefined);
      expect(seen, 'what no page may do').toEqual([]);
    },
    { auto: true },
  ],
});

/** For `test.use({ storageState: nobody })`: somebody who is not signed in. */
export const nobody: Session = { cookies: [], origins: [] };

/** What no page may ever do: throw, open a dialog, ask another host, or break the content security policy. */
export function watch(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on('weberror', (error) => seen.push(`threw: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    // The browser's own question before unsaved work is left is wanted.
    if (dialog.type() === 'beforeunload') return void dialog.accept();
    seen.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = hostname === '127.0.0.1' || protocol === 'blob:' || protocol === 'data:';
    if (!own) seen.push(`asked another host: ${request.url()}`);
  });
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) seen.push(`broke the policy: ${message.text()}`);
  });
  return seen;
}

export { expect };
