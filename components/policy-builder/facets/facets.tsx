'use client';

import { memo, type ReactNode, useId } from 'react';
import { decisionLooks } from '@/components/risk/decision';
import { RiskGlyph, type RiskName, riskLooks } from '@/components/risk/risk-badge';
import { cx } from '@/components/ui/cx';
import { Checkbox } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import type { Action } from '@/lib/policy';
import { countBy, countStates, coverage, stateFacets } from '../model/facets';
import { hasValue, parseQuery, type Query, type QueryKey, toggleValue } from '../model/query';
import type { Row } from '../model/rows';
import { usedFacets } from '../model/usage';
import { useActions, useBuilder, useBuilderStore, useDerived, useView } from '../state';
import { Group } from './group';
import { Nouns } from './nouns';
import { Search } from './search';

const risks: RiskName[] = ['Destructive', 'Financial', 'Execute', 'Write', 'Read', 'Unclassified'];
const decisions: Action[] = ['allow', 'approve', 'hide', 'deny'];
const covered: RiskName[] = ['Destructive', 'Financial', 'Execute'];

export function Facets() {
  const { q, rows, shown } = useView();
  return (
    <div className="flex h-full flex-col overflow-y-auto border-r border-line bg-bg pb-3">
      <Search />
      <Counted q={q} rows={rows} shown={shown} />
    </div>
  );
}

type CountedProps = { q: string; rows: readonly Row[]; shown: readonly Row[] };

/** The counts, which may come a moment after what was clicked. */
const Counted = memo(function Counted({ q, rows, shown }: CountedProps) {
  const query = parseQuery(q);
  const byRisk = countBy({ rows, shown }, query, 'risk');
  const byAction = countBy({ rows, shown }, query, 'action');
  const states = countStates(shown);
  return (
    <>
      <Group title="Risk">
        {risks.map((name) => {
          const value = riskValue(name);
          const count = byRisk.get(value) ?? 0;
          if (count === 0 && !hasValue(query, 'risk', value)) return null;
          return (
            <Line key={name} facet="risk" value={value} count={count} word={riskLooks[name].word}>
              <RiskGlyph
                size="sm"
                riskClass={name === 'Unclassified' ? null : name}
                className={cx(name !== 'Destructive' && name !== 'Unclassified' && 'bg-transparent')}
              />
            </Line>
          );
        })}
      </Group>
      <Group title="Decision">
        {decisions.map((action) => (
          <Line
            key={action}
            facet="action"
            value={action}
            count={byAction.get(action) ?? 0}
            word={decisionLooks[action].word}
          >
            <span className={cx('grid w-5 place-items-center text-(--v)', decisionLooks[action].look)}>
              <Icon name={decisionLooks[action].icon} />
            </span>
          </Line>
        ))}
      </Group>
      <Group title="State">
        {stateFacets.map(({ key, value, word }) => {
          const count = states.get(`${key}:${value}`) ?? 0;
          if (count === 0 && !hasValue(query, key, value) && value !== 'findings') return null;
          return <Line key={value} facet={key} value={value} count={count} word={word} />;
        })}
      </Group>
      <Used rows={rows} shown={shown} query={query} />
      <Nouns q={q} rows={rows} shown={shown} />
      <Coverage rows={rows} />
    </>
  );
});

/** By their last call. It comes with the records, and is not there without them. */
function Used({ rows, shown, query }: Omit<CountedProps, 'q'> & { query: Query }) {
  const usage = useBuilder((state) => state.usage);
  if (!usage) return null;
  const counts = countBy({ rows, shown }, query, 'used');
  return (
    <Group title="Last used">
      {usedFacets(usage).map(({ value, word }) => {
        const count = counts.get(value) ?? 0;
        if (count === 0 && value === 'earlier' && !hasValue(query, 'used', value)) return null;
        return <Line key={value} facet="used" value={value} count={count} word={word} />;
      })}
    </Group>
  );
}

function Coverage({ rows }: { rows: readonly Row[] }) {
  const { search } = useActions();
  const parts = covered.flatMap((name) => {
    const { decided, all } = coverage(rows, riskValue(name));
    return all === 0 ? [] : [{ name, decided, all }];
  });
  if (parts.length === 0) return null;
  return (
    <section className="mt-auto px-3 pt-6">
      <div className="border-t border-line pt-3">
        <h2 className="px-1 pb-1 text-11 font-medium text-ink-3">Decided on purpose</h2>
        {parts.map(({ name, decided, all }) => (
          <button
            key={name}
            type="button"
            className="flex h-6 w-full items-center rounded-1 px-1 text-12 text-ink-2 hover:bg-hover"
            onClick={() => search(`risk:${riskValue(name)}${decided < all ? ' is:undecided' : ''}`)}
          >
            <span className="flex-1 text-left">{riskLooks[name].word}</span>
            <span className="text-ink-3">
              <b className="font-semibold text-ink">{decided}</b> of {all}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

type LineProps = {
  facet: QueryKey;
  value: string;
  count: number;
  word: string;
  children?: ReactNode;
};

/** The counts may come a moment later; whether a box is ticked is true at once, and two quick clicks both count. */
function Line({ facet, value, count, word, children }: LineProps) {
  const store = useBuilderStore();
  const on = useDerived(({ derived }) => hasValue(derived.query(), facet, value));
  const { search } = useActions();
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="flex h-6.5 items-center gap-2 rounded-1 pr-1 text-13 text-ink hover:bg-hover"
    >
      <Checkbox
        id={id}
        checked={on}
        onChange={() => search(toggleValue(store.getState().q, facet, value))}
        className="-mr-1"
      />
      {children}
      <span className="min-w-0 flex-1 truncate">{word}</span>
      <span className="text-12 text-ink-3">{count}</span>
    </label>
  );
}

function riskValue(name: RiskName): string {
  return name === 'Unclassified' ? 'unknown' : name.toLowerCase();
}
