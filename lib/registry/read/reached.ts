/** Which server of the index a client's configuration means. */

import { pool } from '@/lib/db';
import type { Reach } from '../reach';

/** `isDeleted`: the registry has taken it away, as it does with malware. */
export type ReachedServer = { name: string; isDeleted: boolean; toolCount: number };

/** By the first of the ways in that anybody is known by; the most popular where several share it. */
export async function serverReachedBy(reaches: readonly Reach[]): Promise<ReachedServer | null> {
  for (const { kind, key } of reaches) {
    const { rows } = await pool().query<ReachedServer>(
      `SELECT s."name", s."status" = 'deleted' AS "isDeleted", s."toolCount" FROM "IndexReach" r
JOIN "IndexServer" s ON s."id" = r."serverId" WHERE r."kind" = $1 AND r."key" = $2
ORDER BY s."status" = 'deleted', s."popularity" DESC LIMIT 1`,
      [kind, key],
    );
    if (rows[0] !== undefined) return rows[0];
  }
  return null;
}
