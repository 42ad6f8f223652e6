import { crumbsData, JsonLd } from '@/components/public/json-ld';
import { originHere } from './head';

type Structured = {
  /** The type of schema.org: an article of ours, or a page that lists. */
  kind: 'TechArticle' | 'CollectionPage';
  title: string;
  description: string;
  /** From the first page of its part to this one. */
  crumbs: readonly [{ href: string; label: string }, ...{ href: string; label: string }[]];
};

/** What one of our own pages is and where it stands, for search engines. */
export async function Structured({ kind, title, description, crumbs }: Structured) {
  const origin = await originHere();
  const here = crumbs.at(-1) ?? crumbs[0];
  const named = kind === 'TechArticle' ? 'headline' : 'name';
  return (
    <>
      <JsonLd
        data={{ '@type': kind, [named]: title, description, inLanguage: 'en', url: `${origin}${here.href}` }}
      />
      {crumbs.length > 1 && <JsonLd data={crumbsData(origin, crumbs)} />}
    </>
  );
}
