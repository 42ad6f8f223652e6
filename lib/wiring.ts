/** Puts the parts together from the environment. It knows everybody and decides nothing. */

import { prepareFirstOwnerCode, sweepAttempts } from '@/lib/accounts';
import type { Outside } from '@/lib/catalogue';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { checkSecret, type FingerprintStore, type SecretCheck } from '@/lib/secrets';

/** What verbs that reach out are told about this installation. */
export function outside(): Outside {
  const { loopback, allowNets, stdio, data, root } = env();
  return { addresses: { loopback, allowNets: [...allowNets] }, stdio, data, root };
}

const fingerprintKey = 'secret-fingerprint';

const fingerprints: FingerprintStore = {
  async read() {
    const row = await db().setting.findUnique({ where: { key: fingerprintKey } });
    return row?.value ?? null;
  },
  async keep(value) {
    await db().setting.createMany({ data: [{ key: fingerprintKey, value }], skipDuplicates: true });
    const row = await db().setting.findUniqueOrThrow({ where: { key: fingerprintKey } });
    return row.value;
  },
};

/** Whether this process has the secret that the database was filled under. To be asked once, before anything is served. */
export function checkInstallation(): Promise<SecretCheck> {
  return checkSecret(fingerprints);
}

export type Prepared =
  | { ok: true; firstOwner: null | { code: string; url: string } }
  /** One plain sentence: say it and exit with 1. */
  | { ok: false; message: string };

/** What `npm start` does between migrating and serving. `firstOwner` is to be printed: it is kept nowhere else. */
export async function prepareToServe(): Promise<Prepared> {
  const secret = await checkInstallation();
  if (!secret.ok) return secret;
  await sweepAttempts();
  const code = await prepareFirstOwnerCode();
  if (code === null) return { ok: true, firstOwner: null };
  return { ok: true, firstOwner: { code, url: `${env().baseUrl}/welcome` } };
}
