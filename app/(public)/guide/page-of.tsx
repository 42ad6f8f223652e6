import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { asMarkdown, GuideArticle, type GuidePage, guidePage, markdownPath } from '@/components/guide';
import { head, markdownAnswer, nothingHere } from '../head';
import { Structured } from '../structured';

export async function metadataOf(path: string): Promise<Metadata> {
  const page = guidePage(path);
  if (page === undefined) return { title: 'Not found' };
  const { description } = page;
  const title = path === '/guide' ? page.title : `${page.title} · Guide`;
  return head({ title, description, path, markdown: markdownPath(page) });
}

export function PageOf({ path }: { path: string }) {
  const page = known(path);
  const { title, description } = page;
  const guide = { href: '/guide', label: 'Guide' };
  return (
    <>
      <GuideArticle page={page} />
      <Structured
        kind="TechArticle"
        title={title}
        description={description}
        crumbs={path === guide.href ? [guide] : [guide, { href: path, label: title }]}
      />
    </>
  );
}

/** The same page for agents. */
export function markdownOf(path: string): Response {
  const page = guidePage(path);
  return page ? markdownAnswer(asMarkdown(page)) : nothingHere();
}

function known(path: string): GuidePage {
  return guidePage(path) ?? notFound();
}
