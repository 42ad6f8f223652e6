import Link from 'next/link';
import { BlockView } from '@/components/guide';
import { AsMarkdown } from '@/components/public/as-markdown';
import { Crumbs } from '@/components/public/crumbs';
import { Columns, Hero, PageFrame } from '@/components/public/page-frame';
import { RiskBadge } from '@/components/risk/risk-badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import { type AttackPattern, attackPatterns } from '@/lib/attacks';
import { severityOf } from '@/lib/risk';
import { attackBlocks } from './blocks';

/** One pattern: how it works, what happened, and the policy that stops it. */
export function AttackArticle({ pattern }: { pattern: AttackPattern }) {
  const at = attackPatterns.indexOf(pattern);
  return (
    <PageFrame>
      <Crumbs above={[{ href: '/attacks', label: 'Attacks' }]} here={pattern.title} />
      <Columns aside={<Facts pattern={pattern} />}>
        <article>
          <Hero title={pattern.title} lead={pattern.summary}>
            <ButtonLink href="#policy" variant="primary" size="xl">
              See the policy
            </ButtonLink>
            <ButtonLink href={`/open?attack=${pattern.slug}`} prefetch={false} size="xl">
              Open in the builder
            </ButtonLink>
          </Hero>
          <div className="mt-2 grid grid-cols-1 gap-4">
            {attackBlocks(pattern).map((block, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
              <BlockView key={index} block={block} />
            ))}
          </div>
          <Neighbours before={attackPatterns[at - 1]} after={attackPatterns[at + 1]} />
        </article>
      </Columns>
    </PageFrame>
  );
}

function Facts({ pattern }: { pattern: AttackPattern }) {
  return (
    <div className="grid gap-6">
      <section>
        <h2 className="mb-3 font-medium">Classes that it abuses</h2>
        <ul className="grid gap-1">
          {pattern.classes.map((riskClass) => (
            <li key={riskClass}>
              <Link
                href={`/risk/${riskClass.toLowerCase()}`}
                prefetch={false}
                className="-mx-2 flex min-h-10 items-center rounded-2 px-2 no-underline hover:bg-hover"
              >
                <RiskBadge riskClass={riskClass} severity={severityOf(riskClass)} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="border-t border-line pt-4">
        <h2 className="mb-2 font-medium">Stopped by</h2>
        <p className="text-ink-2">{pattern.stoppedBy.replaceAll('`', '')}</p>
      </section>
      <ul className="grid gap-1 border-t border-line pt-4">
        <li>
          <a
            href={`/attacks/${pattern.slug}/policy.json`}
            download
            className="inline-flex min-h-6 items-center gap-1.5 text-ink-2 hover:text-ink"
          >
            <Icon name="download" size={14} />
            policy.json
          </a>
        </li>
        <li>
          <AsMarkdown path={`/attacks/${pattern.slug}`} />
        </li>
      </ul>
    </div>
  );
}

type NeighboursProps = { before: AttackPattern | undefined; after: AttackPattern | undefined };

function Neighbours({ before, after }: NeighboursProps) {
  const look = 'inline-flex min-h-8 items-center gap-1.5 text-ink-2 hover:text-ink';
  return (
    <nav
      aria-label="Before and after"
      className="mt-12 flex flex-wrap justify-between gap-4 border-t border-line pt-4 text-14"
    >
      {before && (
        <Link href={`/attacks/${before.slug}`} prefetch={false} className={look}>
          <Icon name="arrow-left" size={14} />
          {before.title}
        </Link>
      )}
      {after && (
        <Link href={`/attacks/${after.slug}`} prefetch={false} className={`ml-auto ${look}`}>
          {after.title}
          <Icon name="arrow-right" size={14} />
        </Link>
      )}
    </nav>
  );
}
