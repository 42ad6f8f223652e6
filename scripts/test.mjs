import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './steps/browser.mjs';
import { nodeTool } from './steps/command.mjs';
import { prepareConformance } from './steps/conformance.mjs';
import { findPostgres, startPostgres } from './steps/postgres.mjs';
import { prepare } from './steps/prepare.mjs';
import { run, say } from './steps/say.mjs';

// `npm test`: the same set-up as `npm start`, then everything. Its last line is `N passed, N failed`, over all parts.
// With `--complete`, as in CI, a part that cannot run here has failed.

const complete = process.argv.includes('--complete');

const parts = [];
const notes = [];
const reports = mkdtempSync(join(tmpdir(), 'sallyport-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

await run(async () => {
  const outside = process.env.TEST_DATABASE_URL || undefined;
  for (const name of ['DATABASE_URL', 'TEST_DATABASE_URL', 'PORT', 'HOST', 'NODE_ENV'])
    delete process.env[name];
  for (const name of Object.keys(process.env)) if (name.startsWith('SALLYPORT_')) delete process.env[name];
  process.env.CI ||= 'true';
  await prepare({ development: true, web: true });

  await check('Format, lint and layers', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']);
  await check('Types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']);
  await check('Migrations', '../scripts/migration.mjs', ['--check']);
  await vitest('Unit and property tests', 'unit');
  await vitest('Gateway, connections and programs', 'system');
  await vitest('Database tests on the embedded database', 'database');
  await onPostgres(outside);
  await vitest('Start, stop and kill', 'process');
  await conformance();
  await journeys();
  summary();
});

/** A program that passes or fails as a whole: it counts as one. */
async function check(name, script, args) {
  say(`\n── ${name}`);
  const code = await nodeTool(script, args);
  parts.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
}

async function vitest(name, project, env = {}) {
  say(`\n── ${name}`);
  const file = join(reports, `${parts.length}.json`);
  const code = await nodeTool(
    'vitest/vitest.mjs',
    [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      '--passWithNoTests',
    ],
    { env },
  );
  const report = readReport(file);
  const passed = report?.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests to fail: it counts by itself.
  const broken = report?.testResults?.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some(isFailed),
  );
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
  parts.push({ name, passed, failed: code !== 0 && failed === 0 ? 1 : failed });
}

const isFailed = ({ status }) => status === 'failed';

async function onPostgres(outside) {
  const name = 'Database tests on a real Postgres';
  if (outside) return vitest(name, 'database', { TEST_DATABASE_URL: outside });
  const bin = findPostgres();
  if (!bin) return skip(name, 'no Postgres was found. Install one, or set TEST_DATABASE_URL');
  const postgres = await startPostgres(bin);
  const stop = () => void postgres.stop();
  process.once('exit', stop);
  try {
    await vitest(name, 'database', { TEST_DATABASE_URL: postgres.url });
  } finally {
    process.off('exit', stop);
    await postgres.stop();
  }
}

async function conformance() {
  const name = 'The official conformance suite and other clients';
  const missing = await prepareConformance();
  if (missing) return skip(name, missing);
  await vitest(name, 'conformance');
}

function skip(name, why) {
  notes.push(`${name}: skipped, since ${why}.`);
  if (complete) parts.push({ name, passed: 0, failed: 1 });
}

async function journeys() {
  const name = 'Journeys in a browser';
  say(`\n── ${name}`);
  const browser = await findOrInstallBrowser();
  if (!browser) {
    notes.push(
      `${name}: no Chromium was found or could be installed. Install one and set CHROMIUM_PATH to it.`,
    );
    parts.push({ name, passed: 0, failed: 1 });
    return;
  }
  const file = join(reports, 'journeys.json');
  const code = await nodeTool(
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', '--pass-with-no-tests'],
    {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser },
    },
  );
  const report = readReport(file);
  const passed = report?.stats?.expected ?? 0;
  const failed = (report?.stats?.unexpected ?? 0) + (report?.stats?.flaky ?? 0);
  parts.push({ name, passed, failed: code !== 0 && failed === 0 ? 1 : failed });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summary() {
  say('');
  for (const { name, passed, failed } of parts) say(`${name}: ${passed} passed, ${failed} failed`);
  for (const note of notes) say(note);
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}
