import Link from 'next/link';
import { AttackList } from '@/components/attacks';
import { BlockView, Inline } from '@/components/guide';
import { AsMarkdown } from '@/components/public/as-markdown';
import { Crumbs } from '@/components/public/crumbs';
import { Columns, Hero, PageFrame, Prose, Section } from '@/components/public/page-frame';
import { RiskBadge, riskOrder } from '@/components/risk/risk-badge';
import { ButtonLink } from '@/components/ui/button-link';
import { attacksOn } from '@/lib/attacks';
import { type RiskClass, riskClasses } from '@/lib/policy';
import { severityOf } from '@/lib/risk';
import { classBlocks } from './class-blocks';
import { classLead, classPath, classTexts } from './class-texts';
import { Fact, LongName } from './fact';
import { type ClassShare, inPercent, many, type ServerShown, type ToolShown } from './shapes';
import { ToolRows } from './tool-rows';

type ClassPageProps = {
  riskClass: RiskClass;
  share: ClassShare | undefined;
  largest: readonly (ServerShown & { ofClass: number })[];
  examples: readonly ToolShown[];
};

/** What a class means, how much of the index it is, and where most of it is offered. */
export function ClassPage({ riskClass, share, largest, examples }: ClassPageProps) {
  return (
    <PageFrame>
      <Crumbs above={[{ href: '/risk', label: 'Risk' }]} here={riskClass} />
      <Columns aside={<Facts riskClass={riskClass} share={share} />}>
        <article>
          <Hero
            title={`${riskClass} tools`}
            lead={classLead(riskClass)}
            above={
              <RiskBadge riskClass={riskClass} severity={`${severityOf(riskClass)} severity`} size="lg" />
            }
          >
            <ButtonLink href={`/catalogue?class=${riskClass}`} variant="primary" size="xl" prefetch={false}>
              {share?.tools ? `See ${many(share.tools, 'tool')}` : 'See them in the catalogue'}
            </ButtonLink>
          </Hero>
          <div className="mt-2 grid grid-cols-1 gap-4">
            {classBlocks(riskClass).map((block, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
              <BlockView key={index} block={block} />
            ))}
          </div>
          <Section id="surfaces" title="Largest surfaces">
            {largest.length === 0 ? (
              <Prose>The index of this Sallyport has no server with such a tool.</Prose>
            ) : (
              <ol className="border-t border-line text-14">
                {largest.map(({ name, title, path, ofClass, toolCount }) => (
                  <li
                    key={name}
                    className="flex items-baseline justify-between gap-4 border-b border-line py-2.5"
                  >
                    <Link href={path} prefetch={false} className="link min-w-0 [overflow-wrap:anywhere]">
                      <LongName text={title ?? name} />
                    </Link>
                    <span className="shrink-0 text-ink-2">
                      {ofClass} of {many(toolCount, 'tool')}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </Section>
          {examples.length > 0 && (
            <Section id="examples" title="From the catalogue">
              <ToolRows tools={examples} level={3} />
            </Section>
          )}
          <Section id="attacks" title="Attacks that abuse it">
            <AttackList patterns={attacksOn(riskClass).slice(0, 6)} level={3} />
          </Section>
        </article>
      </Columns>
    </PageFrame>
  );
}

function Facts({ riskClass, share }: { riskClass: RiskClass; share: ClassShare | undefined }) {
  return (
    <div className="grid gap-6">
      <dl className="border-b border-line pb-4">
        <Fact name="Severity">{severityOf(riskClass)}</Fact>
        {share && (
          <>
            <Fact name="Tools in the index">{many(share.tools, 'tool')}</Fact>
            <Fact name="Share">{inPercent(share.share)}</Fact>
            <Fact name="Servers with one">{many(share.servers, 'server')}</Fact>
          </>
        )}
        <Fact name="Recommended">
          <Inline text={`It ${classTexts[riskClass].rule}`} />
        </Fact>
      </dl>
      <nav aria-label="Classes">
        <h2 className="mb-2 font-medium">All classes</h2>
        <ul className="grid gap-0.5">
          {riskOrder
            .filter((name) => riskClasses.some((known) => known === name))
            .map((name) => (
              <li key={name}>
                <Link
                  href={classPath(name as RiskClass)}
                  prefetch={false}
                  aria-current={name === riskClass ? 'page' : undefined}
                  className="-mx-2 flex min-h-9 items-center rounded-2 px-2 no-underline hover:bg-hover aria-[current]:bg-sunken"
                >
                  <RiskBadge riskClass={name as RiskClass} size="sm" />
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <p className="border-t border-line pt-4">
        <AsMarkdown path={classPath(riskClass)} />
      </p>
    </div>
  );
}
