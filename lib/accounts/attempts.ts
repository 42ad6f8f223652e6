/** How often something guessable may be tried. Counted in the database: every process sees the same count. */

import { createHmac } from 'node:crypto';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { derive } from '@/lib/secrets';

export type Bound = { max: number; windowSeconds: number };

/**
 * Counts one try before it is made, and throws when there were too many in the window. The key is stored as a MAC:
 * a reader of the table learns no address. Fixed windows, by the database's clock.
 */
export async function countAttempt(what: string, of: string, bound: Bound): Promise<void> {
  const key = keyOf(what, of);
  const rows = await db().$queryRaw<{ count: number; seconds: number }[]>`
    INSERT INTO "Attempt" AS a ("key", "count", "resetAt")
    VALUES (${key}, 1, now() + make_interval(secs => ${bound.windowSeconds}::double precision))
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN a."resetAt" <= now() THEN 1 ELSE LEAST(a."count" + 1, 1000000) END,
      "resetAt" = CASE WHEN a."resetAt" <= now() THEN excluded."resetAt" ELSE a."resetAt" END
    RETURNING a."count" AS "count", ceil(extract(epoch FROM a."resetAt" - now()))::int AS "seconds"`;
  const row = rows[0];
  if (row === undefined || row.count <= bound.max) return;
  throw new AppError('too_many', `Too many attempts. Try again in ${inWords(row.seconds)}.`);
}

/** After a success. */
export async function forgetAttempts(what: string, of: string): Promise<void> {
  await db().attempt.deleteMany({ where: { key: keyOf(what, of) } });
}

/** Rows whose window is over say nothing any more. */
export async function sweepAttempts(): Promise<void> {
  await db().$executeRaw`DELETE FROM "Attempt" WHERE "resetAt" < now()`;
}

function keyOf(what: string, of: string): string {
  return createHmac('sha256', derive('attempts'))
    .update(JSON.stringify([what, of]), 'utf8')
    .digest('hex');
}

function inWords(seconds: number): string {
  if (seconds <= 90) return `${Math.max(seconds, 1)} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
