/** The database remembers which secret it was filled under. With another one nothing in it could be opened. */

import { fingerprint } from './root';

export type FingerprintStore = {
  read(): Promise<string | null>;
  /** Writes where nothing is kept yet; returns what is kept then. */
  keep(value: string): Promise<string>;
};

export type SecretCheck = { ok: true } | { ok: false; message: string };

export async function checkSecret(store: FingerprintStore): Promise<SecretCheck> {
  const mine = fingerprint();
  const kept = (await store.read()) ?? (await store.keep(mine));
  if (kept === mine) return { ok: true };
  return {
    ok: false,
    message: `This database was set up with another secret (${kept}, not ${mine}): set SALLYPORT_SECRET to that one, or put its secret.key back into the data folder.`,
  };
}
