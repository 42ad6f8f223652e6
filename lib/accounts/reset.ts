/** What the operator does at the machine's command line. There is no actor: whoever reads the database may. */

import { randomUUID } from 'node:crypto';
import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { hashPassword } from './auth';
import type { ResetPassword } from './inputs';

/** Sets a password and ends every session of that person. */
export async function resetPassword(input: ResetPassword): Promise<{ ended: number }> {
  const user = await db().user.findUnique({ where: { email: input.email }, include: { members: true } });
  if (!user) {
    throw new AppError('not_found', 'No account has this email address.', {
      hint: 'Addresses are compared without regard to case.',
    });
  }
  const password = await hashPassword(input.password);
  return db().$transaction(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { userId: user.id, providerId: 'credential' },
      data: { password },
    });
    if (count === 0) {
      await tx.account.create({
        data: { id: randomUUID(), userId: user.id, providerId: 'credential', accountId: user.id, password },
      });
    }
    const sessions = await tx.session.deleteMany({ where: { userId: user.id } });
    for (const member of user.members) {
      await record(
        tx,
        { organisationId: member.organisationId, userId: null, name: 'the operator, at the command line' },
        { action: 'person.reset-password', subject: { kind: 'person', id: user.id, name: user.name } },
      );
    }
    return { ended: sessions.count };
  });
}
