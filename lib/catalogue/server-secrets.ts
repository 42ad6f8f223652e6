/** Headers and environment variables at rest: each value sealed to its row. Only names ever leave this module. */

import { randomUUID } from 'node:crypto';
import { ask, type Prisma, type ServerSecret } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { seal, unseal } from '@/lib/secrets';

type Kind = 'header' | 'env';
/** A value of null keeps what is there. */
export type SecretInput = { name: string; value: string | null };

const place = (id: string) => ({ table: 'ServerSecret', id, field: 'sealed' });

/** Replaces the whole list of one kind. Throws where something is to be kept that is not there. */
export async function writeSecrets(
  tx: Prisma.TransactionClient,
  server: { organisationId: string; id: string },
  kind: Kind,
  list: readonly SecretInput[],
): Promise<void> {
  const where = { organisationId: server.organisationId, serverId: server.id, kind };
  const kept = await tx.serverSecret.findMany({ where });
  const rows = list.map(({ name, value }, position) => {
    const before = kept.find((row) => sameName(kind, row.name, name));
    if (value === null && !before) {
      throw new AppError('invalid', `${name} has no value yet.`, {
        hint: 'Give it one, or leave it out.',
        field: kind === 'header' ? 'headers' : 'env',
      });
    }
    const id = before?.id ?? randomUUID();
    const sealed = value === null && before ? before.sealed : seal(value ?? '', place(id));
    return { id, organisationId: server.organisationId, serverId: server.id, kind, name, position, sealed };
  });
  await tx.serverSecret.deleteMany({ where });
  if (rows.length > 0) await tx.serverSecret.createMany({ data: rows });
}

/** In plain text, for a connection that is about to be made. Never send it to a browser. */
export async function openSecrets(server: { organisationId: string; id: string }): Promise<{
  headers: Record<string, string>;
  env: Record<string, string>;
}> {
  const { rows } = await ask<ServerSecret>(
    'SELECT * FROM "ServerSecret" WHERE "organisationId" = $1 AND "serverId" = $2 ORDER BY "position"',
    [server.organisationId, server.id],
  );
  const opened = (kind: Kind) =>
    Object.fromEntries(
      rows.filter((row) => row.kind === kind).map((row) => [row.name, unseal(row.sealed, place(row.id))]),
    );
  return { headers: opened('header'), env: opened('env') };
}

function sameName(kind: Kind, a: string, b: string): boolean {
  return kind === 'header' ? a.toLowerCase() === b.toLowerCase() : a === b;
}
