import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { command, nodeTool } from './command.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium that is here: CHROMIUM_PATH, the usual places, Playwright's own. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return [...usual, playwrightsOwn()].find((path) => path && isProgram(path));
}

/** As above; where there is none, Debian's package (as root), then Playwright's download. Undefined where all fail. */
export async function findOrInstallBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say("Installing Debian's chromium for the browser tests");
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await command('apt-get', ['update', '-qq'], { quiet: true, env }).catch(() => 1);
    await command('apt-get', ['install', '-y', '-qq', 'chromium'], { quiet: true, env }).catch(() => 1);
    if (findBrowser()) return findBrowser();
  }
  say("Installing Playwright's chromium for the browser tests");
  await nodeTool('playwright/cli.js', ['install', 'chromium'], { quiet: true }).catch(() => 1);
  return findBrowser();
}

function playwrightsOwn() {
  try {
    const require = createRequire(join(root, 'package.json'));
    return require('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
