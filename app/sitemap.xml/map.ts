import { env } from '@/lib/env';
import { addressOf } from '@/lib/wiring';

/** Of one part of the sitemap. The protocol allows 50,000 and 50 MB. */
export const pathsPerPart = 20_000;

export type MapEntry = { path: string; changedAt?: Date | null };

/** Where the addresses of a sitemap begin. */
export function originOf(request: Request): string {
  return env().publicUrl ?? addressOf(request.headers);
}

export function sitemap(origin: string, entries: readonly MapEntry[]): Response {
  return xml('urlset', 'url', origin, entries);
}

export function sitemapIndex(origin: string, entries: readonly MapEntry[]): Response {
  return xml('sitemapindex', 'sitemap', origin, entries);
}

function xml(root: string, element: string, origin: string, entries: readonly MapEntry[]): Response {
  const lines = entries.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `<${element}><loc>${escaped(`${origin}${path}`)}</loc>${changed}</${element}>`;
  });
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
  ].join('\n');
  return new Response(`${text}\n`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}

function escaped(text: string): string {
  return text.replace(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
