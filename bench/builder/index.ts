/**
 * `npm run bench:builder [-- --json FILE]`: what the builder costs a browser, on the product as it is started and a server of
 * 805 tools. The main thread is four times slower than the machine's; the load of the machine is told with the figures.
 */

import { loadavg } from 'node:os';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { countEffort } from '../../e2e/effort';
import { startCloud } from '../../e2e/fixtures/index.mjs';
import { makeOwner } from '../../e2e/owner';
import { startProduct } from '../../e2e/product';
import { build, buildByUrl, chooseView, downloadPolicy, loadedEditor, onReview } from '../../e2e/steps';
import { findBrowser } from '../../scripts/steps/browser.mjs';
import { atMost, type Figure, median, report, told } from '../figures';
import {
  elements,
  press,
  quiet,
  slowDown,
  slowest,
  untilChanged,
  watchFrames,
  watchInteractions,
} from './measure';
import { frameworkAlone, scriptOf } from './script';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const slower = 4;
const problems = 'section[aria-label="Problems"] h2';
/** What tsx makes of named functions asks for this helper, which a page does not have. */
const nameHelper = 'globalThis.__name = (named) => named';
const desktop = { width: 1440, height: 900 };

const product = await startProduct();
const cloud = await startCloud();
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
});
const loadBefore = loadavg()[0] ?? 0;
try {
  const figures = await measure(browser);
  const load = Math.max(loadBefore, loadavg()[0] ?? 0);
  if (!report([...figures, told('load of the machine (1 minute)', load, '')], process.argv))
    process.exitCode = 1;
} finally {
  await browser.close();
  await cloud.close();
  await product.stop();
}

async function measure(browser: Browser): Promise<Figure[]> {
  const base = { baseURL: product.url, viewport: desktop, locale: 'en-GB', timezoneId: 'UTC' };
  const first = await scriptOf(browser, base, '/welcome');
  const context = await browser.newContext(base);
  const foreign = foreignHosts(context);
  await context.addInitScript(nameHelper);
  const effort = await countEffort(context);
  const page = await context.newPage();
  await makeOwner(page, product.code);

  effort.clicks = 0;
  effort.keys = 0;
  await page.getByRole('button', { name: 'Everything', exact: true }).click();
  await onReview(page);
  await build(page);
  await downloadPolicy(page);
  const { clicks, keys } = effort;

  await buildByUrl(page, cloud.url);
  const address = new URL(page.url()).pathname;
  const signedIn = { ...base, storageState: await context.storageState() };
  const servers = await scriptOf(browser, signedIn, '/servers');
  const builder = await scriptOf(browser, signedIn, address);
  await context.close();
  // Not the same: counting what a person does would tell of it from within what is measured.
  const measured = await browser.newContext(signedIn);
  const foreignThere = foreignHosts(measured);
  await measured.addInitScript(nameHelper);
  await measured.addInitScript(watchInteractions);
  await measured.addInitScript(watchFrames);
  const visual = await inVisual(measured, address);
  const split = await inSplit(measured, address);
  const foreignAll = new Set([...foreign, ...foreignThere]);
  return [
    told('script of Next and React alone, gzip', frameworkAlone(), ' kB'),
    atMost('script of the first page, gzip', first.page, ' kB', 120),
    atMost('script of /servers, gzip', servers.page, ' kB', 120),
    atMost('script of the builder, gzip', builder.page, ' kB', 220),
    told("script of the builder's worker, gzip", builder.worker, ' kB'),
    atMost('Monaco in it', builder.hasMonaco ? 1 : 0, '', 0),
    ...visual,
    ...split,
    atMost('clicks from a sample to its downloaded policy', clicks, '', 4),
    atMost('keys pressed for it', keys, '', 0),
    atMost('hosts asked other than its own', foreignAll.size, '', 0),
  ];
}

/** Grows with what the pages ask for. */
function foreignHosts(context: BrowserContext): Set<string> {
  const foreign = new Set<string>();
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(product.url).host) foreign.add(host);
  });
  return foreign;
}

