/** Signing in and out, and who is asking. */

import { APIError } from 'better-auth/api';
import { record } from '@/lib/audit';
import { db, isUniqueViolation } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { type Actor, readRole } from '@/lib/rights';
import { countAttempt, forgetAttempts } from './attempts';
import { auth, hashPassword } from './auth';
import { isFirstRun } from './first-owner';
import type { ChangePassword, RenameMe, SignIn, SignUp } from './inputs';
import { emailTaken, type Made, makePerson } from './person';

/** The request that asks. Cookies come from it, and go into Next's response by better-auth's plug-in. */
export type Asker = { headers: Headers };

/** For one address, whoever asks: slow enough for guessing, fast enough for a person who forgot. */
const passwordTries = { max: 10, windowSeconds: 5 * 60 };
/** Of everybody together: each try costs a scrypt. */
const allTries = { max: 300, windowSeconds: 60 };
const newcomers = { max: 20, windowSeconds: 60 * 60 };

/** null: nobody is signed in, or they belong to no organisation. */
export async function actorOf(asker: Asker): Promise<Actor | null> {
  const found = await auth().api.getSession({ headers: asker.headers });
  if (!found) return null;
  const members = await db().member.findMany({
    where: { userId: found.user.id },
    include: { organisation: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const active = found.session.activeOrganizationId;
  const member = members.find((one) => one.organisationId === active) ?? members[0];
  const role = member ? readRole(member.role) : null;
  if (!member || role === null) return null;
  return {
    userId: found.user.id,
    name: found.user.name,
    email: found.user.email,
    organisationId: member.organisationId,
    organisationName: member.organisation.name,
    role,
    operates: member.organisation.operates === true,
  };
}

/** Of the browser that asks, for what must end where it began; null where nobody is signed in. */
export async function sessionIdOf(asker: Asker): Promise<string | null> {
  const found = await auth().api.getSession({ headers: asker.headers });
  return found?.session.id ?? null;
}

/** Sets the session's cookie. A failure says the same whether the address is known or not, and repeats nothing that was typed. */
export async function signIn(input: SignIn, asker: Asker): Promise<void> {
  await countAttempt('sign-in', 'everybody', allTries);
  await countAttempt('sign-in', input.email, passwordTries);
  try {
    await auth().api.signInByPassword({
      body: { email: input.email, password: input.password },
      headers: asker.headers,
    });
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    throw new AppError('unauthenticated', 'The email address and the password do not belong together.', {
      hint: 'A forgotten password is reset by whoever runs this Sallyport: npx sallyport user reset.',
    });
  }
  await forgetAttempts('sign-in', input.email);
}

export async function signOut(asker: Asker): Promise<void> {
  await auth().api.signOut({ headers: asker.headers });
}

/** Ends every other session of this person; the one that asks goes on. */
export async function signOutEverywhere(actor: Actor, asker: Asker): Promise<{ ended: number }> {
  const found = await auth().api.getSession({ headers: asker.headers });
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { userId: actor.userId, ...(found ? { id: { not: found.session.id } } : {}) },
    });
    await record(tx, actor, {
      action: 'person.sign-out-everywhere',
      subject: self(actor),
      details: { ended: count },
    });
    return { ended: count };
  });
}

/** Ends every other session too: whoever changes a password may do it because somebody else knew the old one. */
export async function changePassword(actor: Actor, input: ChangePassword, asker: Asker): Promise<void> {
  await countAttempt('change-password', actor.userId, passwordTries);
  try {
    await auth().api.changePassword({
      body: { currentPassword: input.current, newPassword: input.next, revokeOtherSessions: true },
      headers: asker.headers,
    });
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    throw new AppError('invalid', 'This is not your current password.', { field: 'current' });
  }
  await db().$transaction((tx) =>
    record(tx, actor, { action: 'person.change-password', subject: self(actor) }),
  );
  await forgetAttempts('change-password', actor.userId);
}

export async function renameMe(actor: Actor, input: RenameMe): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: actor.userId }, data: { name: input.name } });
    await record(tx, actor, { action: 'person.rename', subject: self(actor), details: { to: input.name } });
  });
}

export function signUpOpen(): boolean {
  return env().signup === 'open';
}

/** A newcomer with an organisation of their own, where the operator has opened the door; signs in. */
export async function signUp(input: SignUp, asker: Asker): Promise<Made> {
  if (!signUpOpen()) {
    throw new AppError('forbidden', 'Nobody can sign up here.', { hint: 'Ask a member to invite you.' });
  }
  if (await isFirstRun()) {
    throw new AppError('unavailable', 'This installation has no owner yet.', {
      hint: 'Its owner comes first.',
    });
  }
  await countAttempt('sign-up', 'everybody', newcomers);
  const passwordHash = await hashPassword(input.password);
  const made = await db()
    .$transaction((tx) => makePerson(tx, input, passwordHash, { operates: false, action: 'person.sign-up' }))
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? emailTaken() : error;
    });
  await signIn({ email: input.email, password: input.password }, asker);
  return made;
}

function self(actor: Actor) {
  return { kind: 'person', id: actor.userId, name: actor.name } as const;
}
