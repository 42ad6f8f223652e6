import Link from 'next/link';
import { AttackList } from '@/components/attacks';
import { type ClassShare, classPath, type IndexSize, inDigits, inPercent } from '@/components/catalogue';
import { BlockView } from '@/components/guide';
import { ClassBar } from '@/components/risk/class-bar';
import { RiskBadge } from '@/components/risk/risk-badge';
import { buttonLook } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import { attackPatterns } from '@/lib/attacks';
import { landingExample } from './landing-example';
import { PageFrame, Prose, Section } from './page-frame';

type LandingProps = { size: IndexSize; shares: readonly ClassShare[] };

/** The first page for whoever is not signed in. Its numbers are counted. */
export function Landing({ size, shares }: LandingProps) {
  return (
    <PageFrame className="pb-16">
      <main id="content" tabIndex={-1} className="outline-none">
        <header className="pt-12 sm:pt-20">
          <h1 className="max-w-[22ch] text-32 font-semibold tracking-[-0.03em] text-balance sm:text-[2.75rem]/13">
            Decide what agents may do with your tools
          </h1>
          <p className="mt-4 max-w-[56ch] text-15 text-pretty text-ink-2 sm:text-18/7">
            Sallyport says how dangerous each MCP tool is and why, builds the policy that controls it, and
            enforces that policy on every call. Open source, on your own machine.
          </p>
          <search className="mt-8 block max-w-xl">
            <form action="/catalogue" className="flex gap-2">
              <span className="relative min-w-0 flex-1">
                <Icon
                  name="search"
                  className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
                />
                <input
                  type="search"
                  name="q"
                  aria-label="Find a tool by its words"
                  placeholder={
                    size.tools > 0 ? `Search ${inDigits(size.tools)} tools` : 'Search the catalogue'
                  }
                  className="h-11 w-full rounded-2 border border-field bg-surface pr-3 pl-9 text-15 focus-visible:border-accent focus-visible:outline-offset-0"
                />
              </span>
              <button type="submit" className={buttonLook({ variant: 'primary', size: 'xl' }, 'h-11 px-5')}>
                Search
              </button>
            </form>
          </search>
          <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-14">
            <Link href="/guide" className="link inline-flex min-h-6 items-center">
              Begin in two minutes
            </Link>
            <Link href="/servers" prefetch={false} className="link inline-flex min-h-6 items-center">
              Go to the console
            </Link>
          </p>
        </header>

        <Section id="risk" title="How dangerous, and why" className="pt-14!">
          <Prose>
            Every tool has one of five classes, with the words of its definition that say so. What nobody has
            reviewed is denied.
          </Prose>
          {size.tools > 0 && (
            <ClassBar
              counts={Object.fromEntries(shares.map(({ class: name, tools }) => [name, tools]))}
              className="mt-5 h-3!"
            />
          )}
          <ul className="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
            {shares.map(({ class: riskClass, tools, share }) => (
              <li key={riskClass}>
                <Link
                  href={classPath(riskClass)}
                  prefetch={false}
                  className="grid gap-2 rounded-3 border border-line p-3 no-underline hover:border-line-2 hover:bg-hover"
                >
                  <RiskBadge riskClass={riskClass} />
                  <span className="text-12 text-ink-2">
                    {tools > 0 ? `${inPercent(share)} of the index` : 'None in the index'}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>

        <Section id="policy" title="One document says what is allowed">
          <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,704px)_minmax(0,1fr)]">
            <BlockView block={landingExample} />
            <ol className="grid content-start gap-6 lg:pt-2">
              {steps.map(({ title, text }, index) => (
                <li key={title} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3">
                  <span
                    aria-hidden="true"
                    data-edge=""
                    className="grid size-6 place-items-center rounded-full text-12 font-semibold inset-ring inset-ring-line-2"
                  >
                    {index + 1}
                  </span>
                  <div>
                    <h3 className="text-14 font-semibold">{title}</h3>
                    <p className="mt-0.5 text-14 text-pretty text-ink-2">{text}</p>
                  </div>
                </li>
              ))}
            </ol>
          </div>
        </Section>

        <Section id="attacks" title="Attacks it stops">
          <Prose className="mb-4">
            {attackPatterns.length} documented patterns, each with a real case and a test in which the gateway
            stops it with the policy on its page.
          </Prose>
          <AttackList patterns={attackPatterns.slice(0, 5)} level={3} />
          <p className="mt-4">
            <ButtonLink href="/attacks" size="lg" trailing="arrow-right">
              All {attackPatterns.length} patterns
            </ButtonLink>
          </p>
        </Section>
      </main>
    </PageFrame>
  );
}

const steps = [
  {
    title: 'Register a server',
    text: 'By its address, by command, or from your client’s configuration. Its tools are read, classed, and wait for your review.',
  },
  {
    title: 'Build the policy',
    text: 'Visually or as JSON, one document. Try calls, see what a change would have denied, keep tests with it.',
  },
  {
    title: 'Point your client at the gateway',
    text: 'It decides every call before a byte reaches the server, holds what a person must approve, and records the rest.',
  },
];
