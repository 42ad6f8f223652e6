import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { readTrail } from '@/lib/audit';
import { db } from '@/lib/db';
import { bearerOf, tokenRefused } from './access-tokens';
import {
  comeBack,
  connectServer,
  disconnectServer,
  discoverServer,
  editServer,
  getAccess,
  getServer,
  listServers,
  registerByUrl,
} from './index';
import { testOutside } from './testing/outside';

type Fixture = Awaited<ReturnType<typeof startOAuth>>;
const outside = testOutside();
const reach = { addresses: outside.addresses };
const here = {
  redirectUri: 'http://127.0.0.1:47101/api/oauth/callback',
  clientDocument: null,
  sessionId: 'session-1',
};
const running: Fixture[] = [];
let team: Team;

beforeAll(async () => {
  team = await makeTeam({ operates: true });
});
afterEach(async () => {
  for (const fixture of running.splice(0)) await fixture.close();
});
afterAll(outside.remove);

async function start(options: Parameters<typeof startOAuth>[0] = {}) {
  const fixture = await startOAuth(options);
  running.push(fixture);
  const { id: serverId } = await registerByUrl(team.as('member'), { url: fixture.url, headers: [] });
  return { fixture, serverId };
}

function readBack(address: URL) {
  return Object.fromEntries(address.searchParams) as { state: string };
}

async function setOut(fixture: Fixture, serverId: string, answer: 'allow' | 'refuse' = 'allow') {
  const { authorizationUrl } = await connectServer(team.as('member'), { serverId }, outside, here);
  return readBack(await fixture.consent(authorizationUrl, answer));
}

async function connect(options: Parameters<typeof startOAuth>[0] = {}) {
  const { fixture, serverId } = await start(options);
  const back = await setOut(fixture, serverId);
  const came = await comeBack(team.as('member'), back, outside, here.sessionId);
  expect(came).toMatchObject({ serverId, connected: true });
  return { fixture, serverId, back };
}

const access = (serverId: string) => getAccess(team.as('viewer'), { serverId });
const discover = (serverId: string) => discoverServer(team.as('member'), { serverId }, outside);

