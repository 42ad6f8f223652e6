/** Hosts and folders as the language's text has them, for the oracle. */

import type { Json } from '@/lib/json';

type Truth = 'true' | 'false' | 'unknown';

/** The URL is taken apart one character after the other. */
export function hostTold(found: Json, hosts: string[]): Truth {
  if (typeof found !== 'string') return 'unknown';
  for (const character of found)
    if (character === '\\' || character.trim() === '' || /\p{Cc}/u.test(character)) return 'unknown';
  const [scheme, ...others] = found.split('://');
  const rest = others.join('://');
  if (others.length === 0 || !/^[a-zA-Z][a-zA-Z0-9+.-]*$/.test(scheme as string)) return 'unknown';

  let authority = '';
  for (const character of rest) {
    if ('/?#'.includes(character)) break;
    authority += character;
  }
  const behind = rest.slice(authority.length);
  if ((behind.split('/')[0] as string).includes('@')) return 'unknown';
  const at = authority.split('@');
  if (at.length > 2) return 'unknown';
  if (at.length === 2 && !/^[\x21-\x7e]*$/.test(at[0] as string)) return 'unknown';
  if (at.length === 2 && /["<>[\]^`{|}]/.test(at[0] as string)) return 'unknown';
  const [host, port, ...more] = (at.at(-1) as string).split(':');
  if (more.length > 0 || (port !== undefined && !/^[0-9]*$/.test(port))) return 'unknown';
  if (port !== undefined && (Number(port) > 65535 || (scheme as string).toLowerCase() === 'file'))
    return 'unknown';

  const name = plain(host as string);
  if (name === null) return 'unknown';
  const inside = hosts.some((pattern) => {
    if (!pattern.startsWith('*.')) return plain(pattern) === name;
    const labels = name.split('.');
    const above = (plain(pattern.slice(2)) as string).split('.');
    return labels.length > above.length && labels.slice(-above.length).join() === above.join();
  });
  return inside ? 'true' : 'false';
}

function plain(host: string): string | null {
  const labels = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  for (const label of labels) if (!/^[a-zA-Z0-9_-]+$/.test(label)) return null;
  const last = (labels.at(-1) as string).toLowerCase();
  if (/^[0-9]+$/.test(last) || /^0x[0-9a-f]*$/.test(last)) {
    if (labels.length !== 4) return null;
    if (!labels.every((label) => String(Number(label)) === label && Number(label) < 256)) return null;
  }
  return labels.join('.').toLowerCase();
}

export function denotesWithin(found: Json, folder: string): Truth {
  if (typeof found !== 'string') return 'unknown';
  const inner = places(found);
  const outer = places(folder);
  if (inner === null || outer === null || found.startsWith('/') !== folder.startsWith('/')) return 'unknown';
  return `${inner.join('/')}/`.startsWith(outer.length === 0 ? '' : `${outer.join('/')}/`) ? 'true' : 'false';
}

function places(path: string): string[] | null {
  if (path === '' || path.includes('\0') || path.includes('\\')) return null;
  let reached: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && reached.length === 0 && !path.startsWith('/')) return null;
    if (step === '..') reached = reached.slice(0, -1);
    else if (step !== '' && step !== '.') reached = [...reached, step];
  }
  return reached;
}
