'use client';

import { memo, useDeferredValue } from 'react';
import { EmptyState } from '@/components/ui/card';
import type { Row } from '../model/rows';
import { type BuilderState, useActions, useBuilder, useDerived, useIsTyped } from '../state';
import { PolicyInspector } from './policy-inspector';
import { SharedInspector } from './shared-inspector';
import { ToolInspector } from './tool-inspector';

/** Follows the choice when there is time: moving through the list must not wait for it. What was typed about one tool it follows at once. */
export function Inspector() {
  const chosen = useBuilder((state) => state.chosen);
  const isTyped = useIsTyped();
  const name = chosen?.kind === 'tool' ? chosen.name : '';
  const now = useDerived((store) => store.derived.row(name));
  const later = useDeferredValue(now);
  const row = isTyped && now?.tool === later?.tool ? now : later;
  return <Chosen chosen={useDeferredValue(chosen)} row={row} />;
}

type ChosenProps = { chosen: BuilderState['chosen']; row: Row | undefined };

const Chosen = memo(function Chosen({ chosen, row }: ChosenProps) {
  const { seal } = useActions();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving a field, or Enter, ends its undo step, wherever it is
    <div
      data-inspector=""
      onBlur={seal}
      onKeyDown={(event) => event.key === 'Enter' && seal()}
      className="flex h-full min-h-0 min-w-0 flex-col overflow-hidden border-line bg-surface xl:border-l"
    >
      {row && <ToolInspector key={row.tool.name} row={row} />}
      {chosen?.kind === 'shared' && chosen.pointer === '' && <PolicyInspector />}
      {chosen?.kind === 'shared' && chosen.pointer !== '' && (
        <SharedInspector key={chosen.pointer} pointer={chosen.pointer} />
      )}
      {!row && chosen?.kind !== 'shared' && (
        <EmptyState icon="policy" title="Nothing is chosen">
          Choose a tool in the list: its rules, a trial and what is known about it show here.
        </EmptyState>
      )}
    </div>
  );
});
