// biome-ignore-all lint/a11y/useSemanticElements: a row of a grid of which only what is in view is drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, its cells do not
'use client';

import { type FocusEvent, type MouseEvent, memo } from 'react';
import { DecisionSwitch, decisionLooks } from '@/components/risk/decision';
import { FindingMark } from '@/components/risk/finding-mark';
import { RiskBadge, riskLooks } from '@/components/risk/risk-badge';
import { Chip } from '@/components/ui/badges';
import { cx } from '@/components/ui/cx';
import { Checkbox } from '@/components/ui/field';
import styles from '../builder.module.css';
import type { Sample } from '../document';
import { decideOn } from '../model/intents';
import { outcomeOf } from '../model/outcome';
import type { Row } from '../model/rows';
import { outcomeInWords, usedInWords } from '../model/words';
import { useActions, useBuilderStore } from '../state';
import { SampleCell, UsedCell } from './row-cells';

type ToolRowProps = {
  row: Row;
  index: number;
  /** Distance from the top of the list, in pixels. */
  start: number;
  isChosen: boolean;
  hasTabStop: boolean;
  isPicked: boolean;
  isLocked: boolean;
  /** Rules and last use: false where there is no room for them. What is not seen is not there either. */
  showsRules: boolean;
  /** undefined until it is answered. */
  sample: Sample | undefined;
};

const changes = { new: 'New', changed: 'Changed', removed: 'Removed' };

/** Drawn again only when something of this tool changed. */
export const ToolRow = memo(function ToolRow(props: ToolRowProps) {
  const { row, index, start, isChosen, hasTabStop, isPicked, isLocked, showsRules, sample } = props;
  const { tool, decision, worst, problems, used } = row;
  const { given } = useBuilderStore();
  const { choose, perform, pick, look } = useActions();
  const change = tool.change ?? (tool.review === 'drifted' ? 'changed' : undefined);
  const about = tool.problem ?? tool.description ?? 'No description from the server';

  const outcome = sample && outcomeOf(tool, decision, sample, given.reviewSettings);
  const more = [outcome?.differs && outcomeInWords(outcome), used && usedInWords(used)].filter(Boolean);

  function onClick(event: MouseEvent) {
    choose({ kind: 'tool', name: tool.name });
    const target = event.target as HTMLElement;
    if (target.closest('[data-sample]')) look({ tab: 'try', sheetOpen: true });
    else if (!target.closest('button,input,label')) look({ sheetOpen: true });
  }

  function onFocus(event: FocusEvent) {
    if (event.target === event.currentTarget && !isChosen) choose({ kind: 'tool', name: tool.name });
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      aria-current={isChosen || undefined}
      aria-label={`${tool.name}, ${riskLooks[tool.class ?? 'Unclassified'].word}, ${decisionLooks[decision].word}`}
      aria-description={more.join('. ') || undefined}
      data-row={index}
      tabIndex={hasTabStop ? 0 : -1}
      onClick={onClick}
      onFocus={onFocus}
      style={{ top: start }}
      className={cx(
        styles.row,
        'absolute inset-x-0 h-10 border-b border-line pr-2.5 -outline-offset-2 [contain:strict]',
        isChosen
          ? 'bg-accent-tint before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent'
          : 'hover:bg-hover',
      )}
    >
      <span role="gridcell" className="flex justify-center pl-1">
        <Checkbox
          tabIndex={-1}
          checked={isPicked}
          aria-label={`Select ${tool.name}`}
          onChange={(event) => pick([tool.name], event.currentTarget.checked)}
        />
      </span>
      <span role="gridcell" className="min-w-0 pr-3">
        <code
          title={tool.name}
          className={cx('block truncate leading-4 font-medium', change === 'removed' && 'line-through')}
        >
          {tool.name}
        </code>
        <span className="block truncate text-11 text-ink-3">
          {change && <b className="font-semibold text-accent-ink">{changes[change]} · </b>}
          {tool.problem && <b className="font-semibold text-f-warning">Malformed · </b>}
          {firstLine(about)}
        </span>
      </span>
      <RiskBadge role="gridcell" riskClass={tool.class} severity={tool.severity} className={styles.risk} />
      <DecisionSwitch
        role="gridcell"
        value={decision}
        tabbable={false}
        disabled={isLocked}
        label={`Decision for ${tool.name}`}
        className={cx('[&>div]:bg-surface', styles.decision)}
        word={showsRules}
        onChange={(action) => perform(decideOn([row], action), `${tool.name}: ${action}`)}
      />
      <SampleCell outcome={outcome} />
      {showsRules && (
        <span role="gridcell" className={cx('flex min-w-0 gap-1 overflow-hidden', styles.chips)}>
          <Rules row={row} chosen={isChosen} />
        </span>
      )}
      <span role="gridcell" className="flex justify-end">
        {worst && <FindingMark level={worst} count={problems.length > 1 ? problems.length : undefined} />}
      </span>
      {showsRules && <UsedCell used={used} />}
    </div>
  );
});

function Rules({ row, chosen }: { row: Row; chosen: boolean }) {
  const { chips, decision } = row;
  const [first, second] = chips;
  if (!first) {
    return decision === 'allow' && row.tool.class !== 'Read' ? (
      <span className="text-12 text-ink-3">No rules</span>
    ) : null;
  }
  const look = chosen && 'bg-surface';
  const fits = second !== undefined && first.text.length + second.text.length <= 20;
  const more = chips.slice(fits ? 2 : 1);
  // The first is read whole where it has any room: what stands after it gives way.
  const firstLook = cx(chips.length > 1 ? 'max-w-[calc(100%-36px)] shrink-0' : 'min-w-0 shrink', look);
  return (
    <>
      {chips.slice(0, fits ? 2 : 1).map((chip) => (
        <Chip
          key={chip.text}
          className={chip === first ? firstLook : cx('min-w-0 shrink', look)}
          title={chip.text}
        >
          <span className="truncate">{chip.text}</span>
        </Chip>
      ))}
      {more.length > 0 && (
        <Chip className={cx('min-w-0 shrink', look)} title={more.map((chip) => chip.text).join('\n')}>
          <span className="truncate">
            +{more.length} {more.length === 1 ? 'rule' : 'rules'}
          </span>
        </Chip>
      )}
    </>
  );
}

function firstLine(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
