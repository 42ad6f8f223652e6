import Link from 'next/link';
import { AsMarkdown } from '@/components/public/as-markdown';
import { Crumbs } from '@/components/public/crumbs';
import { Columns, Hero, PageFrame, Prose, Section } from '@/components/public/page-frame';
import { RiskBadge } from '@/components/risk/risk-badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/card';
import { ForeignText } from '@/components/ui/foreign-text';
import { Fact, LongName } from './fact';
import { PolicyFigure } from './policy-figure';
import { harmOf } from './questions';
import { ServerRows } from './server-rows';
import { type IndexSize, inDigits, many, type ServerShown, type ToolShown } from './shapes';
import { ServerCounts } from './tool-aside';
import { ToolRows } from './tool-rows';

export type ServerFactsShown = ServerShown & {
  /** http or https; a stranger's all the same. */
  repository: string | null;
  websiteUrl: string | null;
  packages: readonly { type: string; identifier: string; version: string | null }[];
  remotes: readonly { type: string; url: string }[];
  riskiest: readonly ToolShown[];
};

type ServerPageProps = {
  server: ServerFactsShown;
  /** The starter policy for all its tools; null where none is known. */
  policy: string | null;
  tools: readonly ToolShown[];
  /** Whether the server has more tools than are shown. */
  hasMore: boolean;
  related: readonly ServerShown[];
  size: IndexSize;
};

/** One server of the index: what its tools can do, and a policy to begin with. */
export function ServerPage({ server, policy, tools, hasMore, related, size }: ServerPageProps) {
  const grave = server.riskiest.filter(({ severity }) => severity !== 'Low');
  return (
    <PageFrame>
      <Crumbs above={[{ href: '/catalogue', label: 'Catalogue' }]} here={server.title ?? server.name} />
      <Columns aside={<Facts server={server} size={size} />}>
        <article>
          <Hero
            title={<ForeignText text={server.title ?? server.name} />}
            lead={<ForeignText text={server.description || 'Its publisher does not say what it is for.'} />}
          >
            {policy && (
              <ButtonLink href={openPath(server)} prefetch={false} variant="primary" size="xl">
                Open in the builder
              </ButtonLink>
            )}
            {policy && (
              <ButtonLink href="#starter" size="xl">
                See the starter policy
              </ButtonLink>
            )}
          </Hero>
          {server.status === 'deprecated' && (
            <Notice tone="warning" title="Its publisher calls this server deprecated." className="mt-6" />
          )}
          <Section id="wrong" title="What can go wrong">
            {grave.length === 0 ? (
              <Prose>
                {server.toolCount === 0
                  ? 'The index does not know this server’s tools yet: registries list servers, not tools. Register it in the console, and it is asked.'
                  : 'All its tools only read. What they return can still be private, or a text that gives orders to the agent.'}
              </Prose>
            ) : (
              <ul className="grid gap-4">
                {grave.map((tool) => (
                  <li key={tool.path} className="grid grid-cols-[24px_minmax(0,1fr)] gap-3">
                    <RiskBadge riskClass={tool.class} tileOnly />
                    <p className="text-14 text-ink-2">
                      <Link
                        href={tool.path}
                        prefetch={false}
                        className="link font-mono text-13 font-medium [overflow-wrap:anywhere]"
                      >
                        <ForeignText text={tool.name} />
                      </Link>
                      <span className="block">{harmOf(tool)}</span>
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {policy && (
            <Section id="starter" title="A starter policy">
              <div className="grid gap-4">
                <Prose>
                  Every tool by its class: what reads is allowed, what writes or runs is counted, what deletes
                  is hidden, what pays waits for a person. A tool that comes later is denied until it is
                  listed.
                </Prose>
                <PolicyFigure
                  text={policy}
                  label="The starter policy for this server"
                  downloadPath={`/starter/${keyOf(server)}/policy.json`}
                  openPath={openPath(server)}
                  maxHeight="max-h-96"
                />
              </div>
            </Section>
          )}
          {tools.length > 0 && (
            <Section id="tools" title={`Tools (${inDigits(server.toolCount)})`}>
              <ToolRows tools={tools} level={3} withoutServer />
              {hasMore && (
                <p className="mt-4">
                  <ButtonLink href={`/catalogue?server=${keyOf(server)}`} prefetch={false} size="lg">
                    All {many(server.toolCount, 'tool')}
                  </ButtonLink>
                </p>
              )}
            </Section>
          )}
          {related.length > 0 && (
            <Section id="related" title="Related servers">
              <ServerRows servers={related} level={3} />
            </Section>
          )}
        </article>
      </Columns>
    </PageFrame>
  );
}

function keyOf({ path }: ServerShown): string {
  return path.split('/')[2] ?? '';
}

function openPath(server: ServerShown): string {
  return `/open?server=${keyOf(server)}`;
}

function Facts({ server, size }: { server: ServerFactsShown; size: IndexSize }) {
  return (
    <div className="grid gap-6">
      {server.toolCount > 0 && <ServerCounts server={server} />}
      <dl className="border-b border-line pb-4">
        <Fact name="Name">
          <code>
            <LongName text={server.name} />
          </code>
        </Fact>
        {server.version && (
          <Fact name="Version">
            <ForeignText text={server.version} />
          </Fact>
        )}
        {server.packages.slice(0, 4).map(({ type, identifier }) => (
          <Fact key={`${type} ${identifier}`} name={type}>
            <code>
              <LongName text={identifier} />
            </code>
          </Fact>
        ))}
        {server.remotes.slice(0, 4).map(({ type, url }) => (
          <Fact key={url} name={type}>
            <code>
              <LongName text={url} />
            </code>
          </Fact>
        ))}
        {server.repository && <Outside name="Repository" url={server.repository} />}
        {server.websiteUrl && <Outside name="Website" url={server.websiteUrl} />}
      </dl>
      <p className="text-ink-2">
        One of {many(size.servers, 'server')} in the index, with {many(size.tools, 'tool')} in all.
      </p>
      <AsMarkdown path={server.path} />
    </div>
  );
}

function Outside({ name, url }: { name: string; url: string }) {
  const host = hostOf(url);
  if (host === null) return null;
  return (
    <Fact name={name}>
      <a href={url} rel="nofollow noreferrer ugc" className="link">
        <ForeignText text={host} />
      </a>
    </Fact>
  );
}

/** INVARIANT: only http and https become links. */
function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname : null;
}
