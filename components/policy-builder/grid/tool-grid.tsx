// biome-ignore-all lint/a11y/useSemanticElements: a table of 800 rows of which 20 are drawn is no <table>
'use client';

import { type KeyboardEvent, type MouseEvent, memo, useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { useSlots } from '@/components/ui/slots';
import { useWindowed } from '@/components/ui/windowed';
import type { Action } from '@/lib/policy';
import { useWidth } from '../browser';
import styles from '../builder.module.css';
import { stateOf } from '../document';
import { decideOn } from '../model/intents';
import type { Row } from '../model/rows';
import { useActions, useBuilder, useDerived, useIsTyped, useView } from '../state';
import { ToolRow } from './tool-row';
import { useSamples } from './use-samples';

const rowHeight = 40;
const headHeight = 28;
const letters: Record<string, Action> = { a: 'allow', d: 'deny', h: 'hide', p: 'approve' };

/** One row a tool, of which only those in view are there. One tab stop: the chosen row, else the first. */
export function ToolGrid() {
  const all = useDerived((store) => store.derived.rows().length);
  // What was typed into the text the rows follow at once: few are drawn again, and to put it off would be to wait for all that
  // the editor still does.
  const { q, shown } = useView({ hurries: useIsTyped() });
  const isUntold = useBuilder(({ usage, q }) => usage === null && q.includes('used:'));
  const { search } = useActions();
  if (all === 0) {
    return (
      <EmptyState icon="server" title="No tools are known">
        Register a server and discover its tools: they show here, each with its class, to be decided.
      </EmptyState>
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState
        icon="search"
        title="No tool matches"
        action={<Button onClick={() => search('')}>Clear the search</Button>}
      >
        None of the {all} tools matches <code>{q}</code>.
        {isUntold && ' When agents last called them is not known at the moment.'}
      </EmptyState>
    );
  }
  return <Grid shown={shown} q={q} />;
}

type GridProps = { shown: readonly Row[]; q: string };

/** INVARIANT: it goes with its scroller: another list begins at its own top. */
const Grid = memo(function Grid({ shown, q }: GridProps) {
  const chosen = useBuilder((state) => (state.chosen?.kind === 'tool' ? state.chosen.name : null));
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const picked = useBuilder((state) => state.picked);
  // Where the grid is wider than 720 px beside the editor: builder.module.css.
  const isWide = useWidth(1747);
  const showsRules = useBuilder((state) => state.view === 'visual') || isWide;
  const { choose, perform, pick, look } = useActions();
  const scroller = useRef<HTMLDivElement>(null);
  const found = shown.findIndex((row) => row.tool.name === chosen);
  const active = Math.max(found, 0);

  const { indexes, show } = useWindowed(scroller, {
    count: shown.length,
    height: rowHeight,
    head: headHeight,
    keep: active,
  });
  const hasFocus = useRef(false);
  const drawn = indexes.flatMap((index) => shown[index] ?? []);
  const slots = useSlots(
    drawn.map((row) => row.tool.name),
    shown[active]?.tool.name,
    hasFocus,
  );
  const sampleOf = useSamples(drawn);
  const bring = useEffectEvent(show);
  useEffect(() => {
    if (found >= 0) bring(found);
  }, [found]);
  // What is searched for begins at the top; the list as it was opened, at the tool that was asked for.
  const opened = useRef(q);
  useEffect(() => {
    if (q !== opened.current) bring(0);
    opened.current = q;
  }, [q]);

  function move(to: number) {
    const index = Math.min(Math.max(to, 0), shown.length - 1);
    const row = shown[index];
    if (!row) return;
    choose({ kind: 'tool', name: row.tool.name });
    show(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true }),
    );
  }

  // INVARIANT: a click is for the tool that was pressed. Between the two the element may have been given to another.
  const pressed = useRef<string | null>(null);
  function nameAt(target: EventTarget): string | null {
    const element = target instanceof Element ? target.closest('[data-row]') : null;
    return shown[Number(element?.getAttribute('data-row') ?? -1)]?.tool.name ?? null;
  }
  function onClick(event: MouseEvent) {
    const wanted = pressed.current;
    pressed.current = null;
    // What a key or a program clicks was not pressed before.
    if (event.detail === 0 || wanted === null || wanted === nameAt(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = shown[active];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row';
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const leads: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: shown.length - 1,
    };
    const to = leads[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
      return;
    }
    if (event.key === 'Enter' && onRow) {
      event.preventDefault();
      look({ sheetOpen: true });
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[data-inspector] [role=radio][tabindex="0"]')?.focus(),
      );
      return;
    }
    if (event.key === ' ' && onRow) {
      event.preventDefault();
      pick([row.tool.name], !picked.has(row.tool.name));
      return;
    }
    const action = letters[event.key.toLowerCase()];
    if (action && !event.shiftKey) {
      event.preventDefault();
      if (!locked) void perform(decideOn([row], action), `${row.tool.name}: ${action}`);
    }
  }

  return (
    <div
      role="grid"
      aria-label="Tools"
      aria-rowcount={shown.length + 1}
      aria-multiselectable="true"
      aria-describedby="tool-grid-keys"
      onKeyDown={onKeyDown}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
      onPointerDownCapture={(event) => {
        pressed.current = nameAt(event.target);
      }}
      onClickCapture={onClick}
      className={cx(styles.grid, 'flex min-h-0 flex-1 flex-col')}
    >
      <p id="tool-grid-keys" className="sr-only">
        Arrows move, Space selects, Enter opens. A allows, D denies, H hides, P asks for approval.
      </p>
      <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <HeadRow showsRules={showsRules} />
        <div role="presentation" className="relative" style={{ height: shown.length * rowHeight }}>
          {indexes.map((index) => {
            const row = shown[index];
            return (
              row && (
                <ToolRow
                  key={slots.get(row.tool.name)}
                  row={row}
                  index={index}
                  start={index * rowHeight}
                  isChosen={index === found}
                  hasTabStop={index === active}
                  isPicked={picked.has(row.tool.name)}
                  isLocked={locked}
                  showsRules={showsRules}
                  sample={sampleOf(row)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
});

function HeadRow({ showsRules }: { showsRules: boolean }) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      tabIndex={-1}
      className={cx(
        styles.row,
        'sticky top-0 z-10 h-7 border-b border-line bg-bg pr-2.5 text-11 font-medium text-ink-3',
      )}
    >
      <span role="columnheader" tabIndex={-1}>
        <span className="sr-only">Selected</span>
      </span>
      <span role="columnheader" tabIndex={-1}>
        Tool
      </span>
      <span role="columnheader" tabIndex={-1}>
        Risk
      </span>
      <span role="columnheader" tabIndex={-1}>
        Decision
      </span>
      <span
        role="columnheader"
        tabIndex={-1}
        className={styles.sample}
        title="What a first call with the arguments that the schema asks for is answered"
      >
        Sample call
      </span>
      {showsRules && (
        <span role="columnheader" tabIndex={-1} className={styles.chips}>
          Rules
        </span>
      )}
      <span role="columnheader" tabIndex={-1}>
        <span className="sr-only">Findings</span>
      </span>
      {showsRules && (
        <span
          role="columnheader"
          tabIndex={-1}
          className={cx(styles.used, 'text-right')}
          title="When an agent last called it"
        >
          <span className="sr-only">Last </span>Used
        </span>
      )}
    </div>
  );
}
