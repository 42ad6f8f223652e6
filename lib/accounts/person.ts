/** A newcomer: the person, the password, an organisation of their own and their place in it, all or nothing. */

import { randomUUID } from 'node:crypto';
import { record } from '@/lib/audit';
import type { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Newcomer } from './inputs';

export type Made = { userId: string; organisationId: string };

export async function makePerson(
  tx: Prisma.TransactionClient,
  input: Newcomer,
  passwordHash: string,
  as: { operates: boolean; action: 'person.first-owner' | 'person.sign-up' },
): Promise<Made> {
  const taken = await tx.user.findUnique({ where: { email: input.email }, select: { id: true } });
  if (taken) throw emailTaken();
  const userId = randomUUID();
  const organisationId = randomUUID();
  const organisation = input.organisation || `${input.name}’s organisation`;
  await tx.user.create({ data: { id: userId, name: input.name, email: input.email } });
  await tx.account.create({
    data: { id: randomUUID(), userId, providerId: 'credential', accountId: userId, password: passwordHash },
  });
  await tx.organisation.create({
    data: {
      id: organisationId,
      name: organisation,
      slug: organisationId,
      operates: as.operates ? true : null,
    },
  });
  await tx.member.create({ data: { id: randomUUID(), organisationId, userId, role: 'owner' } });
  await record(
    tx,
    { organisationId, userId, name: input.name },
    {
      action: as.action,
      subject: { kind: 'person', id: userId, name: input.name },
      details: { organisation },
    },
  );
  return { userId, organisationId };
}

export function emailTaken(): AppError {
  return new AppError('conflict', 'There is an account with this email address already.', {
    hint: 'Sign in, or use another address.',
    field: 'email',
  });
}
