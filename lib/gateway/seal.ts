/** Opaque values of a server (session ids, event ids, states, tasks), bound to the grant that they were given to. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose a value is. `more` narrows it further: a session, a tool. */
export type Owner = { grantId: string; serverId: string };
export type SealedKind = 'session' | 'event' | 'state' | 'task' | 'approval';

export interface Seal {
  /**
   * `base64url(value).mac`: nobody else's, and no other kind's. The id of an event stays as it was written, and the mac
   * stands behind it.
   */
  close(kind: SealedKind, owner: Owner, value: string, more?: string): string;
  /** The value, or null where it was not sealed here for this owner and as this kind. */
  open(kind: SealedKind, owner: Owner, sealed: string, more?: string): string | null;
}

/** `secret`: at least 32 bytes, the same in every process of an installation. No table is kept. */
export function createSeal(secret: Uint8Array): Seal {
  if (secret.length < 32) throw new RangeError('The secret of the gateway must have 32 bytes.');
  const macOf = (kind: SealedKind, owner: Owner, value: string, more: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['sallyport gateway', kind, owner.grantId, owner.serverId, more, value]))
      .digest()
      .subarray(0, 18);
  return {
    close(kind, owner, value, more = '') {
      return `${written(kind, value)}.${macOf(kind, owner, value, more).toString('base64url')}`;
    },
    open(kind, owner, sealed, more = '') {
      const match = /^(.*)\.([A-Za-z0-9_-]{24})$/.exec(sealed);
      if (match === null) return null;
      const [, form = '', mac = ''] = match;
      const value = kind === 'event' ? form : Buffer.from(form, 'base64url').toString('utf8');
      const right = macOf(kind, owner, value, more);
      const given = Buffer.from(mac, 'base64url');
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      return written(kind, value) === form ? value : null;
    },
  };
}

function written(kind: SealedKind, value: string): string {
  return kind === 'event' ? value : Buffer.from(value, 'utf8').toString('base64url');
}
