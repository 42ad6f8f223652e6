import Link from 'next/link';
import { Crumbs } from '@/components/public/crumbs';
import { Columns, Hero, PageFrame, Prose, Section } from '@/components/public/page-frame';
import { RiskBadge } from '@/components/risk/risk-badge';
import { EvidenceList, MarkedText } from '@/components/servers/tools/evidence';
import { Parameters } from '@/components/servers/tools/parameters';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/card';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import { attacksOn } from '@/lib/attacks';
import type { RiskFinding } from '@/lib/risk';
import { classPath, classTexts } from './class-texts';
import { Control } from './control';
import { questionsOf } from './questions';
import { Questions } from './questions-list';
import { sureness, type ToolShown } from './shapes';
import { ToolAside } from './tool-aside';
import { ToolRows } from './tool-rows';
import type { ToolFactsShown, ToolPageProps } from './tool-shapes';

/** Everything that is known about one tool of the index. All its texts are a stranger's. */
export function ToolPage(props: ToolPageProps) {
  const { tool, server, siblings, related, size } = props;
  const { judgement } = tool;
  const text = classTexts[tool.class];
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: '/catalogue', label: 'Catalogue' },
          { href: server.path, label: server.title ?? server.name },
        ]}
        here={tool.name}
      />
      <Columns aside={<ToolAside tool={tool} server={server} size={size} related={[...siblings]} />}>
        <article>
          <Hero
            mono
            title={<ForeignText text={tool.name} />}
            // Where there is room it stands at the head of the facts.
            above={
              <div className="lg:hidden">
                <RiskBadge riskClass={tool.class} severity={`${tool.severity} risk`} size="lg" />
              </div>
            }
            lead={
              <>
                A tool of <ForeignText text={server.title ?? server.name} />. It {text.is}
              </>
            }
          >
            <ButtonLink href={openPath(tool)} prefetch={false} variant="primary" size="xl">
              Open in the builder
            </ButtonLink>
            <ButtonLink href="#control" size="xl">
              See the rule
            </ButtonLink>
          </Hero>
          {tool.findings.length > 0 && <Findings findings={tool.findings} />}
          <Section id="does" title="What it does">
            <div className="grid gap-3">
              {tool.description ? (
                <blockquote className="max-w-[68ch] border-l-2 border-line-2 pl-4 text-15 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
                  <MarkedText
                    text={clipped(tool.description)}
                    evidence={judgement.evidence.filter(({ where }) => where === 'description')}
                  />
                </blockquote>
              ) : (
                <Prose>Its server says nothing about it: the description is empty.</Prose>
              )}
              <Prose>{text.effects}</Prose>
            </div>
          </Section>
          <Section id="why" title="Why it needs a policy">
            <div className="grid gap-3">
              <Prose className="[overflow-wrap:anywhere]">
                <ForeignText text={judgement.rationale} /> <ForeignText text={judgement.whyNot} />
              </Prose>
              <Prose>
                {text.why}{' '}
                <Link
                  href={classPath(tool.class)}
                  prefetch={false}
                  className="link underline decoration-line-2 underline-offset-3"
                >
                  What {tool.class} means
                </Link>
              </Prose>
              <div className="mt-2 border-l-2 border-line-2 pl-5">
                <h3 className="mb-2 text-14 font-semibold">Evidence</h3>
                <EvidenceList tool={asFacts(tool)} evidence={judgement.evidence} />
                {judgement.evidence.length === 0 && (
                  <p className="text-13 text-ink-2">No word of the definition speaks for a class.</p>
                )}
                <p className="mt-3 text-13 text-ink-3">{sureness(judgement.confidence)}</p>
              </div>
              {judgement.signals.length > 0 && (
                <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-13 text-ink-2">
                  {judgement.signals.map(({ code, says, pointer }) => (
                    <li key={`${code} ${pointer}`} className="flex gap-2 [overflow-wrap:anywhere]">
                      <Icon name="check" size={14} className="mt-0.75 text-ink-3" />
                      <span>
                        It <ForeignText text={says.replaceAll('`', '')} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </Section>
          <Section id="parameters" title="Parameters">
            <Parameters schema={tool.inputSchema} />
          </Section>
          <Section id="attacks" title="Documented attack patterns">
            <ol className="grid gap-5">
              {attacksOn(tool.class, tool.signals)
                .slice(0, 4)
                .map(({ slug, title, summary, stoppedBy, cases: [known] }) => (
                  <li key={slug}>
                    <h3 className="text-14 font-semibold">
                      <Link href={`/attacks/${slug}`} prefetch={false} className="link">
                        {title}
                      </Link>
                    </h3>
                    <p className="max-w-[68ch] text-14 text-ink-2">
                      {summary} <span className="text-ink-3">{`${known.name}, ${known.year}.`}</span>
                    </p>
                    <p className="mt-1 flex gap-2 text-14 text-ink">
                      <Icon name="security" size={14} className="mt-0.75 text-allow" />
                      <span className="max-w-[66ch]">Stopped by {stoppedBy.replaceAll('`', '')}.</span>
                    </p>
                  </li>
                ))}
            </ol>
          </Section>
          <Control {...props} openPath={openPath(tool)} />
          {related.length > 0 && (
            <Section id="related" title="Related tools elsewhere">
              <ToolRows tools={related} level={3} />
            </Section>
          )}
          <Section id="questions" title="Questions">
            <Questions questions={questionsOf({ tool, server, judgement, size })} />
          </Section>
        </article>
      </Columns>
    </PageFrame>
  );
}

/** `/open`, with the tool's keys as they stand in its own address. */
function openPath({ path }: ToolShown): string {
  const [, , server = '', tool = ''] = path.split('/');
  return `/open?server=${server}&tool=${tool}`;
}

function clipped(text: string): string {
  return text.length > 4_000 ? `${text.slice(0, 4_000)}…` : text;
}

function asFacts({ name, title, description, inputSchema, annotations }: ToolFactsShown) {
  return { name, title, description, inputSchema, annotations };
}

function Findings({ findings }: { findings: readonly RiskFinding[] }) {
  return (
    <Notice tone="security" title="Its definition looks like an attack on the model" className="mt-6">
      <ul className="mt-1 grid gap-1">
        {findings.slice(0, 8).map(({ code, says, quote, pointer, start }) => (
          <li key={`${code} ${pointer} ${start}`} className="[overflow-wrap:anywhere]">
            <ForeignText text={says} />{' '}
            <q className="text-ink">
              <ForeignText text={quote} />
            </q>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
