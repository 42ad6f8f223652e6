import { originOf } from '../sitemap.xml/map';

// The public address is known when it is asked for, and not yet while the product is built.
export const dynamic = 'force-dynamic';

const notForSearch = [
  '/api/',
  '/mcp/',
  '/open',
  '/servers',
  '/policies',
  '/activity',
  '/approvals',
  '/settings',
  '/messages',
  '/sign-in',
  '/sign-up',
  '/welcome',
];

/** What needs an account is not for search engines. */
export function GET(request: Request): Response {
  const lines = [
    'User-agent: *',
    ...notForSearch.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${originOf(request)}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