async function inVisual(context: BrowserContext, address: string): Promise<Figure[]> {
  const figures = { search: [], decision: [], bulk: [], undo: [], findings: [] } as Record<string, number[]>;
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    const page = await opened(context, address);
    count = Math.max(count, await elements(page));
    figures.decision?.push(
      await slowest(page, async () => {
        for (const row of [3, 5, 8]) {
          await decide(page, row, 'Approve');
          await decide(page, row, 'Deny');
        }
      }),
    );
    figures.bulk?.push(
      await slowest(page, async () => {
        await press(page, page.getByRole('button', { name: 'Set decision' }));
        await press(page, page.getByRole('menuitem', { name: 'Approve' }));
      }),
    );
    figures.undo?.push(
      await slowest(page, () => press(page, page.getByRole('button', { name: /^Undo: Approve 805/ }))),
    );
    const box = page.getByRole('searchbox', { name: 'Search tools' });
    await box.focus();
    figures.search?.push(await slowest(page, () => page.keyboard.type('delete', { delay: 150 })));
    await box.fill('risk:destructive');
    figures.findings?.push(await untilChanged(page, 'click', problems, () => decide(page, 1, 'Allow')));
    await page.close();
  }
  const of = (name: string) => median(figures[name] ?? []);
  return [
    atMost('elements in the page, Visual', count, '', 1_500),
    atMost('typing in the search, INP', of('search'), ' ms', 100),
    atMost('changing a decision, INP', of('decision'), ' ms', 100),
    atMost('bulk change of 805 tools, INP', of('bulk'), ' ms', 200),
    atMost('undo of the bulk change, INP', of('undo'), ' ms', 200),
    atMost('findings after an edit', of('findings'), ' ms', 300),
  ];
}

async function inSplit(context: BrowserContext, address: string): Promise<Figure[]> {
  const toText: number[] = [];
  const toForm: number[] = [];
  const typing: number[] = [];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    const page = await opened(context, `${address}?tool=start_security_scan`);
    await chooseView(page, 'Split');
    await loadedEditor(page);
    await quiet(page);
    count = Math.max(count, await elements(page));
    const row = page.getByRole('row', { name: /^start_security_scan,/ });
    toText.push(
      await untilChanged(page, 'click', '.view-lines', () =>
        press(page, row.getByRole('radio', { name: 'Approve' })),
      ),
    );
    await page.getByRole('button', { name: /^Undo: / }).click();
    await quiet(page);
    await cursorBehindMaximum(page);
    // The row would change only once the findings are there.
    toForm.push(
      await untilChanged(page, 'keydown', '[aria-label="In plain words"]', () => page.keyboard.press('5')),
    );
    typing.push(await slowest(page, () => page.keyboard.type('55', { delay: 400 })));
    await page.close();
  }
  return [
    atMost('elements in the page, Split', count, '', 1_500),
    atMost('typing in JSON, INP', median(typing), ' ms', 200),
    atMost('form to JSON visible', median(toText), ' ms', 100),
    atMost('JSON to form visible', median(toForm), ' ms', 350),
  ];
}

/** A page of its own for each round, which knows nothing of what an earlier one changed. */
async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.addInitScript(() => localStorage.clear());
  await slowDown(page, slower);
  await page.goto(path);
  await page.getByRole('grid', { name: 'Tools' }).waitFor();
  await page.getByRole('button', { name: /^Problems \d/ }).waitFor();
  await quiet(page);
  return page;
}

function decide(page: Page, row: number, word: string) {
  return press(page, page.locator(`[role=row][data-row="${row}"]`).getByRole('radio', { name: word }));
}

/** Behind the number of the tool's limit, where a digit makes it another number. */
async function cursorBehindMaximum(page: Page) {
  const line = page.locator('.view-line', { hasText: '"start_security_scan_rate"' }).first();
  const number = line
    .locator('span')
    .filter({ hasText: /^\s*10$/ })
    .last();
  const { width, height } = (await number.boundingBox()) ?? { width: 2, height: 2 };
  await number.click({ position: { x: width - 1, y: height / 2 } });
}
