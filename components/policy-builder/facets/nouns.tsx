'use client';

import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { countBy } from '../model/facets';
import { hasValue, parseQuery, toggleValue } from '../model/query';
import type { Row } from '../model/rows';
import { useActions, useBuilderStore } from '../state';
import { Group } from './group';

const few = 6;
const most = 60;

type NounsProps = { q: string; rows: readonly Row[]; shown: readonly Row[] };

/** What the tools are about, the most frequent first. */
export function Nouns({ q, rows, shown }: NounsProps) {
  const { search } = useActions();
  const store = useBuilderStore();
  const [all, setAll] = useState(false);
  const query = parseQuery(q);
  const counts = [...countBy({ rows, shown }, query, 'noun')].sort(
    ([a, n], [b, m]) => m - n || (a < b ? -1 : 1),
  );
  const named = counts.filter(([noun, count]) => count > 1 || hasValue(query, 'noun', noun));
  if (named.length < 2) return null;
  const risk = query.find((term) => term.key === 'risk' && !term.negated && term.values.length === 1)
    ?.values[0];
  const listed = named.slice(0, all ? most : few);
  const rest = counts.length - listed.length;
  const restTools = counts.slice(listed.length).reduce((sum, [, count]) => sum + count, 0);
  return (
    <Group title={risk ? `Nouns in ${risk[0]?.toUpperCase()}${risk.slice(1)}` : 'Nouns'}>
      {listed.map(([noun, count]) => {
        const on = hasValue(query, 'noun', noun);
        return (
          <button
            key={noun}
            type="button"
            aria-pressed={on}
            onClick={() => search(toggleValue(store.getState().q, 'noun', noun))}
            className={cx(
              'flex h-6.5 w-full items-center gap-1.5 rounded-1 px-1 text-13 hover:bg-hover',
              on ? 'bg-accent-tint font-medium text-accent-ink' : 'text-ink',
            )}
          >
            <Icon name={on ? 'check' : 'chevron-right'} size={14} className="text-ink-3" />
            <span className="min-w-0 flex-1 truncate text-left">{noun}</span>
            <span className="text-12 text-ink-3">{count}</span>
          </button>
        );
      })}
      {(rest > 0 || all) && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="flex h-6.5 w-full items-center gap-1.5 rounded-1 px-1 text-13 text-ink-2 hover:bg-hover"
        >
          <Icon name={all ? 'chevron-up' : 'chevron-right'} size={14} className="text-ink-3" />
          <span className="flex-1 text-left">{all ? 'Show fewer' : `and ${rest} more`}</span>
          {!all && <span className="text-12 text-ink-3">{restTools}</span>}
        </button>
      )}
    </Group>
  );
}
