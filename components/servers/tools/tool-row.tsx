import { RiskBadge } from '@/components/risk/risk-badge';
import { Tag } from '@/components/ui/badges';
import { Icon } from '@/components/ui/icon';
import type { ReviewState, ToolRow } from '../shapes';

const states: Record<ReviewState, string | null> = {
  reviewed: null,
  unreviewed: 'New',
  drifted: 'Changed',
  removed: 'Removed',
  malformed: 'Malformed',
};

/** Name, one line about it, its class and what waits for a person. Every text of a server is text, never markup. */
export function ToolRowContent({ tool }: { tool: ToolRow }) {
  const about = tool.problem ?? tool.description ?? tool.title;
  return (
    <span className="flex min-h-13 items-center gap-3 px-4 py-1.5">
      <RiskBadge riskClass={tool.class} tileOnly className="sm:hidden" />
      <span className="min-w-0 flex-1 leading-4">
        <span className="flex items-center gap-2">
          <bdi className="truncate font-mono text-12 font-medium text-ink">{tool.name || 'No name'}</bdi>
          {states[tool.review] && <Tag>{states[tool.review]}</Tag>}
        </span>
        <span className="block truncate text-12 text-ink-3">
          <bdi>{about ? oneLine(about) : 'No description from the server'}</bdi>
        </span>
      </span>
      <span className="hidden w-36 shrink-0 items-center sm:flex">
        <RiskBadge riskClass={tool.class} severity={tool.severity} />
      </span>
      <span className="hidden w-24 shrink-0 text-11 text-ink-3 lg:block">
        {tool.setByPerson ? 'set by a person' : ''}
      </span>
      <Icon name="chevron-right" size={14} className="text-ink-3" />
    </span>
  );
}

function oneLine(text: string): string {
  return text.slice(0, 400).replace(/\s+/g, ' ');
}
