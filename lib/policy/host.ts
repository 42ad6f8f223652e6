/** Hosts of URLs, told only where no two parsers could read them differently. */

/** A host to compare with: lower case, no trailing dot. `below` stands for "*.": strictly below it. */
export type HostPattern = { host: string; below: boolean };

/**
 * The host of an absolute URL `scheme://[userinfo@]host[:port]…`, lower case and without a trailing dot, or null where it cannot
 * be told: several `@`, a backslash, blanks, percent or IDN in the host, no host, an IP address other than a dotted quad.
 */
export function hostOf(url: string): string | null {
  if (doubtful.test(url)) return null;
  const match = absolute.exec(url);
  if (match === null) return null;
  const [, scheme = '', userinfo, host = '', port, rest = ''] = match;
  if (userinfo !== undefined && !plainUserinfo.test(userinfo)) return null;
  if (port !== undefined && Number(port) > 65_535) return null;
  // WHATWG reads `file://c:/x` as a drive.
  if (port !== undefined && scheme.toLowerCase() === 'file') return null;
  // Older parsers look for the last `@` before the first slash, wherever a query or fragment starts.
  const beforeSlash = rest.slice(0, rest.indexOf('/') < 0 ? rest.length : rest.indexOf('/'));
  if (beforeSlash.includes('@')) return null;
  return plainHost(host);
}

/** A bare host of a policy, `*.` in front of it or not; null where it is none. */
export function parseHostPattern(text: string): HostPattern | null {
  const below = text.startsWith('*.');
  const host = plainHost(below ? text.slice(2) : text);
  if (host === null || (below && dottedQuad.test(host))) return null;
  return { host, below };
}

export function matchesHost(pattern: HostPattern, host: string): boolean {
  return pattern.below ? host.endsWith(`.${pattern.host}`) : host === pattern.host;
}

/** A blank or control character anywhere (parsers strip them), or a backslash (some read it as a slash). */
const doubtful = /[\s\p{Cc}\\]/u;
const absolute = /^([a-z][a-z0-9+.-]*):\/\/(?:([^@/?#]*)@)?([^@:/?#]+)(?::(\d*))?((?:[/?#].*)?)$/is;
const plainUserinfo = /^[a-z0-9._~!$&'()*+,;=:%-]*$/i;
const label = /^[a-z0-9_-]+$/;
const number = /^(?:\d+|0x[0-9a-f]*)$/;
const dottedQuad = /^(?:(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.|$)){4}$/;

function plainHost(text: string): string | null {
  const lower = text.toLowerCase();
  const host = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  const labels = host.split('.');
  // İ and the Kelvin sign become ASCII when lowered: `text` itself must be ASCII.
  if (!labels.every((part) => label.test(part)) || !isAscii(text)) return null;
  if (number.test(labels.at(-1) ?? '') && !dottedQuad.test(host)) return null;
  return host;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
