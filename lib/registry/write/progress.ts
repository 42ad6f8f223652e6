/** How far imports have come, so that one that was broken off goes on there. */

import { pool } from '@/lib/db';
import type { Connection } from './connection';

/** `skipped` were read by an earlier run that was broken off. */
export type Progress = { read: number; changed: number; bad: number; skipped: number };

export type Kept = { cursor: string | null; position: number | null; seenUntil: Date | null };

export async function keptProgress(source: string): Promise<Kept> {
  const { rows } = await pool().query<Kept>(
    'SELECT "cursor", "position", "seenUntil" FROM "IndexImport" WHERE "source" = $1',
    [source],
  );
  return rows[0] ?? { cursor: null, position: null, seenUntil: null };
}

/** The number of the last record that was kept; 0 where the last import came to its end. */
export async function importedUntil(source: string): Promise<number> {
  return (await keptProgress(source)).position ?? 0;
}

/** null: all was read. */
export async function rememberPosition(
  connection: Connection,
  source: string,
  position: number | null,
): Promise<void> {
  await remember(connection, source, { cursor: null, position, seenUntil: null });
}

export async function remember(connection: Connection, source: string, kept: Kept): Promise<void> {
  await connection.query(
    `INSERT INTO "IndexImport" ("source", "cursor", "position", "seenUntil", "updatedAt") VALUES ($1, $2, $3, $4, now())
ON CONFLICT ("source") DO UPDATE SET "cursor" = excluded."cursor", "position" = excluded."position",
  "seenUntil" = excluded."seenUntil", "updatedAt" = now()`,
    [source, kept.cursor, kept.position, kept.seenUntil],
  );
}
