/** One secret for the installation, and the keys made from it. */

import { hkdfSync } from 'node:crypto';
import { env } from '@/lib/env';
import { readKeyFile } from './key-file';

/** What a key is for. Each use has its own, so that none can be turned against another. RFC 5869. */
export type Use = 'seal' | 'accounts' | 'attempts' | 'fingerprint' | 'gateway';

let known: string | null = null;
const keys = new Map<Use, Buffer>();

/** 32 bytes. SALLYPORT_SECRET where it is set, else the data folder's own secret. */
export function derive(use: Use): Buffer {
  const kept = keys.get(use);
  if (kept) return kept;
  known ??= rootSecret();
  const key = Buffer.from(hkdfSync('sha256', known, 'sallyport', use, 32));
  keys.set(use, key);
  return key;
}

/** Names the secret without giving it away: 16 hexadecimal digits. */
export function fingerprint(): string {
  return derive('fingerprint').subarray(0, 8).toString('hex');
}

function rootSecret(): string {
  return env().secret ?? readKeyFile(env().data);
}
