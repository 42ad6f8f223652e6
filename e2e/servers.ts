import { cloudTools, startCloud } from './fixtures/index.mjs';
import { test as journey } from './journey';

export type Fixture = {
  url: string;
  seen: {
    method: string;
    path: string;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }[];
  close: () => Promise<void>;
};

/** `serve` keeps a server of the tests' own running until its journey is over. */
export const test = journey.extend<{
  serve: <F extends Fixture>(starting: Promise<F>) => Promise<F>;
  small: Fixture;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern.
  serve: async ({}, use) => {
    const running: Fixture[] = [];
    await use(async (starting) => {
      const fixture = await starting;
      running.push(fixture);
      return fixture;
    });
    await Promise.all(running.map((fixture) => fixture.close()));
  },
  /** Fourteen tools of every class, `start_security_scan` among them. */
  small: async ({ serve }, use) => {
    const tools = cloudTools();
    const scan = tools.findIndex((tool) => tool.name === 'start_security_scan');
    const from = Math.floor(scan / 7) * 7;
    await use(await serve(startCloud({ tools: tools.slice(from, from + 14) })));
  },
});

export { expect, nobody } from './journey';