describe('connecting a server', () => {
  it('leads from a refusal by way of the consent to its tools, and tells the trail who did it', async () => {
    const { fixture, serverId } = await start();
    expect(await discover(serverId)).toMatchObject({ kind: 'failed', failure: { kind: 'authorization' } });
    const back = await setOut(fixture, serverId);
    expect(await access(serverId)).toMatchObject({ state: 'waiting', client: { from: 'registered' } });
    await comeBack(team.as('member'), back, outside, here.sessionId);
    expect(await access(serverId)).toMatchObject({
      state: 'connected',
      problem: null,
      issuer: fixture.issuer,
      scopes: ['tools:read', 'tools:call', 'offline_access'],
      renews: true,
      connectedBy: 'The member',
    });
    expect(await discover(serverId)).toMatchObject({ kind: 'done', toolCount: 5 });
    const { events } = await readTrail({
      organisationId: team.organisationId,
      subjectKind: 'server',
      subjectId: serverId,
    });
    const connected = events.find(({ action }) => action === 'server.connect');
    expect(connected).toMatchObject({ by: 'The member', details: { issuer: fixture.issuer } });
  });

  it('keeps no token, secret, state or verifier in the clear, and hands none out', async () => {
    const { fixture, serverId, back } = await connect();
    await setOut(fixture, serverId);
    const rows = JSON.stringify([
      await db().serverAccess.findMany({ where: { serverId } }),
      await db().connectAttempt.findMany({ where: { serverId } }),
      await db().auditEvent.findMany({ where: { subjectId: serverId } }),
    ]);
    const shown = JSON.stringify([
      await getServer(team.as('owner'), { serverId }),
      await listServers(team.as('owner')),
      await access(serverId),
    ]);
    const secrets = [...fixture.secrets(), back.state];
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    for (const secret of secrets) expect(rows + shown).not.toContain(secret);
    expect(shown).not.toContain('sealed');
  });

  it('is not for a viewer, and not for another organisation', async () => {
    const { fixture, serverId } = await start();
    await expect(connectServer(team.as('viewer'), { serverId }, outside, here)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const others = await makeTeam();
    await expect(connectServer(others.as('owner'), { serverId }, outside, here)).rejects.toMatchObject({
      code: 'not_found',
    });
    const back = await setOut(fixture, serverId);
    await expect(comeBack(others.as('owner'), back, outside, here.sessionId)).rejects.toThrow(/not known/);
    await expect(getAccess(others.as('owner'), { serverId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes a client that was registered by hand, and shows its secret to no other server', async () => {
    const client = { id: 'by-hand', secret: 'hand-secret' };
    const { fixture, serverId } = await start({
      registers: false,
      client,
      authMethods: ['client_secret_post'],
    });
    await expect(connectServer(team.as('member'), { serverId }, outside, here)).rejects.toMatchObject({
      field: 'clientId',
    });
    const given = { serverId, clientId: client.id, clientSecret: client.secret, scopes: 'tools:read' };
    const { authorizationUrl } = await connectServer(team.as('member'), given, outside, here);
    expect(new URL(authorizationUrl).searchParams.get('scope')).toBe('tools:read offline_access');
    expect(authorizationUrl).not.toContain(client.secret);
    const back = readBack(await fixture.consent(authorizationUrl));
    expect(await comeBack(team.as('member'), back, outside, here.sessionId)).toMatchObject({
      connected: true,
    });
    expect(await access(serverId)).toMatchObject({ client: { from: 'hand', id: 'by-hand' } });
    await db().serverAccess.updateMany({ where: { serverId }, data: { issuer: 'https://before.example' } });
    await expect(connectServer(team.as('member'), { serverId }, outside, here)).rejects.toThrow(
      /another authorization server than before/,
    );
  });

  it('registers once, however often somebody sets out', async () => {
    const { fixture, serverId } = await start();
    for (let i = 0; i < 3; i += 1) await setOut(fixture, serverId);
    expect(fixture.state.registered).toBe(1);
  });

  it('names our own document where the server reads such, and registers nothing', async () => {
    const { fixture, serverId } = await start({
      metadata: (told) => ({ ...told, client_id_metadata_document_supported: true }),
    });
    const clientDocument = 'https://sally.example/api/oauth/client.json';
    const { authorizationUrl } = await connectServer(team.as('member'), { serverId }, outside, {
      ...here,
      clientDocument,
    });
    expect(new URL(authorizationUrl).searchParams.get('client_id')).toBe(clientDocument);
    expect(fixture.state.registered).toBe(0);
  });

  it('goes on without it where a server works without, until somebody has come back', async () => {
    const { fixture, serverId } = await start();
    await db().server.update({ where: { id: serverId }, data: { discoveredAt: new Date() } });
    await setOut(fixture, serverId, 'refuse');
    expect(await access(serverId)).toMatchObject({ state: 'tried' });
    expect(await bearerOf({ id: serverId, url: fixture.url }, reach)).toBeNull();
  });

  it('waits for a person where a server was registered as one of this kind', async () => {
    const fixture = await startOAuth();
    running.push(fixture);
    const { id: serverId } = await registerByUrl(team.as('member'), {
      url: fixture.url,
      headers: [],
      oauth: { scopes: 'tools:read' },
    });
    expect(await discover(serverId)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'authorization', message: 'The server has not been connected yet.' },
    });
    expect(fixture.seen).toEqual([]);
    expect(await access(serverId)).toMatchObject({ state: 'waiting', wantedScopes: 'tools:read' });
  });
});

describe('the way back', () => {
  it('is gone once, whatever came of it', async () => {
    const { serverId, back } = await connect();
    await expect(comeBack(team.as('member'), back, outside, here.sessionId)).rejects.toThrow(/used before/);
    expect(await access(serverId)).toMatchObject({ state: 'connected' });
  });

  it('of twenty who bring it at once one is let in', async () => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId);
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => comeBack(team.as('member'), back, outside, here.sessionId)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['another browser', 'session-2', 'member'],
    ['nobody’s browser', null, 'member'],
    ['the same browser with somebody else', 'session-1', 'owner'],
  ] as const)('leads nowhere in %s', async (_, sessionId, role) => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId);
    await expect(comeBack(team.as(role), back, outside, sessionId)).rejects.toThrow(/another browser/);
    expect(fixture.asked.some(({ path }) => path === '/token')).toBe(false);
    expect(await access(serverId)).toMatchObject({ state: 'waiting' });
  });

  it('is too long after ten minutes', async () => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId);
    await db().connectAttempt.updateMany({ where: { serverId }, data: { expiresAt: new Date(0) } });
    expect(await comeBack(team.as('member'), back, outside, here.sessionId)).toMatchObject({
      connected: false,
    });
    expect((await access(serverId))?.problem).toMatch(/ten minutes/);
  });

  it('may say no, and the server shows it', async () => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId, 'refuse');
    expect(await comeBack(team.as('member'), back, outside, here.sessionId)).toMatchObject({
      connected: false,
    });
    expect(await access(serverId)).toMatchObject({
      state: 'waiting',
      problem: expect.stringMatching(/^The access was refused on the page/),
    });
  });

  it.each([['https://mallory.example'], [undefined]])('is not believed from %s', async (iss) => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId);
    const came = await comeBack(team.as('member'), { ...back, iss }, outside, here.sessionId);
    expect(came.connected).toBe(false);
    expect((await access(serverId))?.problem).toMatch(/did not come from the authorization server/);
    expect(fixture.asked.some(({ path }) => path === '/token')).toBe(false);
  });

  it('leads nowhere where the server has another address by now', async () => {
    const { fixture, serverId } = await start();
    const back = await setOut(fixture, serverId);
    await editServer(team.as('member'), { serverId, url: 'https://elsewhere.example/mcp' }, outside);
    expect(await comeBack(team.as('member'), back, outside, here.sessionId)).toMatchObject({
      connected: false,
    });
  });
});

