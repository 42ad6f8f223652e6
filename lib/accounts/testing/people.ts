/** For tests: organisations of their own, with somebody in every role. Each call makes new ones. */

import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { Actor, Role } from '@/lib/rights';

export type Team = { organisationId: string; as: (role: Role) => Actor };

export async function makeTeam(options: { operates?: boolean } = {}): Promise<Team> {
  const organisationId = randomUUID();
  const organisationName = `Team ${organisationId.slice(0, 8)}`;
  await db().organisation.create({
    data: { id: organisationId, name: organisationName, slug: organisationId },
  });
  const actors = new Map<Role, Actor>();
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    const userId = randomUUID();
    const email = `${role}-${userId}@example.com`;
    await db().user.create({ data: { id: userId, name: `The ${role}`, email } });
    await db().member.create({ data: { id: randomUUID(), organisationId, userId, role } });
    actors.set(role, {
      userId,
      name: `The ${role}`,
      email,
      organisationId,
      organisationName,
      role,
      operates: options.operates ?? false,
    });
  }
  return {
    organisationId,
    as(role) {
      const actor = actors.get(role);
      if (!actor) throw new Error(`Nobody is ${role}.`);
      return actor;
    },
  };
}
