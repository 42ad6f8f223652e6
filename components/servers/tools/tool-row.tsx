import { FindingMark } from '@/components/risk/finding-mark';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Tag } from '@/components/ui/badges';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import type { ReviewState, ToolRow } from '../shapes';

const states: Record<ReviewState, string | null> = {
  reviewed: null,
  unreviewed: 'New',
  drifted: 'Changed',
  removed: 'Removed',
  malformed: 'Malformed',
};

/** Name, one line about it, its class and why, and what waits for a person. Every text of a server is text, never markup. */
export function ToolRowContent({
  tool,
  quiet,
}: {
  tool: ToolRow /** All are in one state: it is said above. */;
  quiet: boolean;
}) {
  const about = tool.problem ?? tool.description ?? tool.title;
  const title = about !== tool.title && tool.title !== tool.name ? tool.title : null;
  return (
    <span className="flex min-h-13 items-center gap-3 px-4 py-1.5">
      <RiskBadge riskClass={tool.class} tileOnly className="sm:hidden" />
      <span className="min-w-0 flex-3 leading-4">
        <span className="flex items-center gap-2">
          <ForeignText
            text={tool.name || 'No name'}
            className="truncate font-mono text-12 font-medium text-ink"
          />
          {tool.findings > 0 && (
            <FindingMark level={tool.attacks ? 'error' : 'warning'} count={tool.findings} />
          )}
          {!(quiet && tool.review === 'unreviewed') && states[tool.review] && (
            <Tag>{states[tool.review]}</Tag>
          )}
          {title && (
            <ForeignText
              text={oneLine(title)}
              className="min-w-0 flex-1 truncate text-12 text-ink-2 max-sm:hidden"
            />
          )}
        </span>
        <span className="block truncate text-12 text-ink-3">
          <ForeignText text={about ? oneLine(about) : 'No description from the server'} />
        </span>
      </span>
      <span className="hidden w-36 shrink-0 items-center sm:flex">
        <RiskBadge riskClass={tool.class} severity={tool.severity} />
      </span>
      <span className="hidden min-w-0 flex-2 text-12 leading-4 text-ink-3 xl:line-clamp-2">
        {tool.setByPerson ? 'Set by a person.' : tool.rationale}
      </span>
      <Icon name="chevron-right" size={14} className="text-ink-3" />
    </span>
  );
}

function oneLine(text: string): string {
  return text.slice(0, 400).replace(/\s+/g, ' ');
}
