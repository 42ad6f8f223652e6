/** The tools of an organisation's other servers: whom a tool may speak of, or imitate. */

import { db } from '@/lib/db';
import { type Neighbourhood, neighbourhood, type RiskFinding, shadowing } from '@/lib/risk';

export type Others = {
  near: Neighbourhood;
  /** What imitates another server's tool by this name. The same definition elsewhere is the same tool, registered twice. */
  shadows(tool: { name: string; digest: string }): RiskFinding[];
};

/** Of all servers but this one. */
export async function othersOf(organisationId: string, serverId: string): Promise<Others> {
  const rows = await db().tool.findMany({
    where: { organisationId, serverId: { not: serverId }, removedAt: null, problem: null },
    select: { name: true, digest: true, server: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  return othersFrom(rows.map(({ name, digest, server }) => ({ name, digest, server: server.name })));
}

export function othersFrom(rows: readonly { name: string; digest: string; server: string }[]): Others {
  const near = neighbourhood(rows.map(({ name, server }) => ({ name, server })));
  const same = new Set(rows.map(({ name, digest, server }) => `${digest} ${server} ${name}`));
  return {
    near,
    shadows({ name, digest }) {
      const like = near.like(name).filter((other) => !same.has(`${digest} ${other.server} ${other.name}`));
      return shadowing({ name, server: noServer }, like);
    },
  };
}

/** No server is called this: names of people's choosing hold no control characters. */
export const noServer = '\0';
