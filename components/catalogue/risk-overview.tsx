import Link from 'next/link';
import { Hero, PageFrame, Prose, Section } from '@/components/public/page-frame';
import { ClassBar, ClassLegend } from '@/components/risk/class-bar';
import { RiskBadge } from '@/components/risk/risk-badge';
import { riskClasses } from '@/lib/policy';
import { severityOf } from '@/lib/risk';
import { classPath, classTexts } from './class-texts';
import { type ClassShare, type IndexSize, inPercent, many } from './shapes';

export const riskLead =
  'Five classes say what a tool can do to you. Each comes with its evidence, a severity and a rule to begin with.';

type RiskOverviewProps = { shares: readonly ClassShare[]; size: IndexSize };

export function RiskOverview({ shares, size }: RiskOverviewProps) {
  return (
    <PageFrame className="pt-8 pb-16 sm:pt-12">
      <main id="content" tabIndex={-1} className="outline-none">
        <Hero title="What a tool can do" lead={riskLead} />
        {size.tools > 0 && (
          <section aria-label="Shares of the classes" className="mt-8">
            <p className="mb-3 text-14 text-ink-2">
              {many(size.tools, 'tool')} of {many(size.servers, 'server')} in the index of this Sallyport.
            </p>
            <ClassBar
              counts={Object.fromEntries(shares.map(({ class: name, tools }) => [name, tools]))}
              className="h-3!"
            />
            <ClassLegend className="mt-3" />
          </section>
        )}
        <ul className="mt-10 border-t border-line">
          {riskClasses.map((riskClass) => {
            const share = shares.find((one) => one.class === riskClass);
            return (
              <li
                key={riskClass}
                className="relative grid gap-x-8 gap-y-2 border-b border-line py-5 hover:bg-hover sm:grid-cols-[160px_minmax(0,1fr)_160px] sm:px-2"
              >
                <h2>
                  <Link
                    href={classPath(riskClass)}
                    prefetch={false}
                    className="no-underline after:absolute after:inset-0 after:content-['']"
                  >
                    <RiskBadge riskClass={riskClass} severity={severityOf(riskClass)} size="lg" />
                  </Link>
                </h2>
                <p className="max-w-[64ch] text-14 text-pretty text-ink-2">
                  It {classTexts[riskClass].is} By default it {classTexts[riskClass].rule}.
                </p>
                <p className="text-13 text-ink-2 sm:text-right">
                  {share ? (
                    <>
                      {inPercent(share.share)}
                      <span className="block text-12 text-ink-3">{many(share.tools, 'tool')}</span>
                    </>
                  ) : (
                    'None in the index'
                  )}
                </p>
              </li>
            );
          })}
        </ul>
        <Section id="how" title="How a tool is classified">
          <div className="grid gap-3">
            <Prose>
              Its name, title, description and input schema are read by rules and word lists, without a model
              and without a network, so that the same definition always has the same class. Where several
              classes apply, or one tool has several actions, the most severe counts.
            </Prose>
            <Prose>
              What a publisher declares in annotations can raise a class and never lower it. Every tool’s page
              quotes the words that spoke for its class, by their place in the definition. For a server of
              your own you confirm or change each class yourself, and what you confirmed is pinned.
            </Prose>
          </div>
        </Section>
      </main>
    </PageFrame>
  );
}
