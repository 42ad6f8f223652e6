import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import {
  createFirstOwner,
  createOwnerAtTheMachine,
  isFirstRun,
  prepareFirstOwnerCode,
  signUp,
} from './index';

// These tests own the one organisation that operates the installation: they run one after the other, in one file.
beforeEach(async () => {
  await db().organisation.deleteMany({ where: { operates: true } });
  await db().attempt.deleteMany();
});

const newcomer = () => ({
  name: 'Ada',
  email: `ada-${randomUUID()}@example.com`,
  password: 'correct horse battery',
});

async function codeNow(): Promise<string> {
  const code = await prepareFirstOwnerCode();
  if (code === null) throw new Error('There is an owner already.');
  return code;
}

describe('the first owner', () => {
  it('is made with the code that was printed, owns the organisation, and is in the trail', async () => {
    const input = { ...newcomer(), code: await codeNow(), organisation: 'Lovelace Ltd' };
    expect(await isFirstRun()).toBe(true);
    const made = await createFirstOwner(input);
    expect(await isFirstRun()).toBe(false);
    const organisation = await db().organisation.findUniqueOrThrow({
      where: { id: made.organisationId },
      include: { members: true, events: true },
    });
    expect(organisation).toMatchObject({ name: 'Lovelace Ltd', operates: true });
    expect(organisation.members).toMatchObject([{ userId: made.userId, role: 'owner' }]);
    expect(organisation.events).toMatchObject([{ action: 'person.first-owner', actorId: made.userId }]);
    const account = await db().account.findFirstOrThrow({ where: { userId: made.userId } });
    expect(account.password).not.toContain(input.password);
  });

  it('may type the code in small letters and without hyphens', async () => {
    const code = (await codeNow()).toLowerCase().replaceAll('-', ' ');
    await expect(createFirstOwner({ ...newcomer(), code })).resolves.toMatchObject({
      userId: expect.any(String),
    });
  });

  it('is not made with a wrong code, nor with the one of an earlier start', async () => {
    const early = await codeNow();
    const code = await codeNow();
    await expect(createFirstOwner({ ...newcomer(), code: early })).rejects.toMatchObject({
      code: 'invalid',
      field: 'code',
    });
    await expect(createFirstOwner({ ...newcomer(), code: 'AAAA-AAAA-AAAA-AAAA-AAAA' })).rejects.toMatchObject(
      { code: 'invalid' },
    );
    expect(await isFirstRun()).toBe(true);
    await createFirstOwner({ ...newcomer(), code });
  });

  it('exists once: of twenty who come at once with the code, one becomes the owner', async () => {
    const code = await codeNow();
    const tries = Array.from({ length: 20 }, () => createFirstOwner({ ...newcomer(), code }));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await db().organisation.count({ where: { operates: true } })).toBe(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(['conflict', 'invalid']).toContain(outcome.reason.code);
    }
  });

  it('leaves nothing behind of those who came too late', async () => {
    const code = await codeNow();
    const late = newcomer();
    await createFirstOwner({ ...newcomer(), code });
    await expect(createFirstOwner({ ...late, code })).rejects.toMatchObject({ code: 'conflict' });
    expect(await db().user.count({ where: { email: late.email } })).toBe(0);
    expect(await prepareFirstOwnerCode()).toBeNull();
  });

  it('keeps the code usable where the account could not be made', async () => {
    const taken = newcomer();
    await db().user.create({ data: { id: randomUUID(), name: 'Somebody', email: taken.email } });
    const code = await codeNow();
    await expect(createFirstOwner({ ...taken, code })).rejects.toMatchObject({
      code: 'conflict',
      field: 'email',
    });
    await expect(createFirstOwner({ ...newcomer(), code })).resolves.toBeDefined();
  });

  it('is not guessed: after twenty tries in a minute even the right code waits', async () => {
    const code = await codeNow();
    const guess = () => createFirstOwner({ ...newcomer(), code: '0000-0000-0000-0000-0000' });
    for (let i = 0; i < 20; i++) await expect(guess()).rejects.toMatchObject({ code: 'invalid' });
    await expect(createFirstOwner({ ...newcomer(), code })).rejects.toMatchObject({ code: 'too_many' });
  });

  it('is made without a code at the machine’s command line, once, and voids the code', async () => {
    const code = await codeNow();
    await createOwnerAtTheMachine(newcomer());
    await expect(createOwnerAtTheMachine(newcomer())).rejects.toMatchObject({ code: 'conflict' });
    await expect(createFirstOwner({ ...newcomer(), code })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps the code as a hash alone', async () => {
    const code = await codeNow();
    const settings = JSON.stringify(await db().setting.findMany());
    expect(settings).not.toContain(code);
    expect(settings).not.toContain(code.replaceAll('-', ''));
  });

  it('is the only way in while sign-up is shut', async () => {
    await expect(signUp(newcomer(), { headers: new Headers() })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
