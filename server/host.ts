import type { IncomingMessage } from 'node:http';
import { isLoopbackHost, isOwnOrigin } from '@/lib/env';

/** Whom the server answers: `publicUrl` is SALLYPORT_URL's origin where it is set. */
export type Served = { publicUrl: string | undefined };

/** What is refused before anything else looks at the request. `status` is HTTP's; the sentence is for a person. */
export type Refused = { status: number; sentence: string };

/** This server speaks HTTP/1: whoever names another version means to be read otherwise by somebody. */
export function checkVersion(req: IncomingMessage): Refused | undefined {
  if (req.httpVersionMajor === 1) return undefined;
  return { status: 505, sentence: 'Only HTTP/1.0 and HTTP/1.1 are spoken here.' };
}

/**
 * What is asked for must be a path that can be read. Whole addresses are for proxies, and would come back in redirects;
 * no text of ours holds a NUL, and the database knows none.
 */
export function checkTarget({ url = '' }: IncomingMessage): Refused | undefined {
  const [path = '', query = ''] = url.split('?', 2);
  if (path.startsWith('/') && isEncodedText(path) && !/%00/.test(path + query)) return undefined;
  return { status: 400, sentence: 'The request asks for no address that can be read.' };
}

function isEncodedText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Host header must stand once and name this machine or SALLYPORT_URL. Otherwise a page of another site could point its own name
 * at this machine (DNS rebinding) and read what it serves.
 */
export function checkHost(req: IncomingMessage, { publicUrl }: Served): Refused | undefined {
  const host = req.headers.host ?? '';
  if ((req.headersDistinct.host?.length ?? 0) > 1) {
    return { status: 400, sentence: 'The request has more than one Host header.' };
  }
  if (publicUrl && host.toLowerCase() === new URL(publicUrl).host) return undefined;
  const name = nameOf(host);
  if (name === undefined) return { status: 400, sentence: 'The request has no valid Host header.' };
  if (isLoopbackHost(name)) return undefined;
  const sentence =
    'Sallyport is not served under this name. Set SALLYPORT_URL to the address that people use.';
  return { status: 421, sentence };
}

/** The name in a Host header, without its port; undefined where it is none. */
function nameOf(host: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host);
  return match?.[1];
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What changes anything must come from our own pages: the browser's Origin is the address that was asked. `/api/v1`
 * and `/mcp` take no cookies, so another site has nothing to borrow there.
 */
export function checkOrigin(req: IncomingMessage, { publicUrl }: Served): Refused | undefined {
  if (safe.has(req.method ?? '') || takesNoCookies(req.url ?? '')) return undefined;
  const { origin, host } = req.headers;
  if (origin !== undefined && isOwnOrigin(origin, host, publicUrl)) return undefined;
  return {
    status: 403,
    sentence: 'This request did not come from a page of this Sallyport, so it was refused.',
  };
}

/** Programs' own surfaces: they bring a token with each request or read what is public, and cookies are taken off. */
export function takesNoCookies(url: string): boolean {
  return /^\/(api\/v1|v0\.1|mcp)(\/|\?|$)/.test(url);
}
