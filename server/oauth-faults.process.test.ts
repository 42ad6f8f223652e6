import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { disconnectServer, getAccess } from '@/lib/catalogue';
import type { Granted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import { outside } from '@/lib/wiring';
import {
  approveFinancial,
  type Class,
  callEach,
  classes,
  classTools,
  grantClasses,
  wasAnswered,
} from '../e2e/classes';
import {
  callTool,
  type GatewayProcess,
  type Installation,
  postgresBin,
  startInstallation,
} from '../e2e/gateways';
import { connectByOAuth } from '../e2e/oauth-access';

// A call of each class to a server that lets in by OAuth, where its access does not do.

describe.runIf(postgresBin)('a call of each class', () => {
  let installation: Installation;
  let fixture: Awaited<ReturnType<typeof startOAuth>>;
  let gateway: GatewayProcess;
  let granted: Granted;
  const needs: Record<string, string> = {};

  beforeAll(async () => {
    installation = await startInstallation();
    fixture = await startOAuth({ tools: classTools, needs });
    gateway = await installation.gateway();
  });
  afterAll(async () => {
    await installation?.close();
    await fixture?.close();
  });
  beforeEach(async () => {
    granted = await grantClasses(fixture.url, (actor, id) => connectByOAuth(fixture, actor, id));
    await approveFinancial(gateway, granted);
    fixture.calls.length = 0;
  });

  /** After that every process has asked again how a server is reached, and for how long. */
  const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
  const where = () => ({ serverId: granted.serverId });
  const recordsOf = async (verdict: 'allow' | 'deny') =>
    (await db().decisionRecord.findMany({ where: { ...where(), verdict }, orderBy: { id: 'asc' } })).map(
      ({ tool, rule, status }) => ({ tool, rule, status }),
    );
  const sorted = [...classes].sort();
  const isRefused = (answer: { name: Class; status: number; body: unknown }, code: number) =>
    expect([answer.name, answer.status, answer.body]).toEqual([
      answer.name,
      502,
      expect.objectContaining({ error: expect.objectContaining({ code }) }),
    ]);

  /** `spent`: what a person approved went with the call that failed. */
  async function goesThrough({ spent }: { spent: boolean }): Promise<void> {
    if (spent) await approveFinancial(gateway, granted);
    for (const answer of await callEach(gateway, granted))
      expect([answer.name, wasAnswered(answer)]).toEqual([answer.name, true]);
  }

  test('to a server that nobody has connected is refused and recorded, and goes through after', async () => {
    await disconnectServer(granted.team.as('owner'), where(), outside());
    await aSecond();
    for (const answer of await callEach(gateway, granted)) isRefused(answer, -31503);
    expect(fixture.calls).toEqual([]);
    await expect
      .poll(async () => (await recordsOf('deny')).map(({ tool, rule }) => `${tool} ${rule}`).sort())
      .toEqual(sorted.map((name) => `${name} (not connected)`));
    expect(await recordsOf('allow')).toEqual([]);
    await connectByOAuth(fixture, granted.team.as('owner'), granted.serverId);
    await goesThrough({ spent: false });
  });

  test('that was on its way to one as somebody disconnected it is given back', async () => {
    const before = await callTool(gateway, granted, 'Read');
    expect(before.status).toBe(200);
    fixture.calls.length = 0;
    await disconnectServer(granted.team.as('owner'), where(), outside());
    for (const answer of await callEach(gateway, granted)) isRefused(answer, -31503);
    expect(fixture.calls).toEqual([]);
    await expect
      .poll(async () => (await recordsOf('allow')).filter(({ status }) => status === null))
      .toEqual([]);
    const reached = (await recordsOf('allow')).filter(({ status }) => status !== 'not_sent');
    expect(reached).toMatchObject([{ tool: 'Read', status: 'answered' }]);
  });

  test('whose token has run out and cannot be renewed is refused, and goes through once it can', async () => {
    fixture.state.refreshFails = 1_000;
    await db().serverAccess.updateMany({
      where: where(),
      data: { renewAt: new Date(0), expiresAt: new Date(0) },
    });
    await aSecond();
    for (const answer of await callEach(gateway, granted)) isRefused(answer, -31503);
    expect(fixture.calls).toEqual([]);
    fixture.state.refreshFails = 0;
    await expect.poll(async () => (await callTool(gateway, granted, 'Read')).status).toBe(200);
    await goesThrough({ spent: false });
  });

  test.each(classes)('that gets 401 is not sent again, and stays recorded (%s)', async (name) => {
    await db().serverAccess.updateMany({ where: where(), data: { gotAt: new Date(0) } });
    fixture.forget();
    const answer = await callTool(gateway, granted, name);
    isRefused({ ...answer, name }, -31502);
    expect(fixture.calls).toEqual([]);
    await expect
      .poll(() => recordsOf('allow'))
      .toEqual([expect.objectContaining({ tool: name, status: 'broken' })]);
    await goesThrough({ spent: name === 'Financial' });
  });

  test('that needs more than was granted is not sent again, and stays recorded', async () => {
    for (const name of classes) needs[name] = 'tools:more';
    for (const answer of await callEach(gateway, granted)) {
      isRefused(answer, -31502);
      expect(JSON.stringify(answer)).toContain('wants more access');
      expect(JSON.stringify(answer)).not.toMatch(/tools:more|words of the challenge|www-authenticate/i);
    }
    expect(fixture.calls).toEqual([]);
    await expect
      .poll(async () => (await recordsOf('allow')).map(({ tool, status }) => `${tool} ${status}`).sort())
      .toEqual(sorted.map((name) => `${name} broken`));
    await expect
      .poll(() => getAccess(granted.team.as('viewer'), where()))
      .toMatchObject({ asks: ['tools:more'] });
    await connectByOAuth(fixture, granted.team.as('owner'), granted.serverId);
    await goesThrough({ spent: true });
  });
});
