'use client';

import { memo, useMemo } from 'react';
import { decisionLooks, decisionOrder } from '@/components/risk/decision';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/field';
import { announce } from '@/components/ui/live-region';
import { Menu, MenuItem } from '@/components/ui/menu';
import { stateOf } from '../document';
import { decideOn, isCallable, recommendAll } from '../model/intents';
import type { Row } from '../model/rows';
import { useActions, useBuilder, useBuilderStore, useView } from '../state';
import { targets } from './targets';

/** Acts on what is ticked, else on all that match the search: one undo step each time. */
export function BulkBar() {
  const { rows, shown } = useView();
  return <Bar rows={rows} shown={shown} />;
}

type BarProps = { rows: readonly Row[]; shown: readonly Row[] };

/** Counts with the grid below it, a moment after what was typed or clicked; what it does, it does to what matches then. */
const Bar = memo(function Bar({ rows, shown }: BarProps) {
  const store = useBuilderStore();
  const picked = useBuilder((state) => state.picked);
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { perform, pick, ask, look } = useActions();
  const pickedShown = shown.filter((row) => picked.has(row.tool.name)).length;
  const exposed = useMemo(() => exposedOf(rows), [rows]);
  const off = locked || shown.length === 0;

  async function decide(action: (typeof decisionOrder)[number]) {
    const chosen = targets(store);
    const { word } = decisionLooks[action];
    const refused = await perform(decideOn(chosen, action), `${word} ${count(chosen.length)}`);
    if (refused === null) announce(`${word}: ${count(chosen.length)}`);
  }

  async function recommend() {
    const chosen = targets(store);
    const refused = await perform(recommendAll(chosen), `Recommended rules for ${count(chosen.length)}`);
    if (refused === null) announce(`Recommended rules applied to ${count(chosen.length)}`);
  }

  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-2 py-1">
      <Checkbox
        aria-label={`Select all ${count(shown.length)} that match`}
        checked={pickedShown > 0 && pickedShown === shown.length}
        indeterminate={pickedShown > 0 && pickedShown < shown.length}
        disabled={shown.length === 0}
        onChange={(event) =>
          pick(
            store.derived.shown().map((row) => row.tool.name),
            event.currentTarget.checked,
          )
        }
      />
      <p className="min-w-0 truncate text-13">
        {pickedShown > 0 ? (
          <>
            <b className="font-semibold">{pickedShown} chosen</b>
            <span className="text-ink-3"> of {count(shown.length)}</span>
          </>
        ) : (
          <>
            <b className="font-semibold">
              {shown.length === rows.length ? count(rows.length) : `${shown.length} of ${count(rows.length)}`}
            </b>
            <span className="text-ink-3 @max-[760px]:hidden" title={exposed.saved}>
              {' '}
              · {exposed.said}
            </span>
          </>
        )}
      </p>
      <IconButton
        icon="filter"
        label="Search and filters"
        className="lg:hidden"
        onClick={() => look({ facetsOpen: true })}
      />
      <span className="flex-1" />
      <Menu
        align="end"
        trigger={
          <Button size="sm" variant="ghost" trailing="chevron-down" disabled={off}>
            Set decision
          </Button>
        }
      >
        {decisionOrder.map((action) => (
          <MenuItem key={action} icon={decisionLooks[action].icon} onSelect={() => void decide(action)}>
            {decisionLooks[action].word}
          </MenuItem>
        ))}
      </Menu>
      <Button
        size="sm"
        variant="ghost"
        disabled={off || !shown.some(isCallable)}
        onClick={() => ask({ kind: 'limit' })}
        className="@max-[420px]:hidden"
      >
        Add limit
      </Button>
      <Button size="sm" disabled={off} aria-label="Apply recommended" onClick={() => void recommend()}>
        <span className="@max-[420px]:hidden">Apply recommended</span>
        <span className="@min-[420px]:hidden">Recommended</span>
      </Button>
    </div>
  );
});

type Exposed = { said: string; saved: string };

/** What agents are shown, and what that costs them. */
function exposedOf(rows: readonly Row[]): Exposed {
  const listed = rows.filter((row) => row.decision !== 'hide');
  const tokens = listed.reduce((sum, row) => sum + row.tokens, 0);
  const all = rows.reduce((sum, row) => sum + row.tokens, 0);
  return {
    said: `${listed.length} listed to agents, about ${thousands(tokens)} tokens`,
    saved: `Hiding saves an agent about ${thousands(all - tokens)} of ${thousands(all)} tokens of tools/list, at four characters a token.`,
  };
}

function thousands(n: number): string {
  return n < 1_000 ? String(n) : `${(n / 1_000).toFixed(n < 10_000 ? 1 : 0)}k`;
}

function count(n: number): string {
  return n === 1 ? '1 tool' : `${n} tools`;
}
