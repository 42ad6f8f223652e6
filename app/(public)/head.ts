import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { addressOf } from '@/lib/wiring';
import { shortened } from './shortened';

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

/**
 * Where the pages stand: SALLYPORT_URL, or the address of this machine that was asked for. Nobody names another one: the front
 * has checked the Host header.
 */
export async function originHere(): Promise<string> {
  return addressOf(await headers());
}

/** What search engines and link previews are told. */
export async function head({ title, description, path, markdown, noIndex }: Head): Promise<Metadata> {
  const origin = await originHere();
  const short = shortened(description, 160);
  const image = `/og?${new URLSearchParams({ path })}`;
  return {
    metadataBase: new URL(origin),
    title,
    description: short,
    ...(noIndex && { robots: { index: false, follow: true } }),
    openGraph: {
      title,
      description: short,
      siteName: 'Sallyport',
      type: 'article',
      url: `${origin}${path}`,
      images: [{ url: `${origin}${image}`, width: 1200, height: 630, alt: title }],
    },
    twitter: { card: 'summary_large_image', title, description: short },
    alternates: {
      canonical: `${origin}${path}`,
      ...(markdown && { types: { 'text/markdown': `${origin}${markdown}` } }),
    },
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
