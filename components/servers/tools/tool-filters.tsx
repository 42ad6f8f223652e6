'use client';

import type { ReactNode } from 'react';
import { RiskGlyph, type RiskName, riskLooks, riskOrder } from '@/components/risk/risk-badge';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import type { ReviewState, ToolRow } from '../shapes';

export type ToolFilter = { query: string; classes: RiskName[]; states: ReviewState[] };

/** Every word must stand in the name, the title or the description. */
export function filterTools(tools: ToolRow[], { query, classes, states }: ToolFilter): ToolRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return tools.filter((tool) => {
    const name = classOf(tool);
    if (classes.length > 0 && !(name && classes.includes(name))) return false;
    if (states.length > 0 && !states.includes(tool.review)) return false;
    if (words.length === 0) return true;
    const text = `${tool.name}\n${tool.title ?? ''}\n${tool.description ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What is malformed has no class: it is a filter of its own. */
function classOf(tool: ToolRow): RiskName | null {
  return tool.review === 'malformed' ? null : (tool.class ?? 'Unclassified');
}

const stateWords: Partial<Record<ReviewState, string>> = {
  unreviewed: 'New',
  drifted: 'Changed',
  removed: 'Removed',
  malformed: 'Malformed',
};

type ToolFiltersProps = {
  title: string;
  tools: ToolRow[];
  filter: ToolFilter;
  onChange: (filter: ToolFilter) => void;
  shown: number;
};

/** Search, and a switch for each class and state that occurs, with how many there are. */
export function ToolFilters({ title, tools, filter, onChange, shown }: ToolFiltersProps) {
  const classes = riskOrder
    .map((name) => ({ name, count: tools.filter((tool) => classOf(tool) === name).length }))
    .filter(({ count }) => count > 0);
  const sound = tools.filter((tool) => tool.review !== 'malformed').length;
  const states = (Object.keys(stateWords) as ReviewState[])
    .map((name) => ({ name, count: tools.filter((tool) => tool.review === name).length }))
    .filter(({ name, count }) => count > 0 && !(name === 'unreviewed' && count >= sound));
  const filtered = shown < tools.length;
  return (
    <div className="grid gap-2 px-4 py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-13 font-semibold">{title}</h2>
        <label className="flex h-8 min-w-0 flex-1 basis-52 items-center sm:max-w-80 gap-2 rounded-2 border border-field bg-surface px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-(--focus)">
          <Icon name="search" className="text-ink-3" />
          <span className="sr-only">Search the tools</span>
          <input
            type="search"
            placeholder="Search names and descriptions"
            value={filter.query}
            onChange={(event) => onChange({ ...filter, query: event.target.value })}
            className="h-full min-w-0 flex-1 bg-transparent text-13 outline-none! [&::-webkit-search-cancel-button]:hidden"
          />
          {filtered && (
            <span className="shrink-0 text-12 text-ink-3">
              {shown} of {tools.length}
            </span>
          )}
        </label>
      </div>
      <fieldset className="flex min-w-0 flex-wrap gap-1">
        <legend className="sr-only">Filter</legend>
        {classes.map(({ name, count }) => (
          <Toggle
            key={name}
            on={filter.classes.includes(name)}
            onToggle={() => onChange({ ...filter, classes: toggled(filter.classes, name) })}
          >
            <RiskGlyph riskClass={name === 'Unclassified' ? null : name} size="sm" />
            {riskLooks[name].word}
            <span className="text-ink-3">{count}</span>
          </Toggle>
        ))}
        {states.map(({ name, count }) => (
          <Toggle
            key={name}
            on={filter.states.includes(name)}
            onToggle={() => onChange({ ...filter, states: toggled(filter.states, name) })}
          >
            {stateWords[name]}
            <span className="text-ink-3">{count}</span>
          </Toggle>
        ))}
      </fieldset>
    </div>
  );
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}

function Toggle({ on, onToggle, children }: { on: boolean; onToggle: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-edge=""
      onClick={onToggle}
      className={cx(
        'inline-flex h-8 items-center gap-1.5 rounded-2 px-1.5 pr-2 text-12 font-medium text-ink inset-ring',
        on ? 'bg-accent-tint inset-ring-accent' : 'inset-ring-line hover:bg-hover',
      )}
    >
      {children}
    </button>
  );
}
