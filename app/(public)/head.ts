import type { Metadata } from 'next';
import { env } from '@/lib/env';

type Head = {
  /** Without the site's name: the root adds it. */
  title: string;
  description: string;
  path: string;
  /** Where the same page stands as Markdown. */
  markdown?: string;
  /** Pages made of a search are not for search engines. */
  noIndex?: boolean;
};

/** What search engines and link previews are told. Absolute addresses need SALLYPORT_URL; without it none is claimed. */
export function head({ title, description, path, markdown, noIndex }: Head): Metadata {
  const origin = env().publicUrl;
  const short = description.length > 300 ? `${description.slice(0, 297)}…` : description;
  const image = `/og?${new URLSearchParams({ path })}`;
  return {
    ...(origin && { metadataBase: new URL(origin) }),
    title,
    description: short,
    ...(noIndex && { robots: { index: false, follow: true } }),
    openGraph: {
      title,
      description: short,
      siteName: 'Sallyport',
      type: 'article',
      ...(origin && {
        url: `${origin}${path}`,
        images: [{ url: `${origin}${image}`, width: 1200, height: 630, alt: title }],
      }),
    },
    twitter: { card: 'summary_large_image', title, description: short },
    ...(origin && {
      alternates: {
        canonical: `${origin}${path}`,
        ...(markdown && { types: { 'text/markdown': `${origin}${markdown}` } }),
      },
    }),
  };
}

/** The same page for agents. */
export function markdownAnswer(text: string): Response {
  return new Response(text, {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}

/** A policy to be saved as a file. `fileName` is ASCII letters, digits, dots and hyphens. */
export function policyFile(text: string, fileName = 'policy.json'): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

export function nothingHere(): Response {
  return new Response('There is nothing at this address.\n', { status: 404 });
}
