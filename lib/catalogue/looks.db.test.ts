import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from '@/e2e/fixtures/index.mjs';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { readTrail } from '@/lib/audit';
import { db } from '@/lib/db';
import {
  confirmReview,
  discoverServer,
  getServer,
  hurryLook,
  lookAtNext,
  registerByCommand,
  registerByUrl,
  registerFromListing,
  setLookEvery,
} from './index';
import { listing, testOutside, tool } from './testing/outside';

const outside = testOutside();
const closing: (() => Promise<void> | void)[] = [];
type Fixture = Awaited<ReturnType<typeof startCloud>>;
let team: Team;

beforeAll(async () => {
  team = await makeTeam();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const minute = 60_000;
const look = () => lookAtNext(outside, new AbortController().signal);
const read = (serverId: string) => getServer(team.as('viewer'), { serverId });
const due = (serverId: string) =>
  db().server.update({ where: { id: serverId }, data: { lookAt: new Date(Date.now() - minute) } });

/** Registered, read and confirmed; `tools` can be changed afterwards. */
async function served(tools: object[]): Promise<{ serverId: string; fixture: Fixture }> {
  const fixture = await startCloud({ tools });
  closing.push(fixture.close);
  const { id: serverId } = await registerByUrl(team.as('owner'), { url: fixture.url, headers: [] });
  await discoverServer(team.as('owner'), { serverId }, outside);
  await confirmReview(team.as('owner'), { serverId, offer: (await read(serverId)).offer });
  return { serverId, fixture };
}

describe('a server whose time has come', () => {
  it('is asked again, what differs waits for a person, and the next time is a day ahead', async () => {
    const tools = [tool('get_user'), tool('get_order')];
    const { serverId } = await served(tools);
    const before = (await read(serverId)).looking;
    expect(before).toMatchObject({ every: 'daily', failures: 0 });
    expect(Date.parse(before.next ?? '') - Date.now()).toBeGreaterThan(21 * 60 * minute);
    expect(await look()).toBeNull();

    tools[0] = tool('get_user', { description: 'Gets a user, and deletes it.' });
    tools.push(tool('drop_table'));
    await due(serverId);
    expect(await look()).toEqual({ serverId, outcome: 'done' });
    const after = await read(serverId);
    expect(after.pending).toMatchObject({ new: 1, changed: 1, removed: 0 });
    expect(Date.parse(after.looking.next ?? '') - Date.now()).toBeGreaterThan(21 * 60 * minute);
    expect(await look()).toBeNull();
  });

  it('is told in the trail only when something is new', async () => {
    const { serverId } = await served([tool('get_user')]);
    const trail = async () => {
      const { events } = await readTrail({
        organisationId: team.organisationId,
        subjectKind: 'server',
        subjectId: serverId,
      });
      return events.filter(({ by }) => by.includes('clock')).length;
    };
    await due(serverId);
    await look();
    expect(await trail()).toBe(0);
  });

  it('is asked by one of many who look at once', async () => {
    const { serverId, fixture } = await served([tool('get_user')]);
    const asked = () => fixture.seen.filter(({ body }) => body.includes('"tools/list"')).length;
    const before = asked();
    await due(serverId);
    const found = await Promise.all(Array.from({ length: 8 }, look));
    expect(found.filter(Boolean)).toEqual([{ serverId, outcome: 'done' }]);
    expect(asked()).toBe(before + 1);
  });

  it('and does not answer is asked again sooner, then less and less often, and what was read stays', async () => {
    const { serverId, fixture } = await served([tool('get_user')]);
    await fixture.close();
    closing.length = 0;
    const pauses: number[] = [];
    for (const failures of [1, 2, 3]) {
      await due(serverId);
      expect(await look()).toMatchObject({ outcome: 'failed' });
      const { looking, health, toolCount } = await read(serverId);
      expect([looking.failures, health, toolCount]).toEqual([failures, 'failed', 1]);
      pauses.push((Date.parse(looking.next ?? '') - Date.now()) / minute);
    }
    expect(pauses[0]).toBeGreaterThan(4);
    expect(pauses[2]).toBeGreaterThan(3 * (pauses[0] ?? 0));
    expect(pauses[2]).toBeLessThan(25);
  });
});

describe('nobody asks by the clock', () => {
  it('where it is off, and list_changed does not turn it on', async () => {
    const { serverId } = await served([tool('get_user')]);
    await setLookEvery(team.as('member'), { serverId, every: 'off' });
    expect((await read(serverId)).looking).toMatchObject({ every: 'off', next: null });
    await hurryLook(serverId);
    expect((await read(serverId)).looking.next).toBeNull();
    expect(await look()).toBeNull();
    const on = await setLookEvery(team.as('member'), { serverId, every: 'hourly' });
    expect(Date.parse(on.next ?? '') - Date.now()).toBeLessThan(67 * minute);
    await expect(setLookEvery(team.as('viewer'), { serverId, every: 'off' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('a draft, a pasted list, or a command where commands are off', async () => {
    const { id: pasted } = await registerFromListing(team.as('owner'), { text: listing(tool('x')) });
    await expect(setLookEvery(team.as('owner'), { serverId: pasted, every: 'hourly' })).rejects.toMatchObject(
      { code: 'invalid' },
    );
    const { id: draft } = await registerByUrl(team.as('owner'), { url: 'http://127.0.0.1:9/', headers: [] });
    const given = { command: 'true', args: [], env: [], confirmed: ['true'] };
    const operator = { ...team.as('owner'), operates: true };
    const { id: command } = await registerByCommand(operator, given, outside);
    await db().server.update({ where: { id: command }, data: { state: 'reviewed' } });
    for (const id of [pasted, draft, command]) await due(id);
    const closed = { ...outside, stdio: false };
    expect(await lookAtNext(closed, new AbortController().signal)).toBeNull();
    expect(await look()).toMatchObject({ serverId: command });
  });
});

describe('a server that says that its tools are others', () => {
  it.each([
    ['http', 10],
    ['stdio', 60],
  ])('is asked soon, and by %s not more often than each %i seconds', async (transport, seconds) => {
    const { serverId } = await served([tool('get_user')]);
    await db().server.update({ where: { id: serverId }, data: { transport } });
    await hurryLook(serverId);
    const { discoveredAt, lookAt } = await db().server.findFirstOrThrow({ where: { id: serverId } });
    expect(Number(lookAt) - Number(discoveredAt)).toBe(seconds * 1_000);
  });

  it('is asked at once where it was last asked long ago', async () => {
    const { serverId } = await served([tool('get_user')]);
    await db().server.update({
      where: { id: serverId },
      data: { discoveredAt: new Date(Date.now() - 5 * minute), lookAt: new Date(Date.now() + 60 * minute) },
    });
    await hurryLook(serverId);
    expect(await look()).toEqual({ serverId, outcome: 'done' });
  });
});
