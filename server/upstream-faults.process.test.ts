import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeGrant } from '@/lib/control';
import type { Granted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import {
  approveFinancial,
  type ClassServer,
  callEach,
  classes,
  type Fault,
  grantClasses,
  startClassServer,
  unrecorded,
  wasAnswered,
} from '../e2e/classes';
import { type GatewayProcess, type Installation, postgresBin, startInstallation } from '../e2e/gateways';

// What happens to a call of each class when its server or the gateway itself fails. In all: the record is there.

let installation: Installation;
let server: ClassServer;
let gateway: GatewayProcess;

beforeAll(async () => {
  if (postgresBin === undefined) return;
  installation = await startInstallation({ durable: true });
  server = await startClassServer();
  gateway = await installation.gateway();
});
afterEach(() => {
  if (server) server.fault = undefined;
});
afterAll(async () => {
  await installation?.close();
  await server?.close();
});

const begin = (res: ServerResponse, type: string, text: string) => {
  res.writeHead(200, { 'content-type': type });
  res.write(text);
};
const bytes = (res: ServerResponse, left: number) => {
  if (left === 0 || res.destroyed) return void res.end();
  res.write(Buffer.alloc(1024 * 1024, 'x'), () => setImmediate(bytes, res, left - 1));
};
const faults: Record<string, { fault: Fault; answer: number; outcome: string }> = {
  hangs: { fault: () => {}, answer: 504, outcome: 'timeout' },
  resets: { fault: (_, res) => void res.destroy(), answer: 502, outcome: 'broken' },
  'answers 500': { fault: (_, res) => void res.writeHead(500).end('{}'), answer: 502, outcome: 'broken' },
  'answers 100 MB': {
    fault: (_, res) => {
      begin(res, 'application/json', '{"jsonrpc":"2.0","id":1,"result":{"x":"');
      bytes(res, 100);
    },
    answer: 502,
    outcome: 'broken',
  },
  'answers garbage': {
    fault: (_, res) => {
      begin(res, 'application/json', '\u0000{]');
      res.end();
    },
    answer: 502,
    outcome: 'broken',
  },
  'ends half a stream': {
    fault: (_, res) => {
      begin(res, 'text/event-stream', 'data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n');
      setTimeout(() => res.destroy(), 50);
    },
    answer: 200,
    outcome: 'broken',
  },
};

async function granted(timeoutMs = 1_000): Promise<Granted> {
  const made = await grantClasses(server.url);
  await db().server.update({ where: { id: made.serverId }, data: { timeoutMs } });
  await approveFinancial(gateway, made);
  return made;
}
const recordsOf = ({ grantId }: Granted) =>
  db().decisionRecord.findMany({ where: { grantId, verdict: 'allow' }, orderBy: { tool: 'asc' } });
const sorted = [...classes].sort();

describe.runIf(postgresBin)('a call of each class', () => {
  test.each(Object.entries(faults))('to a server that %s', async (_, { fault, answer, outcome }) => {
    const grant = await granted();
    const before = server.reached.length;
    server.fault = fault;
    for (const { name, status, body } of await callEach(gateway, grant)) {
      expect([name, status]).toEqual([name, answer]);
      expect(JSON.stringify(body)).toMatch(/-315\d\d/);
    }
    expect(server.reached.slice(before)).toHaveLength(classes.length);
    await expect
      .poll(async () => (await recordsOf(grant)).map(({ tool, status }) => [tool, status]))
      .toEqual(sorted.map((name) => [name, outcome]));
    expect(await unrecorded(server)).toEqual([]);
  });

  test('whose gateway is killed while the server works on it', async () => {
    const dying = await installation.gateway();
    const grant = await granted(30_000);
    const before = server.reached.length;
    server.fault = () => {};
    const calling = callEach(dying, grant);
    await expect.poll(() => server.reached.length - before).toBe(classes.length);
    await dying.kill();
    expect((await calling).map(({ status }) => status)).toEqual(classes.map(() => 0));
    expect((await recordsOf(grant)).map(({ tool, status }) => [tool, status])).toEqual(
      sorted.map((name) => [name, null]),
    );
    // The approval is spent and the counts stand: another process knows.
    server.fault = undefined;
    const answers = await callEach(gateway, grant);
    expect(answers.filter(wasAnswered).map(({ name }) => name)).toEqual(classes.slice(0, 4));
    expect(JSON.stringify(answers.at(-1)?.body)).toContain('[APPROVAL REQUIRED]');
    expect(await unrecorded(server)).toEqual([]);
  });

  test.each([
    ['back', -2],
    ['forth', 2],
  ])(
    'whose gateway’s clock jumps %s by days: windows and expiry are those of the database',
    async (_, days) => {
      const clock = `data:text/javascript,const now = Date.now; Date.now = () => now() + ${days * 86_400_000};`;
      const jumped = await installation.gateway({ NODE_OPTIONS: `--import ${JSON.stringify(clock)}` });
      const grant = await granted();
      expect((await callEach(jumped, grant)).filter(wasAnswered)).toHaveLength(classes.length);
      const windows = await db().quotaCount.findMany({ distinct: ['windowStart'] });
      const midnight = new Date().setUTCHours(0, 0, 0, 0);
      expect(windows.map(({ windowStart }) => windowStart.getTime())).toEqual([midnight]);
      for (const { at } of await recordsOf(grant))
        expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(3_600_000);
      const before = server.reached.length;
      await db().grant.update({
        where: { id: grant.grantId },
        data: { expiresAt: new Date(Date.now() - 1_000) },
      });
      expect((await callEach(jumped, grant)).filter(wasAnswered)).toEqual([]);
      expect(server.reached).toHaveLength(before);
      await jumped.kill();
    },
  );

  test('whose grant is revoked, from that moment on', async () => {
    const grant = await granted();
    expect((await callEach(gateway, grant)).filter(wasAnswered)).toHaveLength(classes.length);
    await approveFinancial(gateway, grant);
    await revokeGrant(grant.team.as('owner'), { grantId: grant.grantId });
    const before = server.reached.length;
    expect((await callEach(gateway, grant)).filter(wasAnswered)).toEqual([]);
    expect(server.reached).toHaveLength(before);
  });
});
