'use client';

import { decisionLooks, decisionOrder } from '@/components/risk/decision';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/field';
import { announce } from '@/components/ui/live-region';
import { Menu, MenuItem } from '@/components/ui/menu';
import { stateOf } from '../document';
import { decideOn, isCallable, recommendAll } from '../model/intents';
import { useActions, useBuilder, useBuilderStore, useDerived } from '../state';
import { targets } from './targets';

/** Acts on what is ticked, else on all that match the search: one undo step each time. */
export function BulkBar() {
  const store = useBuilderStore();
  const all = useDerived((s) => s.derived.rows().length);
  const shown = useDerived((s) => s.derived.shown());
  const picked = useBuilder((state) => state.picked);
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { perform, pick, ask, look } = useActions();
  const pickedShown = shown.filter((row) => picked.has(row.tool.name)).length;
  const listed = useDerived((s) => s.derived.rows().filter((row) => row.decision !== 'hide').length);
  const off = locked || shown.length === 0;

  function decide(action: (typeof decisionOrder)[number]) {
    const rows = targets(store);
    const { word } = decisionLooks[action];
    const refused = perform(decideOn(rows, action), `${word} ${count(rows.length)}`);
    if (refused === null) announce(`${word}: ${count(rows.length)}`);
  }

  function recommend() {
    const rows = targets(store);
    const refused = perform(recommendAll(rows), `Recommended rules for ${count(rows.length)}`);
    if (refused === null) announce(`Recommended rules applied to ${count(rows.length)}`);
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
            shown.map((row) => row.tool.name),
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
              {shown.length === all ? count(all) : `${shown.length} of ${count(all)}`}
            </b>
            <span className="text-ink-3 @max-[640px]:hidden"> · {listed} listed to agents</span>
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
          <MenuItem key={action} icon={decisionLooks[action].icon} onSelect={() => decide(action)}>
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
      <Button size="sm" disabled={off} onClick={recommend}>
        Apply recommended
      </Button>
    </div>
  );
}

function count(n: number): string {
  return n === 1 ? '1 tool' : `${n} tools`;
}
