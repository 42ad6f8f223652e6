import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/steps/browser.mjs';

// The journeys run against `npm start`'s production build, which e2e/journey.ts starts with a port and a data folder
// of its own. `npm test` installs a browser where there is none.
const executablePath = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  // A journey that passes only sometimes is a fault to find, not one to try again.
  retries: 0,
  // Each has a product, a data folder and a browser of its own.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(process.env.CI ? [] : [['html', { open: 'never' }] as const])],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Recording costs a third of the time. `npx playwright test --trace on one.spec.ts` shows what a failed journey saw.
    trace: 'off',
    screenshot: 'only-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Chromium's own sandbox does not run as root, and only there it is off.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
