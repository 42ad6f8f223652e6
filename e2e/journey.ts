import { test as base } from '@playwright/test';
import { type Product, startProduct } from './product';

/**
 * `test` for journeys. `product` is one running product for all journeys of a worker; relative addresses lead to it.
 * A journey that needs a product of its own (the first visit, a restart) starts one with `startProduct`.
 */
export const test = base.extend<{ baseURL: string }, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern.
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: async ({ product }, use) => {
    await use(product.url);
  },
});

export { expect } from '@playwright/test';
