import Link from 'next/link';
import type { ReactNode } from 'react';
import { FindingMark } from '@/components/risk/finding-mark';
import { Icon } from '@/components/ui/icon';
import { BlockView } from './blocks';
import { chapters, findingGuidePages } from './content';
import { type Block, type GuidePage, markdownPath } from './model';

/** One page of the guide, with the way to the others and to its own parts. */
export function GuideArticle({ page }: { page: GuidePage }) {
  return (
    <div className="mx-auto w-full max-w-[1136px] px-4 sm:px-8">
      <Breadcrumbs page={page} />
      <div className="grid grid-cols-1 gap-x-12 gap-y-10 pt-4 pb-16 sm:pt-6 lg:grid-cols-[minmax(0,704px)_256px] lg:justify-between">
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <article>
            <header>
              {page.level && <FindingMark level={page.level} word className="mb-2 text-13" />}
              <h1
                className={
                  page.mono
                    ? 'font-mono text-24 font-semibold tracking-[-0.04em] break-words sm:text-32'
                    : 'text-24 font-semibold tracking-[-0.02em] sm:text-32'
                }
              >
                {page.title}
              </h1>
              <p className="mt-3 max-w-[58ch] text-15 text-pretty text-ink-2 sm:text-18/7">{page.lead}</p>
            </header>
            <div className="mt-2 grid grid-cols-1 gap-4">
              {page.blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
                <BlockView key={index} block={block} />
              ))}
            </div>
            <Neighbours page={page} />
          </article>
        </main>
        <aside className="text-13 lg:sticky lg:-mx-2 lg:px-2 lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
          <Chapters page={page} />
          <Contents blocks={page.blocks} />
          <p className="border-t border-line pt-4">
            <a
              href={markdownPath(page)}
              className="inline-flex h-6 items-center gap-1.5 text-ink-2 hover:text-ink"
            >
              <Icon name="file" size={14} />
              This page as Markdown
            </a>
          </p>
        </aside>
      </div>
    </div>
  );
}

function Breadcrumbs({ page }: { page: GuidePage }) {
  const above = chapters.filter(({ path }) => page.path !== path && page.path.startsWith(`${path}/`));
  if (above.length === 0) return <div className="h-2 sm:h-6" />;
  return (
    <nav aria-label="Breadcrumb" className="pt-4 text-13 text-ink-3 sm:pt-6">
      <ol className="flex flex-wrap items-center gap-1">
        {above.map(({ path, title }) => (
          <li key={path} className="flex items-center gap-1">
            <Link href={path} className="inline-flex h-6 items-center text-ink-2 hover:text-ink">
              {title}
            </Link>
            <Icon name="chevron-right" size={14} />
          </li>
        ))}
        <li aria-current="page" className="inline-flex h-6 items-center">
          {page.title}
        </li>
      </ol>
    </nav>
  );
}

function Chapters({ page }: { page: GuidePage }) {
  return (
    <nav aria-label="Guide" className="pb-4">
      <ul className="grid gap-0.5">
        {chapters.map(({ path, title }) => {
          const here = page.path === path;
          const inside = path !== '/guide' && page.path.startsWith(`${path}/`);
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={here ? 'page' : undefined}
                className={`-mx-2 flex h-8 items-center rounded-2 px-2 no-underline hover:bg-hover ${here || inside ? 'font-medium text-ink' : 'text-ink-2'} aria-[current]:bg-sunken`}
              >
                {path === '/guide' ? 'Begin' : title}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Contents({ blocks }: { blocks: readonly Block[] }): ReactNode {
  const headings = blocks.filter((block) => block.kind === 'heading');
  if (headings.length < 3) return null;
  return (
    <nav aria-label="On this page" className="border-t border-line py-4 max-lg:hidden">
      <h2 className="mb-2 font-medium">On this page</h2>
      <ul className="grid gap-0.5">
        {headings.map(({ id, text, below }) => (
          <li key={id} className={below ? 'pl-3' : undefined}>
            <a href={`#${id}`} className="flex min-h-6 items-center text-ink-2 hover:text-ink">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The page before and the page after, in the order of the guide. */
function Neighbours({ page }: { page: GuidePage }) {
  const row = findingGuidePages.some(({ path }) => path === page.path) ? findingGuidePages : chapters;
  const at = row.findIndex(({ path }) => path === page.path);
  const [before, after] = [row[at - 1], row[at + 1]];
  return (
    <nav
      aria-label="Before and after"
      className="mt-12 flex flex-wrap justify-between gap-4 border-t border-line pt-4 text-14"
    >
      {before && (
        <Link
          href={before.path}
          className="inline-flex min-h-8 items-center gap-1.5 text-ink-2 hover:text-ink"
        >
          <Icon name="arrow-left" size={14} />
          {before.title}
        </Link>
      )}
      {after && (
        <Link
          href={after.path}
          className="ml-auto inline-flex min-h-8 items-center gap-1.5 text-ink-2 hover:text-ink"
        >
          {after.title}
          <Icon name="arrow-right" size={14} />
        </Link>
      )}
    </nav>
  );
}
