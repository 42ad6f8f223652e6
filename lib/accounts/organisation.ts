/** The organisation that somebody works in. */

import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import type { RenameOrganisation } from './inputs';

export async function renameOrganisation(actor: Actor, input: RenameOrganisation): Promise<void> {
  demand(actor, 'organisation.edit');
  await db().$transaction(async (tx) => {
    await tx.organisation.update({ where: { id: actor.organisationId }, data: { name: input.name } });
    await record(tx, actor, {
      action: 'organisation.rename',
      subject: { kind: 'organisation', id: actor.organisationId, name: input.name },
      details: { from: actor.organisationName, to: input.name },
    });
  });
}
