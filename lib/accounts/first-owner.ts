/** The first owner: made once, with a code that only the machine's terminal shows, or at that machine's command line. */

import { db, isUniqueViolation } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { hashToken, makeCode, readCode, tokenMatches } from '@/lib/secrets';
import { countAttempt, forgetAttempts } from './attempts';
import { hashPassword } from './auth';
import type { FirstOwner, Newcomer } from './inputs';
import { emailTaken, type Made, makePerson } from './person';

const codeKey = 'first-owner-code';
/** Of everybody together: 100 bits are not guessed at this pace. */
const tries = { max: 20, windowSeconds: 60 };

/** Whether this installation has no owner yet. */
export async function isFirstRun(): Promise<boolean> {
  return (await db().organisation.count({ where: { operates: true } })) === 0;
}

/** A fresh code for `npm start` to print, or null when there is an owner. The code before it is void. */
export async function prepareFirstOwnerCode(): Promise<string | null> {
  if (!(await isFirstRun())) {
    await db().setting.deleteMany({ where: { key: codeKey } });
    return null;
  }
  const code = makeCode();
  const value = hashToken(readCode(code));
  await db().setting.upsert({ where: { key: codeKey }, create: { key: codeKey, value }, update: { value } });
  return code;
}

/**
 * INVARIANT: the code is spent in the transaction that makes the owner, and at most one organisation operates the
 * installation (a unique index): of two that come at once exactly one becomes the owner.
 */
export async function createFirstOwner(input: FirstOwner): Promise<Made> {
  await countAttempt('first-owner', 'everybody', tries);
  if (!(await isFirstRun())) throw alreadyOwned();
  const kept = await db().setting.findUnique({ where: { key: codeKey } });
  if (kept === null || !tokenMatches(readCode(input.code), kept.value)) throw wrongCode();
  const passwordHash = await hashPassword(input.password);
  const made = await becomeOwner(input, passwordHash, kept.value);
  await forgetAttempts('first-owner', 'everybody');
  return made;
}

/** At the operator's machine: whoever can read the database's settings needs no code. */
export async function createOwnerAtTheMachine(input: Newcomer): Promise<Made> {
  if (!(await isFirstRun())) throw alreadyOwned();
  return becomeOwner(input, await hashPassword(input.password), null);
}

async function becomeOwner(input: Newcomer, passwordHash: string, spent: string | null): Promise<Made> {
  try {
    return await db().$transaction(async (tx) => {
      const { count } = await tx.setting.deleteMany({
        where: { key: codeKey, ...(spent === null ? {} : { value: spent }) },
      });
      if (spent !== null && count !== 1) throw wrongCode();
      return makePerson(tx, input, passwordHash, { operates: true, action: 'person.first-owner' });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw (await isFirstRun()) ? emailTaken() : alreadyOwned();
  }
}

function wrongCode(): AppError {
  return new AppError('invalid', 'This is not the code that the terminal shows.', {
    hint: 'It stands in the lines that npm start printed. Each start prints a new one and voids the last.',
    field: 'code',
  });
}

function alreadyOwned(): AppError {
  return new AppError('conflict', 'This installation has its owner already.', {
    hint: 'Sign in. A forgotten password is reset on the machine itself: npx sallyport user reset.',
  });
}
