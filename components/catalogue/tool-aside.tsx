import Link from 'next/link';
import { AsMarkdown } from '@/components/public/as-markdown';
import { ClassBar } from '@/components/risk/class-bar';
import { RiskBadge, riskOrder } from '@/components/risk/risk-badge';
import { ForeignText } from '@/components/ui/foreign-text';
import { type Severity, severities } from '@/lib/risk';
import { classTexts } from './class-texts';
import { Fact, LongName } from './fact';
import { type IndexSize, inDigits, many, type ServerShown, type ToolShown } from './shapes';

type ToolAsideProps = {
  tool: ToolShown & { digest: string; annotations?: unknown };
  server: ServerShown;
  size: IndexSize;
  related: readonly ToolShown[];
};

export function ToolAside({ tool, server, size, related }: ToolAsideProps) {
  return (
    <div className="grid gap-6">
      <div className="flex items-center justify-between rounded-3 border border-line p-3">
        <RiskBadge riskClass={tool.class} severity={`${tool.severity} severity`} size="lg" />
        <SeverityBars severity={tool.severity} />
      </div>
      <dl className="border-b border-line pb-4">
        <Fact name="Server">
          <Link href={server.path} prefetch={false} className="link">
            <LongName text={server.title ?? server.name} />
          </Link>
        </Fact>
        <Fact name="Annotations">{tool.annotations === undefined ? 'None sent' : 'Sent'}</Fact>
        <Fact name="Definition">
          <code title={tool.digest}>{`${tool.digest.slice(0, 8)}…`}</code>
        </Fact>
        <Fact name="Recommended">{`It ${classTexts[tool.class].rule.split(':')[0]}`}</Fact>
      </dl>
      <ServerCounts server={server} />
      {related.length > 0 && (
        <nav aria-label="More tools of this server">
          <h2 className="mb-2 font-medium">More tools of this server</h2>
          <ul className="grid gap-0.5">
            {related.map(({ path, name, class: riskClass }) => (
              <li key={path}>
                <Link
                  href={path}
                  prefetch={false}
                  className="-mx-2 flex h-8 items-center gap-2 rounded-2 px-2 text-ink no-underline hover:bg-hover"
                >
                  <RiskBadge riskClass={riskClass} size="sm" tileOnly />
                  <code className="min-w-0 truncate">
                    <ForeignText text={name} />
                  </code>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="grid gap-2 border-t border-line pt-4">
        <p className="text-ink-2">
          One of {many(size.tools, 'tool')} of {many(size.servers, 'server')} in the index.
        </p>
        <AsMarkdown path={tool.path} />
      </div>
    </div>
  );
}

/** The tools of a server by class: a bar, and each number with its word. */
export function ServerCounts({ server }: { server: ServerShown }) {
  return (
    <section className="border-b border-line pb-5">
      <h2 className="mb-3 font-medium">
        <b className="font-semibold">{inDigits(server.toolCount)}</b>{' '}
        {server.toolCount === 1 ? 'tool' : 'tools'} on this server
      </h2>
      <ClassBar counts={server.byClass} />
      <ul className="mt-3 grid grid-cols-2 gap-x-5 gap-y-1">
        {riskOrder.map((name) => {
          const count = name === 'Unclassified' ? 0 : (server.byClass[name] ?? 0);
          if (name === 'Unclassified' || count === 0) return null;
          return (
            <li key={name} className="flex h-6 items-center justify-between gap-2 text-ink-2">
              <RiskBadge riskClass={name} size="sm" />
              <span>{inDigits(count)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const heights = ['h-2', 'h-3', 'h-4', 'h-5'];

function SeverityBars({ severity }: { severity: Severity }) {
  const reached = severities.indexOf(severity);
  return (
    <span role="img" aria-label={`Severity ${reached + 1} of 4`} className="flex items-end gap-0.75">
      {heights.map((height, index) => (
        <span
          key={height}
          className={`block w-1.25 rounded-[1px] ${height} ${index <= reached ? 'bg-ink-2' : 'inset-ring inset-ring-field'}`}
        />
      ))}
    </span>
  );
}
