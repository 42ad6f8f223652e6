const home = '/servers';
const here = 'http://here.invalid';

/**
 * Where a page of sign-in leads to afterwards: the path and query of `next` where it is an address of this site, else
 * the servers. INVARIANT: a link that somebody was sent never leads off this site.
 */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, here)) return home;
  const { origin, pathname, search } = new URL(next, here);
  const path = `${pathname}${search}`;
  // Dot segments can leave a path that begins like a host: `/.//host` becomes `//host`.
  return origin === here && !path.startsWith('//') ? path : home;
}

/** Another page of the door, which leads to the same place afterwards. */
export function onward(door: '/sign-in' | '/sign-up' | '/welcome', next: string): string {
  return next === home ? door : `${door}?next=${encodeURIComponent(next)}`;
}
