import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Served, takesNoCookies } from './host';

/**
 * What the browser may load and run. Scripts: our own files, by a nonce that is new with each answer. Styles: our own
 * and inline, since the editor makes its colours at run time. Nothing comes from another host.
 */
export function contentSecurityPolicy(nonce: string, { publicUrl, dev }: Served & { dev: boolean }): string {
  const rules = [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(publicUrl?.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ];
  return rules.join('; ');
}

/** Headers of every answer, and what pages are told: the nonce, where Next looks for it, and what was asked for. */
export function secure(req: IncomingMessage, res: ServerResponse, options: Served & { dev: boolean }): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, options);
  req.headers['content-security-policy'] = policy;
  req.headers['x-nonce'] = nonce;
  req.headers['x-asked-path'] = pathOf(req.url ?? '/');
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('X-Frame-Options', 'DENY');
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  if (options.publicUrl?.startsWith('https:')) {
    res.setHeader('Strict-Transport-Security', 'max-age=31536000');
  }
}

/** The address of a page as a person knows it: without what Next adds when it fetches one in parts. */
function pathOf(url: string): string {
  const [path = '/', query = ''] = url.split('?', 2);
  const kept = query.split('&').filter((part) => part !== '' && !part.startsWith('_rsc='));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

/**
 * Takes off what a client may not say about itself. The address of the client is the connection's; behind the proxy
 * of SALLYPORT_URL on this machine it is what that proxy added last.
 */
export function cleanRequest(req: IncomingMessage, { publicUrl, dev }: Served & { dev: boolean }): void {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '');
  const peer = req.socket.remoteAddress ?? '';
  const behindProxy = publicUrl !== undefined && /^(::ffff:)?127\.|^::1$/.test(peer);
  for (const name of Object.keys(req.headers)) {
    // The development server tells its own pages' requests apart by x-nextjs-*: without them no action comes back.
    if (dev && name.startsWith('x-nextjs-')) continue;
    if (/^(forwarded$|x-forwarded-|x-real-ip$|x-middleware-|x-nextjs-|x-invoke-)/.test(name))
      delete req.headers[name];
  }
  req.headers['x-forwarded-for'] = (behindProxy && forwarded.split(',').at(-1)?.trim()) || peer;
  req.headers['x-forwarded-host'] = req.headers.host;
  req.headers['x-forwarded-proto'] = publicUrl?.startsWith('https:') && behindProxy ? 'https' : 'http';
  if (takesNoCookies(req.url ?? '')) delete req.headers.cookie;
}
