import Link from 'next/link';
import { RiskBadge } from '@/components/risk/risk-badge';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import type { ToolShown } from './shapes';

type ToolRowsProps = { tools: readonly ToolShown[]; level?: 2 | 3; withoutServer?: boolean };

/** Tools in a list: what each is, whose, and what it can do. All texts are strangers'. */
export function ToolRows({ tools, level = 2, withoutServer }: ToolRowsProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul className="border-t border-line">
      {tools.map((tool) => (
        <li
          key={tool.path}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-b border-line py-3 hover:bg-hover sm:px-2"
        >
          <div className="min-w-0">
            <Heading className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <Link
                href={tool.path}
                prefetch={false}
                className="font-mono text-13 font-medium text-ink no-underline [overflow-wrap:anywhere] after:absolute after:inset-0 after:content-['']"
              >
                <ForeignText text={tool.name} />
              </Link>
              {!withoutServer && (
                <span className="text-12 text-ink-3 [overflow-wrap:anywhere]">
                  <ForeignText text={tool.serverTitle ?? tool.server} />
                </span>
              )}
            </Heading>
            {tool.summary && (
              <p className="mt-0.5 line-clamp-2 max-w-[72ch] text-13 text-ink-2 [overflow-wrap:anywhere]">
                <ForeignText text={tool.summary} />
              </p>
            )}
            {tool.hasFindings && (
              <p className="mt-1 flex items-center gap-1 text-12 text-f-security">
                <Icon name="security" size={14} />
                Its definition has security findings
              </p>
            )}
          </div>
          <RiskBadge riskClass={tool.class} severity={tool.severity} className="sm:w-28" />
        </li>
      ))}
    </ul>
  );
}
