/** Names that nobody chose: told apart, so that two of one address are two in every list. */

import type { Prisma } from '@/lib/db';
import type { Actor } from '@/lib/rights';

const longest = 120;

/** `wished`, or `wished (2)`, `wished (3)` … where a server of the organisation is called so; at most 120 characters. */
export async function freeName(tx: Prisma.TransactionClient, actor: Actor, wished: string): Promise<string> {
  const start = wished.slice(0, longest - ' (1000)'.length);
  const alike = await tx.server.findMany({
    where: { organisationId: actor.organisationId, name: { startsWith: start } },
    select: { name: true },
  });
  const taken = new Set(alike.map((server) => server.name));
  if (!taken.has(wished)) return wished;
  for (let number = 2; ; number++) {
    const name = `${start} (${number})`;
    if (!taken.has(name)) return name;
  }
}
