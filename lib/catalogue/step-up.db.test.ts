import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { db } from '@/lib/db';
import { bearerOf, moreScopes } from './access-tokens';
import { comeBack, connectServer, deleteServer, discardDraft, getAccess, registerByUrl } from './index';
import { testOutside } from './testing/outside';

type Fixture = Awaited<ReturnType<typeof startOAuth>>;
const outside = testOutside();
const here = {
  redirectUri: 'http://127.0.0.1:47101/api/oauth/callback',
  clientDocument: null,
  sessionId: 'session-1',
};
const running: Fixture[] = [];
let team: Team;

beforeAll(async () => {
  team = await makeTeam();
});
afterEach(async () => {
  for (const fixture of running.splice(0)) await fixture.close();
});
afterAll(outside.remove);

async function connected() {
  const fixture = await startOAuth();
  running.push(fixture);
  const { id: serverId } = await registerByUrl(team.as('member'), { url: fixture.url, headers: [] });
  await consent(fixture, await setOut(serverId));
  return { fixture, serverId };
}

async function setOut(serverId: string, more: { scopes?: string } = {}): Promise<string> {
  const set = await connectServer(team.as('member'), { serverId, ...more }, outside, here);
  return set.authorizationUrl;
}

async function consent(fixture: Fixture, authorizationUrl: string): Promise<void> {
  const back = Object.fromEntries((await fixture.consent(authorizationUrl)).searchParams);
  await comeBack(team.as('member'), { state: '', ...back }, outside, here.sessionId);
}

const access = (serverId: string) => getAccess(team.as('viewer'), { serverId });
const scopesOf = (url: string) => new URL(url).searchParams.get('scope')?.split(' ').sort();
const generationOf = async (serverId: string) =>
  (await db().serverAccess.findUniqueOrThrow({ where: { serverId } })).generation;

describe('a server that wants more than it was given', () => {
  it('is connected again with what it has and what it asks for, and then wants nothing', async () => {
    const { fixture, serverId } = await connected();
    expect(await access(serverId)).toMatchObject({ asks: null });
    const generation = await generationOf(serverId);
    await moreScopes(serverId, generation, 'tools:pay');
    await moreScopes(serverId, generation, 'tools:send tools:pay');
    expect(await access(serverId)).toMatchObject({
      state: 'connected',
      asks: ['tools:pay', 'tools:send'],
    });
    const all = ['offline_access', 'tools:call', 'tools:pay', 'tools:read', 'tools:send'];
    const address = await setOut(serverId);
    expect(scopesOf(address)).toEqual(all);
    await consent(fixture, address);
    const now = await access(serverId);
    expect([now?.asks, now?.scopes.sort()]).toEqual([null, all]);
    // Connected once more, for whatever reason, it does not lose what it got in between.
    expect(scopesOf(await setOut(serverId))).toEqual(all);
    expect(scopesOf(await setOut(serverId, { scopes: 'tools:read' }))).toEqual([
      'offline_access',
      'tools:read',
    ]);
  });

  it('goes on with the token that it has, and keeps what it asked for past a renewal', async () => {
    const { fixture, serverId } = await connected();
    await moreScopes(serverId, await generationOf(serverId), null);
    await db().serverAccess.updateMany({ where: { serverId }, data: { renewAt: new Date(0) } });
    const server = await db().server.findUniqueOrThrow({ where: { id: serverId } });
    expect(await bearerOf(server, { addresses: outside.addresses })).toMatchObject({ ok: true });
    expect(fixture.state.refreshed).toBe(1);
    expect(await access(serverId)).toMatchObject({ state: 'connected', asks: [] });
  });

  it('says nothing about an older token, and cannot ask without end', async () => {
    const { serverId } = await connected();
    const generation = await generationOf(serverId);
    await moreScopes(serverId, generation - 1, 'tools:pay');
    expect(await access(serverId)).toMatchObject({ asks: null });
    await moreScopes(serverId, generation, 'tools:pay');
    for (let n = 0; n < 40; n += 1) await moreScopes(serverId, generation, `${n}`.repeat(100));
    const { askedScopes } = await db().serverAccess.findUniqueOrThrow({ where: { serverId } });
    expect(askedScopes?.length).toBeLessThanOrEqual(2_048);
    await moreScopes(
      serverId,
      generation,
      Array.from({ length: 200 }, (_, n) => `scope-number-${n}`).join(' '),
    );
    expect((await access(serverId))?.asks).toEqual([]);
  });
});

describe('deleting a server', () => {
  it('ends its tokens at the authorization server too', async () => {
    for (const remove of [deleteServer, discardDraft]) {
      const { fixture, serverId } = await connected();
      await remove(team.as('owner'), { serverId }, outside);
      await expect.poll(() => fixture.state.revoked.length).toBe(2);
      expect(fixture.secrets().filter((one: string) => /^(access|refresh)-/.test(one))).toEqual([]);
    }
  });

  it('does not wait for that, and does not fail with it', async () => {
    const { fixture, serverId } = await connected();
    await fixture.close();
    await deleteServer(team.as('owner'), { serverId }, outside);
    expect(await db().serverAccess.count({ where: { serverId } })).toBe(0);
  });
});
