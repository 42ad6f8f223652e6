import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './steps/browser.mjs';
import { nodeTool } from './steps/command.mjs';
import { prepareConformance } from './steps/conformance.mjs';
import { runParts } from './steps/parts.mjs';
import { findPostgres, startPostgres } from './steps/postgres.mjs';
import { prepare } from './steps/prepare.mjs';
import { run, say } from './steps/say.mjs';

// `npm test`: the same set-up as `npm start`, then everything. Its last line is `N passed, N failed`, over all parts.
// With `--complete`, as in CI, a part that cannot run here has failed.

const complete = process.argv.includes('--complete');

const reports = mkdtempSync(join(tmpdir(), 'sallyport-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

await run(async () => {
  const outside = process.env.TEST_DATABASE_URL || undefined;
  for (const name of ['DATABASE_URL', 'TEST_DATABASE_URL', 'PORT', 'HOST', 'NODE_ENV'])
    delete process.env[name];
  for (const name of Object.keys(process.env)) if (name.startsWith('SALLYPORT_')) delete process.env[name];
  process.env.CI ||= 'true';
  await prepare({ development: true, web: true });

  const checks = [
    check('Format, lint and layers', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']),
    check('Types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
    check('Migrations', '../scripts/migration.mjs', ['--check']),
  ];
  const tests = [
    vitest('Unit and property tests', 'unit'),
    vitest('Gateway, connections and programs', 'system'),
  ];
  // Each of these leaves a core idle for most of its time, and the two take about as long.
  const databases = [
    vitest('Database tests on the embedded database', 'database'),
    onPostgres(outside),
    conformance(),
  ];
  const processes = [vitest('Start, stop and kill', 'process')];
  summary(await runParts([[checks, tests], [databases, processes], [[journeys()]]]));
});

/** A program that passes or fails as a whole: it counts as one. */
function check(name, script, args) {
  return {
    name,
    run: async (held) => {
      const code = await nodeTool(script, args, heading(name, held));
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    },
  };
}

/** Options of a program that is part `name`: its heading comes first, or with all that it says when it has ended. */
function heading(name, held) {
  const title = `\n── ${name}`;
  if (held) return { title };
  say(title);
  return {};
}

function vitest(name, project, env = {}) {
  return { name, run: (held) => runVitest(name, project, env, held) };
}

async function runVitest(name, project, env, held) {
  const file = join(reports, `${name}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const code = await nodeTool(
    'vitest/vitest.mjs',
    [...args, `--outputFile.json=${file}`, '--passWithNoTests'],
    { env, ...heading(name, held) },
  );
  const report = readReport(file);
  const passed = report?.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests to fail: it counts by itself.
  const broken = report?.testResults?.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some(isFailed),
  );
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function isFailed({ status }) {
  return status === 'failed';
}

function onPostgres(outside) {
  const name = 'Database tests on a real Postgres';
  if (outside) return vitest(name, 'database', { TEST_DATABASE_URL: outside });
  const bin = findPostgres();
  if (!bin) return skip(name, 'no Postgres was found. Install one, or set TEST_DATABASE_URL');
  return {
    name,
    run: async (held) => {
      const postgres = await startPostgres(bin);
      const stop = () => void postgres.stop();
      process.once('exit', stop);
      try {
        return await runVitest(name, 'database', { TEST_DATABASE_URL: postgres.url }, held);
      } finally {
        process.off('exit', stop);
        await postgres.stop();
      }
    },
  };
}

function conformance() {
  const name = 'The official conformance suite and other clients';
  return {
    name,
    run: async (held) => {
      const missing = await prepareConformance();
      return missing ? skip(name, missing).run() : runVitest(name, 'conformance', {}, held);
    },
  };
}

function skip(name, why) {
  const note = `${name}: skipped, since ${why}.`;
  return { name, run: async () => ({ passed: 0, failed: complete ? 1 : 0, note }) };
}

function journeys() {
  const name = 'Journeys in a browser';
  return { name, run: (held) => runJourneys(name, held) };
}

async function runJourneys(name, held) {
  const browser = await findOrInstallBrowser();
  if (!browser) {
    const note = `${name}: no Chromium was found or could be installed. Install one and set CHROMIUM_PATH to it.`;
    return { passed: 0, failed: 1, note };
  }
  const file = join(reports, 'journeys.json');
  const code = await nodeTool(
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', '--pass-with-no-tests'],
    {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser },
      ...heading(name, held),
    },
  );
  const report = readReport(file);
  const passed = report?.stats?.expected ?? 0;
  const failed = (report?.stats?.unexpected ?? 0) + (report?.stats?.flaky ?? 0);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summary(parts) {
  say('');
  for (const { name, passed, failed } of parts) say(`${name}: ${passed} passed, ${failed} failed`);
  for (const { note } of parts) if (note) say(note);
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}
