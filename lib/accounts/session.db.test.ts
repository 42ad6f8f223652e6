import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db';
import { auth, hashPassword } from './auth';
import {
  actorOf,
  changePassword,
  listAudit,
  renameMe,
  resetPassword,
  signIn,
  signOut,
  signOutEverywhere,
  signUp,
} from './index';
import { makePerson } from './person';
import { makeTeam } from './testing/people';

vi.hoisted(() => {
  process.env.SALLYPORT_SIGNUP = 'open';
});

const password = 'correct horse battery';
let hash = '';

beforeAll(async () => {
  hash = await hashPassword(password);
});

async function person(domain = 'example.com') {
  const email = `grace-${randomUUID()}@${domain}`;
  const made = await db().$transaction((tx) =>
    makePerson(tx, { name: 'Grace', email, password }, hash, { operates: false, action: 'person.sign-up' }),
  );
  return { ...made, email };
}

/** The cookie of a new session, as a browser sends it back. */
async function session(email: string, word = password): Promise<Headers> {
  const { headers } = await auth().api.signInByPassword({
    body: { email, password: word },
    returnHeaders: true,
  });
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return new Headers({ cookie: cookies.join('; ') });
}

describe('signing in', () => {
  it('makes a session that says who is asking and for which organisation', async () => {
    const grace = await person();
    const headers = await session(grace.email);
    expect(await actorOf({ headers })).toEqual({
      userId: grace.userId,
      name: 'Grace',
      email: grace.email,
      organisationId: grace.organisationId,
      organisationName: 'Grace’s organisation',
      role: 'owner',
      operates: false,
    });
  });

  it.each(['b.c', 'localhost'])('lets in whoever was made with an address at %s', async (domain) => {
    const grace = await person(domain);
    await expect(
      signIn({ email: grace.email, password }, { headers: new Headers() }),
    ).resolves.toBeUndefined();
    expect(await actorOf({ headers: await session(grace.email) })).toMatchObject({ email: grace.email });
  });

  it('keeps the cookie from scripts and from other sites', async () => {
    const grace = await person();
    const { headers } = await auth().api.signInByPassword({
      body: { email: grace.email, password },
      returnHeaders: true,
    });
    const cookie = headers.getSetCookie().find((one) => one.startsWith('sallyport.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  it('says the same for a wrong password and an unknown address, and repeats neither', async () => {
    const grace = await person();
    const spy = vi.spyOn(console, 'error');
    const wrong = await signIn(
      { email: grace.email, password: 'not-my-password-1' },
      { headers: new Headers() },
    ).catch((error) => error);
    const unknown = await signIn(
      { email: `no-${randomUUID()}@example.com`, password: 'not-my-password-1' },
      { headers: new Headers() },
    ).catch((error) => error);
    expect(wrong).toMatchObject({ code: 'unauthenticated', message: unknown.message, hint: unknown.hint });
    for (const error of [wrong, unknown]) {
      expect(`${error.message} ${error.hint}`).not.toMatch(/not-my-password|example\.com/);
      expect(error.cause).toBeUndefined();
    }
    expect(JSON.stringify(spy.mock.calls)).not.toContain('not-my-password');
    spy.mockRestore();
  });

  it('takes ten tries in five minutes for one address, then refuses even the right password', async () => {
    const grace = await person();
    for (let i = 0; i < 10; i++) {
      await expect(
        signIn({ email: grace.email, password: 'wrong wrong wrong' }, { headers: new Headers() }),
      ).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await expect(signIn({ email: grace.email, password }, { headers: new Headers() })).rejects.toMatchObject({
      code: 'too_many',
    });
    const other = await person();
    await expect(
      signIn({ email: other.email, password }, { headers: new Headers() }),
    ).resolves.toBeUndefined();
  });

  it('keeps no address among the attempts', async () => {
    const grace = await person();
    await signIn({ email: grace.email, password: 'wrong wrong wrong' }, { headers: new Headers() }).catch(
      () => {},
    );
    expect(JSON.stringify(await db().attempt.findMany())).not.toContain(grace.email);
  });
});

describe('a session', () => {
  it('is nobody’s without a cookie, with a forged one, and after signing out', async () => {
    const grace = await person();
    const headers = await session(grace.email);
    expect(await actorOf({ headers: new Headers() })).toBeNull();
    const forged = (headers.get('cookie') ?? '').replace(
      /session_token=[^.]+/,
      `session_token=${'x'.repeat(32)}`,
    );
    expect(await actorOf({ headers: new Headers({ cookie: forged }) })).toBeNull();
    await signOut({ headers });
    expect(await actorOf({ headers })).toBeNull();
  });

  it('may nothing once its person has left every organisation', async () => {
    const grace = await person();
    const headers = await session(grace.email);
    await db().member.updateMany({ where: { userId: grace.userId }, data: { role: 'superuser' } });
    expect(await actorOf({ headers })).toBeNull();
    await db().member.deleteMany({ where: { userId: grace.userId } });
    expect(await actorOf({ headers })).toBeNull();
  });

  it('ends with all others but itself', async () => {
    const grace = await person();
    const [here, there] = [await session(grace.email), await session(grace.email)];
    const actor = await actorOf({ headers: here });
    if (!actor) throw new Error('not signed in');
    expect(await signOutEverywhere(actor, { headers: here })).toEqual({ ended: 1 });
    expect(await actorOf({ headers: here })).not.toBeNull();
    expect(await actorOf({ headers: there })).toBeNull();
  });
});

describe('a password', () => {
  it('is changed by who knows it, which ends the other sessions', async () => {
    const grace = await person();
    const [here, there] = [await session(grace.email), await session(grace.email)];
    const actor = await actorOf({ headers: here });
    if (!actor) throw new Error('not signed in');
    const next = 'a wholly new password';
    await expect(
      changePassword(actor, { current: 'guessed guessed', next }, { headers: here }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'current' });
    await changePassword(actor, { current: password, next }, { headers: here });
    expect(await actorOf({ headers: there })).toBeNull();
    await expect(session(grace.email)).rejects.toThrow();
    await expect(session(grace.email, next)).resolves.toBeDefined();
    const { events } = await listAudit(actor, { subjectId: actor.userId });
    expect(events.map((event) => event.action)).toContain('person.change-password');
    expect(JSON.stringify(events)).not.toContain(next);
  });

  it('is reset at the command line, which ends every session', async () => {
    const grace = await person();
    const headers = await session(grace.email);
    expect(await resetPassword({ email: grace.email, password: 'set by the operator' })).toEqual({
      ended: 1,
    });
    expect(await actorOf({ headers })).toBeNull();
    await expect(session(grace.email, 'set by the operator')).resolves.toBeDefined();
    await expect(resetPassword({ email: `no-${randomUUID()}@example.com`, password })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('people', () => {
  it('change their name, and the trail says so', async () => {
    const grace = await person();
    const actor = await actorOf({ headers: await session(grace.email) });
    if (!actor) throw new Error('not signed in');
    await renameMe(actor, { name: 'Grace Hopper' });
    expect((await actorOf({ headers: await session(grace.email) }))?.name).toBe('Grace Hopper');
  });

  it('cannot be made through better-auth’s own sign-up', async () => {
    const body = { name: 'Mallory', email: `mallory-${randomUUID()}@example.com`, password };
    await expect(auth().api.signUpEmail({ body })).rejects.toThrow();
    expect(await db().user.count({ where: { email: body.email } })).toBe(0);
  });

  it('who sign up get an organisation of their own, which does not operate the installation', async () => {
    if ((await db().organisation.count({ where: { operates: true } })) === 0) {
      const id = randomUUID();
      await db()
        .organisation.create({ data: { id, name: 'Operators', slug: id, operates: true } })
        .catch(() => {});
    }
    const email = `new-${randomUUID()}@example.com`;
    const made = await signUp({ name: 'New', email, password }, { headers: new Headers() });
    const actor = await actorOf({ headers: await session(email) });
    expect(actor).toMatchObject({ userId: made.userId, role: 'owner', operates: false });
    await expect(signUp({ name: 'New', email, password }, { headers: new Headers() })).rejects.toMatchObject({
      field: 'email',
    });
  });

  it('read the trail of their own organisation alone, and only as its keepers', async () => {
    const [ours, theirs] = [await makeTeam(), await makeTeam()];
    await renameMe(ours.as('member'), { name: 'Renamed' });
    expect((await listAudit(ours.as('admin'), {})).events).toHaveLength(1);
    expect((await listAudit(theirs.as('owner'), {})).events).toEqual([]);
    await expect(listAudit(ours.as('member'), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
