/** Encryption at rest: AES-256-GCM, each value bound to the very field that holds it. NIST SP 800-38D: a fresh 96-bit IV. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derive } from './root';

/** Where a sealed value lives. It opens nowhere else: moved to another row, it is refused. */
export type Place = { table: string; id: string; field: string };

const version = 'v1';

export function seal(plain: string, place: Place): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive('seal'), iv);
  cipher.setAAD(bound(place));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [version, iv.toString('base64url'), body.toString('base64url')].join('.');
}

/** Throws when the value was changed, comes from another row, or was sealed with another secret. */
export function unseal(sealed: string, place: Place): string {
  const [found, ivText, bodyText, ...rest] = sealed.split('.');
  if (found !== version || !ivText || !bodyText || rest.length > 0) throw new Error(unreadable(place));
  const iv = Buffer.from(ivText, 'base64url');
  const body = Buffer.from(bodyText, 'base64url');
  if (iv.length !== 12 || body.length < 16) throw new Error(unreadable(place));
  const decipher = createDecipheriv('aes-256-gcm', derive('seal'), iv, { authTagLength: 16 });
  decipher.setAAD(bound(place));
  decipher.setAuthTag(body.subarray(body.length - 16));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error(unreadable(place), { cause });
  }
}

function bound(place: Place): Buffer {
  return Buffer.from(JSON.stringify(['sallyport', place.table, place.id, place.field]), 'utf8');
}

function unreadable(place: Place): string {
  return `The secret in ${place.table}.${place.field} of row ${place.id} cannot be opened: it was changed, moved, or sealed with another secret.`;
}
