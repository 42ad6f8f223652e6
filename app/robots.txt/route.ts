import { env } from '@/lib/env';

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
export function GET(): Response {
  const { publicUrl } = env();
  const lines = [
    'User-agent: *',
    ...notForSearch.map((path) => `Disallow: ${path}`),
    ...(publicUrl ? ['', `Sitemap: ${publicUrl}/sitemap.xml`] : []),
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
