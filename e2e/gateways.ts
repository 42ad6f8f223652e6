import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Granted } from '@/lib/control/testing/granted';
import { findPostgres, startPostgres } from '../scripts/steps/postgres.mjs';

/** A real Postgres with an installation on it, for tests that run the gateway as processes of its own. */
export type Installation = {
  /** Of the database, as its own processes reach it. */
  databaseUrl: string;
  postgres: Awaited<ReturnType<typeof startPostgres>>;
  env: Record<string, string>;
  /** `sallyport gateway` on it. More settings win over the installation's. */
  gateway(more?: Record<string, string>): Promise<GatewayProcess>;
  /** Ends every gateway and the database. */
  close(): Promise<void>;
};

export type GatewayProcess = {
  /** Its address, without a path. */
  url: string;
  pid: number;
  said: () => string;
  stop(): Promise<number | null>;
  /** SIGKILL, then waits until it is gone. */
  kill(): Promise<void>;
};

export const postgresBin = findPostgres();

/**
 * Migrates, and makes `db()` of this very process work on it: what is registered here is what the gateways serve. One
 * a test file, since a process has one environment.
 */
export async function startInstallation(options: { durable?: boolean } = {}): Promise<Installation> {
  const postgres = await startPostgres(postgresBin ?? '', options);
  const data = mkdtempSync(join(tmpdir(), 'sallyport-gateways-'));
  const env = {
    DATABASE_URL: postgres.url,
    SALLYPORT_DATA: data,
    SALLYPORT_SECRET: randomBytes(32).toString('hex'),
  };
  Object.assign(process.env, env);
  const { migrate } = await import('@/lib/db/operate');
  await migrate({ kind: 'postgres', connectionString: postgres.url });
  const running = new Set<GatewayProcess>();
  return {
    databaseUrl: postgres.url,
    postgres,
    env,
    async gateway(more = {}) {
      const started = await startGateway({ ...env, ...more });
      running.add(started);
      return started;
    },
    async close() {
      for (const one of running) await one.kill();
      const { disconnect } = await import('@/lib/db');
      await disconnect().catch(() => {});
      await postgres.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** `sallyport gateway` with these settings and no others, as its launcher starts it. */
export async function startGateway(settings: Record<string, string>): Promise<GatewayProcess> {
  const ours = /^(SALLYPORT_|DATABASE_URL$|TEST_DATABASE_URL$|PORT$|HOST$|NODE_ENV$|VITEST)/;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const child = spawn(process.execPath, ['bin/sallyport.mjs', 'gateway'], {
    env: { ...inherited, PORT: '0', ...settings } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gone = new Promise<number | null>((done) => child.once('exit', done));
  const url = await serving(child, (text) => {
    said += text;
    return said;
  });
  if (url === null) throw new Error(`The gateway ended with ${await gone} before it served:\n${said}`);
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function serving(child: ChildProcess, heard: (text: string) => string): Promise<string | null> {
  return new Promise((done) => {
    child.once('exit', () => done(null));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data) => {
        const url = /serves on (http\S+)\/mcp\/\n/.exec(heard(String(data)))?.[1];
        if (url) done(url);
      });
    }
  });
}

/** One tools/call of the legacy generation; `body` is the answer's JSON. */
export async function callTool(
  gateway: { url: string },
  { serverId, token }: Pick<Granted, 'serverId' | 'token'>,
  name: string,
  args: object = {},
  id: number | string = 1,
): Promise<Answered> {
  const answer = await fetch(`${gateway.url}/mcp/${serverId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : { text } };
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came.
export type Answered = { status: number; body: any };
