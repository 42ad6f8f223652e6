/** The end of an access at its authorization server, once it is over here. */

import type { ServerAccess } from '@/lib/db';
import { revokeToken } from '@/lib/upstream';
import { openOf, sourceOf } from './access-rows';
import type { Outside } from './outside';

const timeoutMs = 5_000;

/**
 * Reads what there is to end while the row is there; call what it returns once nothing here uses it any more. RFC 7009,
 * where that is offered: whatever the other side answers, the call comes back within five seconds and never throws.
 */
export function endOfAccess(row: ServerAccess | null, outside: Outside): () => Promise<void> {
  const access = row && openOf(row, 'sealedAccess');
  const source = row && sourceOf(row);
  if (!row || !access || !source) return async () => {};
  const refresh = openOf(row, 'sealedRefresh');
  return async () => {
    await revokeToken(source, { access, refresh }, { addresses: outside.addresses, timeoutMs });
  };
}
