import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { asMarkdown, GuideArticle, type GuidePage, guidePage, markdownPath } from '@/components/guide';
import { env } from '@/lib/env';

/** What search engines and link previews are told. Absolute addresses need SALLYPORT_URL; without it none is claimed. */
export function metadataOf(path: string): Metadata {
  const page = guidePage(path);
  if (page === undefined) return { title: 'Not found' };
  const { description } = page;
  const title = path === '/guide' ? page.title : `${page.title} · Guide`;
  const origin = env().publicUrl;
  return {
    title,
    description,
    openGraph: {
      title,
      description,
      siteName: 'Sallyport',
      type: 'article',
      ...(origin && { url: `${origin}${path}` }),
    },
    ...(origin && {
      alternates: {
        canonical: `${origin}${path}`,
        types: { 'text/markdown': `${origin}${markdownPath(page)}` },
      },
    }),
  };
}

export function PageOf({ path }: { path: string }) {
  return <GuideArticle page={known(path)} />;
}

/** The same page for agents. */
export function markdownOf(path: string): Response {
  const page = guidePage(path);
  if (page === undefined) return new Response('There is nothing at this address.\n', { status: 404 });
  return new Response(asMarkdown(page), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}

function known(path: string): GuidePage {
  return guidePage(path) ?? notFound();
}
