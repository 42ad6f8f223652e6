import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { auth, hashPassword } from './auth';
import { actorOf, endSession, listAudit, listSessions, renameOrganisation } from './index';
import { makePerson } from './person';
import { makeTeam } from './testing/people';

const password = 'correct horse battery';

async function person() {
  const email = `ada-${randomUUID()}@example.com`;
  const hash = await hashPassword(password);
  await db().$transaction((tx) =>
    makePerson(tx, { name: 'Ada', email, password }, hash, { operates: false, action: 'person.sign-up' }),
  );
  return email;
}

async function session(email: string, agent: string) {
  const { headers } = await auth().api.signInByPassword({
    body: { email, password },
    headers: new Headers({ 'user-agent': agent }),
    returnHeaders: true,
  });
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const asker = { headers: new Headers({ cookie: cookies.join('; ') }) };
  const actor = await actorOf(asker);
  if (!actor) throw new Error('nobody is signed in');
  return { asker, actor };
}

describe('the sessions of a person', () => {
  it('are listed with what tells them apart, and can be ended one by one', async () => {
    const email = await person();
    const laptop = await session(email, 'Laptop');
    const phone = await session(email, 'Phone');
    const listed = await listSessions(laptop.actor, laptop.asker);
    expect(listed.map(({ agent, isThis }) => [agent, isThis])).toEqual(
      expect.arrayContaining([
        ['Laptop', true],
        ['Phone', false],
      ]),
    );
    expect(JSON.stringify(listed)).not.toMatch(/token/i);
    const other = listed.find((one) => !one.isThis);
    await endSession(laptop.actor, { sessionId: other?.id ?? '' });
    expect(await actorOf(phone.asker)).toBeNull();
    expect(await actorOf(laptop.asker)).not.toBeNull();
    await expect(endSession(laptop.actor, { sessionId: other?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('of somebody else cannot be ended', async () => {
    const mine = await session(await person(), 'Laptop');
    const theirs = await session(await person(), 'Phone');
    const [their] = await listSessions(theirs.actor, theirs.asker);
    await expect(endSession(mine.actor, { sessionId: their?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await actorOf(theirs.asker)).not.toBeNull();
  });
});

describe('an organisation', () => {
  it('is renamed by those who keep it, and the trail says so', async () => {
    const { as } = await makeTeam();
    const [owner, viewer] = [as('owner'), as('viewer')];
    await renameOrganisation(owner, { name: 'Difference Engines' });
    const named = await db().organisation.findUnique({ where: { id: owner.organisationId } });
    expect(named?.name).toBe('Difference Engines');
    await expect(renameOrganisation(viewer, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    const { events } = await listAudit(owner, { subjectKind: 'organisation' });
    expect(events.some((event) => event.action === 'organisation.rename')).toBe(true);
  });
});