describe('a token', () => {
  const server = async (serverId: string) => db().server.findUniqueOrThrow({ where: { id: serverId } });
  const over = (serverId: string) =>
    db().serverAccess.updateMany({
      where: { serverId },
      data: { renewAt: new Date(0), expiresAt: new Date(0), gotAt: new Date(0) },
    });

  it('is renewed once, however many need it at the same time', async () => {
    const { fixture, serverId } = await connect();
    fixture.state.refreshDelayMs = 300;
    await over(serverId);
    const row = await server(serverId);
    const bearers = await Promise.all(Array.from({ length: 12 }, () => bearerOf(row, reach)));
    expect(fixture.state.refreshed).toBe(1);
    expect(new Set(bearers.map((one) => one?.ok && one.authorization)).size).toBe(1);
    expect(await discover(serverId)).toMatchObject({ kind: 'done' });
  });

  it('is used to its end while it cannot be renewed, and then refused until it can', async () => {
    const { fixture, serverId } = await connect();
    fixture.state.refreshFails = 1;
    await db().serverAccess.updateMany({ where: { serverId }, data: { renewAt: new Date(0) } });
    expect(await bearerOf(await server(serverId), reach)).toMatchObject({ ok: true, generation: 1 });
    fixture.state.refreshFails = 1;
    await over(serverId);
    await db().serverAccess.updateMany({ where: { serverId }, data: { leaseUntil: null } });
    expect(await bearerOf(await server(serverId), reach)).toMatchObject({ ok: false, wants: 'time' });
    expect(await bearerOf(await server(serverId), reach)).toMatchObject({ ok: true, generation: 2 });
  });

  it('that is renewed no more is lost: the trail has it, and a person is wanted', async () => {
    const { fixture, serverId } = await connect();
    fixture.forget(true);
    await over(serverId);
    expect(await bearerOf(await server(serverId), reach)).toMatchObject({
      ok: false,
      wants: 'person',
      message: expect.stringContaining('invalid_grant'),
    });
    expect(await access(serverId)).toMatchObject({ state: 'lost', renews: false });
    expect(await discover(serverId)).toMatchObject({ kind: 'failed', failure: { kind: 'authorization' } });
    const lost = { subjectId: serverId, action: 'server.access-lost' };
    expect(await db().auditEvent.count({ where: lost })).toBe(1);
    const back = await setOut(fixture, serverId);
    await comeBack(team.as('member'), back, outside, here.sessionId);
    expect(await discover(serverId)).toMatchObject({ kind: 'done' });
  });

  it('that cannot be renewed ends with its time', async () => {
    const { serverId } = await connect({ refreshes: false });
    expect(await access(serverId)).toMatchObject({ renews: false });
    await over(serverId);
    expect(await bearerOf(await server(serverId), reach)).toMatchObject({ ok: false, wants: 'person' });
  });

  it('that a server refuses is renewed before its time, but not over and over', async () => {
    const { fixture, serverId } = await connect();
    fixture.forget();
    await db().serverAccess.updateMany({ where: { serverId }, data: { gotAt: new Date(0) } });
    expect(await discover(serverId)).toMatchObject({ kind: 'failed', failure: { kind: 'authorization' } });
    expect(await discover(serverId)).toMatchObject({ kind: 'done' });
    await tokenRefused(serverId, 2);
    await tokenRefused(serverId, 1);
    expect(await discover(serverId)).toMatchObject({ kind: 'done' });
    expect(fixture.state.refreshed).toBe(1);
  });

  it('goes to no other address than the one that it was given for', async () => {
    const { fixture, serverId } = await connect();
    const other = await startOAuth();
    running.push(other);
    await editServer(team.as('member'), { serverId, url: other.url }, outside);
    expect(await discover(serverId)).toMatchObject({ kind: 'failed', failure: { kind: 'authorization' } });
    expect(other.seen).toEqual([]);
    expect(fixture.seen.length).toBeGreaterThan(0);
  });

  it('is ended on both sides when somebody disconnects', async () => {
    const { fixture, serverId } = await connect();
    await disconnectServer(team.as('member'), { serverId }, outside);
    expect(fixture.state.revoked).toHaveLength(2);
    expect(await access(serverId)).toMatchObject({ state: 'waiting', connectedBy: null, scopes: [] });
    const row = await db().serverAccess.findUniqueOrThrow({ where: { serverId } });
    expect([row.sealedAccess, row.sealedRefresh]).toEqual([null, null]);
    expect(await discover(serverId)).toMatchObject({ kind: 'failed', failure: { kind: 'authorization' } });
    await expect(disconnectServer(team.as('viewer'), { serverId }, outside)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('that came while somebody disconnected is used by nobody', async () => {
    const { fixture, serverId } = await connect();
    fixture.state.refreshDelayMs = 500;
    await over(serverId);
    const waiting = bearerOf(await server(serverId), reach);
    await expect.poll(() => fixture.state.refreshed).toBe(1);
    await disconnectServer(team.as('member'), { serverId }, outside);
    expect(await waiting).toMatchObject({ ok: false, wants: 'person' });
    expect(await access(serverId)).toMatchObject({ state: 'waiting' });
    expect(fixture.secrets().filter((one: string) => one.startsWith('access-'))).toEqual([]);
  });
});
