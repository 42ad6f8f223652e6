import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { disconnectServer, getAccess } from '@/lib/catalogue';
import type { Granted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import { outside } from '@/lib/wiring';
import {
  callTool,
  type GatewayProcess,
  type Installation,
  postgresBin,
  serve,
  startInstallation,
} from '../e2e/gateways';
import { connectByOAuth } from '../e2e/oauth-access';

// A server that lets in by OAuth alone, behind two processes of `sallyport gateway` on one database.

const definitions = ['look', 'pay', 'send'].map((name) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object' as const, properties: { id: { type: 'string' } } },
}));

describe.runIf(postgresBin)('two gateways before a server that lets in by OAuth', () => {
  let installation: Installation;
  let fixture: Awaited<ReturnType<typeof startOAuth>>;
  let granted: Granted;
  let gateways: [GatewayProcess, GatewayProcess];

  beforeAll(async () => {
    installation = await startInstallation();
    fixture = await startOAuth({ tools: definitions, needs: { send: 'tools:send' } });
    granted = await serve(fixture.url, {
      policy: { tools: { look: {}, send: {} } },
      prepare: (actor, id) => connectByOAuth(fixture, actor, id),
    });
    gateways = [await installation.gateway(), await installation.gateway()];
  });
  afterAll(async () => {
    await installation?.close();
    await fixture?.close();
  });

  const owner = () => granted.team.as('owner');
  const look = (gateway: GatewayProcess, id: number) =>
    callTool(gateway, granted, 'look', { id: `${id}` }, id);
  const many = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, id) => look(gateways[id % 2] as GatewayProcess, id)));
  const where = () => ({ serverId: granted.serverId });
  const tool = expect.objectContaining({ content: [expect.objectContaining({ type: 'text' })] });

  it('calls reach it with the token, which no client of the gateway’s brought', async () => {
    for (const answer of await many(4)) expect(answer).toMatchObject({ status: 200, body: { result: tool } });
    const last = fixture.seen.at(-1)?.headers.authorization ?? '';
    expect(last).toMatch(/^Bearer access-/);
    expect(last).not.toContain(granted.token);
  });

  it('a token that ran out is renewed once for all the calls of both', async () => {
    fixture.state.refreshDelayMs = 400;
    const before = fixture.state.refreshed;
    await db().serverAccess.updateMany({
      where: where(),
      data: { renewAt: new Date(0), expiresAt: new Date(0) },
    });
    fixture.forget();
    // A second later every process has asked again how long its token lasts.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (const answer of await many(40))
      expect(answer).toMatchObject({ status: 200, body: { result: tool } });
    expect(fixture.state.refreshed).toBe(before + 1);
    fixture.state.refreshDelayMs = 0;
  });

  it('short ones are renewed in time, again and again, and no call fails', async () => {
    fixture.state.lifetime = 2;
    await db().serverAccess.updateMany({ where: where(), data: { renewAt: new Date(0) } });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const before = fixture.state.refreshed;
    for (let round = 0; round < 12; round += 1) {
      for (const answer of await many(6))
        expect(answer).toMatchObject({ status: 200, body: { result: tool } });
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    expect(fixture.state.refreshed).toBeGreaterThan(before + 1);
    fixture.state.lifetime = 3600;
  });

  it('a call that gets 401 is not sent again: the token is renewed, and the next call goes through', async () => {
    await db().serverAccess.updateMany({ where: where(), data: { renewAt: new Date(0) } });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await look(gateways[0], 1)).status).toBe(200);
    await db().serverAccess.updateMany({ where: where(), data: { gotAt: new Date(0) } });
    const { refreshed } = fixture.state;
    fixture.forget();
    fixture.calls.length = 0;
    const posts = fixture.seen.length;
    const refused = await look(gateways[0], 2);
    expect(refused).toMatchObject({ status: 502, body: { error: { code: -31502 } } });
    expect(fixture.seen).toHaveLength(posts + 1);
    expect(await look(gateways[0], 3)).toMatchObject({ status: 200, body: { result: tool } });
    expect(fixture.calls).toEqual([expect.objectContaining({ arguments: { id: '3' } })]);
    expect(fixture.state.refreshed).toBe(refreshed + 1);
  });

  it('a call that needs more than was granted says so, is not sent again, and goes through when it is connected anew', async () => {
    const { tooNarrow, refreshed } = fixture.state;
    const send = () => callTool(gateways[0], granted, 'send', { id: 's' }, 7);
    const refused = await send();
    expect(refused).toMatchObject({ status: 502, body: { error: { code: -31502 } } });
    const { name } = await db().server.findUniqueOrThrow({ where: { id: granted.serverId } });
    expect(refused.body.error.message).toContain(`The server ${name} wants more access`);
    expect(JSON.stringify(refused)).not.toMatch(/words of the challenge|tools:send|www-authenticate/i);
    expect([fixture.state.tooNarrow, fixture.state.refreshed]).toEqual([tooNarrow + 1, refreshed]);
    // Everything that needs no more goes on.
    expect(await look(gateways[0], 8)).toMatchObject({ status: 200, body: { result: tool } });
    await expect
      .poll(() => getAccess(owner(), where()))
      .toMatchObject({ state: 'connected', asks: ['tools:send'] });
    const records = { serverId: granted.serverId, tool: 'send', verdict: 'allow', status: 'broken' };
    await expect.poll(() => db().decisionRecord.count({ where: records })).toBe(1);
    await connectByOAuth(fixture, owner(), granted.serverId);
    expect(await getAccess(owner(), where())).toMatchObject({ asks: null });
    expect(await send()).toMatchObject({ status: 200, body: { result: tool } });
  });

  it('calls are refused and recorded once the access is over, and go through when it is given anew', async () => {
    fixture.forget(true);
    await db().serverAccess.updateMany({
      where: where(),
      data: { renewAt: new Date(0), expiresAt: new Date(0) },
    });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const posts = fixture.seen.length;
    for (const answer of await many(6)) {
      expect(answer).toMatchObject({ status: 502, body: { error: { code: -31503 } } });
      expect(answer.body.error.message).toMatch(/access to the server is over/);
    }
    expect(fixture.seen).toHaveLength(posts);
    expect(await getAccess(owner(), where())).toMatchObject({ state: 'lost' });
    const records = { serverId: granted.serverId, verdict: 'deny', rule: '(not connected)' };
    await expect.poll(() => db().decisionRecord.count({ where: records })).toBe(6);
    await connectByOAuth(fixture, owner(), granted.serverId);
    for (const answer of await many(4)) expect(answer).toMatchObject({ status: 200, body: { result: tool } });
  });

  it('holds from the next call on that somebody disconnected it', async () => {
    expect((await look(gateways[1], 1)).status).toBe(200);
    const posts = fixture.seen.length;
    await disconnectServer(owner(), where(), outside());
    for (const answer of await many(4)) expect(answer).toMatchObject({ status: 502 });
    expect(fixture.seen).toHaveLength(posts);
  });

  it('no token is in a record or in what the gateways print', async () => {
    const kept = JSON.stringify(
      await db().decisionRecord.findMany({ where: { serverId: granted.serverId } }),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
    const said = gateways.map((gateway) => gateway.said()).join('\n');
    expect(kept).toContain('(not connected)');
    for (const text of [kept, said]) expect(text).not.toMatch(/(?:access|refresh|secret|code)-[\w-]{20,}/);
  });
});
