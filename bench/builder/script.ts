import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions } from '@playwright/test';

export type Script = { page: number; worker: number; hasMonaco: boolean };

/** What Next and React bring to any page before its first component: kilobytes after gzip, of the build that is there. */
export function frameworkAlone(): number {
  const manifest: unknown = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8'));
  const { rootMainFiles } = manifest as { rootMainFiles: string[] };
  return rootMainFiles.reduce((sum, file) => sum + kilobytes(readFileSync(`.next/${file}`)), 0);
}

function kilobytes(script: Buffer): number {
  return gzipSync(script, { level: 6 }).byteLength / 1_000;
}

/**
 * The script that a page fetches by itself, without a click, into an empty cache: kilobytes (1,000 bytes) after gzip, those
 * of its workers apart. What a browser would fetch ahead for other pages counts.
 */
export async function scriptOf(
  browser: Browser,
  options: BrowserContextOptions,
  path: string,
): Promise<Script> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const found: Promise<{ url: string; body: Buffer; ofWorker: boolean }>[] = [];
  context.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!response.ok() || !pathname.endsWith('.js')) return;
    const ofWorker = response.request().resourceType() === 'other';
    found.push(response.body().then((body) => ({ url: pathname, body, ofWorker })));
  });
  const workers = new Set<string>();
  page.on('worker', (worker) => workers.add(new URL(worker.url()).pathname));
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_500);
  const scripts = await Promise.all(found);
  await context.close();
  let own = 0;
  let worker = 0;
  for (const { url, body, ofWorker } of scripts) {
    const size = kilobytes(body);
    if (process.env.BENCH_VERBOSE)
      console.log(`  ${path} ${ofWorker ? 'worker ' : ''}${url} ${size.toFixed(1)} kB`);
    if (ofWorker || workers.has(url)) worker += size;
    else own += size;
  }
  return {
    page: own,
    worker,
    hasMonaco: scripts.some(({ body }) => body.includes('editor.contrib.')),
  };
}
