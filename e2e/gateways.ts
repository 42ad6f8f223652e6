import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Granted } from '@/lib/control/testing/granted';
import { type Permission, permissions } from '@/lib/gateway';
import type { Actor } from '@/lib/rights';
import { findPostgres, startPostgres } from '../scripts/steps/postgres.mjs';

/** An installation for tests that run the gateway as processes of its own. */
export type Installation = {
  /** undefined: the embedded database. */
  postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
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
 * On a Postgres of its own where there is one, else on the embedded database. Migrates, and makes `db()` of this very
 * process work on it: what is registered here is what the gateways serve. One a test file, since a process has one
 * environment.
 */
export async function startInstallation(options: { durable?: boolean } = {}): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), 'sallyport-gateways-'));
  const postgres = postgresBin === undefined ? undefined : await startPostgres(postgresBin, options);
  const env: Record<string, string> = {
    ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
    SALLYPORT_DATA: data,
    SALLYPORT_SECRET: randomBytes(32).toString('hex'),
  };
  Object.assign(process.env, env);
  const { connect } = await import('@/lib/db/operate');
  const database = await connect({ share: false });
  const running = new Set<GatewayProcess>();
  return {
    postgres,
    env,
    async gateway(more = {}) {
      const started = await startGateway({ ...env, ...more });
      running.add(started);
      return started;
    },
    async close() {
      for (const one of running) await one.kill();
      await database.close().catch(() => {});
      await postgres?.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** `sallyport gateway` with these settings and no others, as its launcher starts it. */
export async function startGateway(settings: Record<string, string>): Promise<GatewayProcess> {
  const ours = /^(SALLYPORT_|DATABASE_URL$|TEST_DATABASE_URL$|PORT$|HOST$|NODE_ENV$|VITEST)/;
  const inherited: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(inherited)) if (ours.test(name)) delete inherited[name];
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

export type Served = {
  policy: object;
  unreviewed?: 'deny' | 'hold' | 'allow';
  /** Before it is asked for its tools. */
  prepare?: (owner: Actor, serverId: string) => Promise<void>;
  /** Beside tools. */
  may?: 'everything' | readonly Permission[];
};

/** A server by its address, or by its command: the program and its arguments. */
export type ServedServer = string | readonly [command: string, ...args: string[]];

/** Registers the server, asks it for its tools, reviews all of them, and makes a policy and a grant. */
export async function serve(
  server: ServedServer,
  { policy, unreviewed = 'deny', may = [], prepare }: Served,
): Promise<Granted> {
  const { makeTeam } = await import('@/lib/accounts/testing/people');
  const { confirmReview, discoverServer, getServer, registerByCommand, registerByUrl } = await import(
    '@/lib/catalogue'
  );
  const { createGrant, createPolicy, setEnforcement } = await import('@/lib/control');
  const { outside } = await import('@/lib/wiring');
  const team = await makeTeam({ operates: true });
  const owner = team.as('owner');
  const [command = '', ...args] = typeof server === 'string' ? [] : server;
  const { id: serverId } =
    typeof server === 'string'
      ? await registerByUrl(owner, { url: server, headers: [] })
      : await registerByCommand(owner, { command, args, env: [], confirmed: [...server] }, outside());
  await prepare?.(owner, serverId);
  const last = await discoverServer(owner, { serverId }, outside());
  if (last.kind !== 'done') throw new Error(JSON.stringify(last));
  await confirmReview(owner, { serverId, offer: (await getServer(owner, { serverId })).offer });
  await setEnforcement(owner, { serverId, unreviewed });
  const text = JSON.stringify({ version: '1', default: 'deny', ...policy });
  const made = await createPolicy(owner, { name: 'Rules', serverId, start: { text } });
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  const grant = await createGrant(
    owner,
    {
      serverId,
      label: 'Agent',
      policyId: made.id,
      policyNumber: null,
      candidateId: null,
      candidateNumber: null,
      may: may === 'everything' ? [...permissions] : [...may],
      maxInFlight: 100,
      expiresAt: null,
    },
    'https://sally.example',
  );
  return { team, serverId, policyId: made.id, grantId: grant.id, token: grant.token };
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
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: text.startsWith('{') ? JSON.parse(text) : { text } };
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came.
export type Answered = { status: number; headers: Record<string, string>; body: any };
