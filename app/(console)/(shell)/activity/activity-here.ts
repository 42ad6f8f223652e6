import { countDecisions, ListDecisions, listDecisions, listGrants } from '@/lib/control';
import type { Actor } from '@/lib/rights';
import { hereOr404 } from '../../here';

/** What an address asks for, of one server or of all: the filter, the page and who may call. */
export async function activityHere(
  actor: Actor,
  asked: Record<string, string | string[] | undefined>,
  serverId?: string,
) {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
  return hereOr404(ListDecisions, { ...given, ...(serverId && { serverId }) }, async (input) => {
    const { serverId: of, grantId, tool, rule } = input;
    const [page, grants, lanes] = await Promise.all([
      listDecisions(actor, input),
      listGrants(actor, { serverId }),
      countDecisions(actor, { serverId: of, grantId, tool, rule }, Date.now()),
    ]);
    const { limit: _limit, before, after: _after, serverId: server, ...rest } = input;
    return {
      filter: serverId === undefined ? { ...rest, serverId: server } : rest,
      before,
      rows: page.decisions,
      next: page.next,
      lanes,
      grants: grants.map(({ id, label }) => ({ id, name: label })),
    };
  });
}
