'use client';

import { useId, useState } from 'react';
import { VerdictMark } from '@/components/risk/decision';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Button } from '@/components/ui/button';
import { CheckboxLine } from '@/components/ui/field';
import { Icon, type IconName } from '@/components/ui/icon';
import type { Relation, ToolDiff, Witness } from '@/lib/policy';
import { decideOn } from '../model/intents';
import { useActions, useBuilderStore } from '../state';

type Group = { relation: Relation; title: string; says: string; icon: IconName };

export const relationLooks: Group[] = [
  { relation: 'looser', title: 'Looser', says: 'allows or shows what it did not before', icon: 'arrow-up' },
  { relation: 'incomparable', title: 'Both ways', says: 'some calls gain, others lose', icon: 'more' },
  {
    relation: 'cannot decide',
    title: 'Cannot tell',
    says: 'the rules differ, look yourself',
    icon: 'question',
  },
  { relation: 'stricter', title: 'Stricter', says: 'refuses what was allowed before', icon: 'arrow-down' },
  { relation: 'same', title: 'The same', says: 'every call is answered as before', icon: 'check' },
];
const few = 12;

/** Loosenings of Critical tools that the person has said they mean. */
type Words = { meant: ReadonlySet<string>; onMean(tool: string, means: boolean): void };

type MeaningProps = {
  diffs: readonly ToolDiff[];
  /** Where what is grave wants a word: before it is saved. */
  words?: Words;
};

/** What the change means, each tool with a call that shows it. */
export function Meaning({ diffs, words }: MeaningProps) {
  return relationLooks.map(({ relation, title, says, icon }) => {
    const of = diffs.filter((one) => one.relation === relation);
    return (
      of.length > 0 && <Part key={relation} title={title} says={says} icon={icon} of={of} words={words} />
    );
  });
}

type PartProps = Omit<Group, 'relation'> & Omit<MeaningProps, 'diffs'> & { of: readonly ToolDiff[] };

function Part({ title, says, icon, of, words }: PartProps) {
  const [all, setAll] = useState(false);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="flex items-center gap-2 pb-1.5 text-13 font-semibold">
        <Icon name={icon} size={14} className="text-ink-3" />
        {title} <span className="text-12 font-normal text-ink-3">{says}</span>
      </h3>
      <ul className="rounded-3 border border-line">
        {of.slice(0, all ? undefined : few).map((one) => (
          <Changed key={`${one.tool} ${one.isAnyOther ?? ''}`} diff={one} words={words} />
        ))}
        {of.length > few && (
          <li className="px-3 py-1.5">
            <Button size="sm" variant="ghost" onClick={() => setAll(!all)}>
              {all ? 'Show fewer' : `and ${of.length - few} more`}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

type ChangedProps = { diff: ToolDiff; words: Words | undefined };

function Changed({ diff, words }: ChangedProps) {
  const store = useBuilderStore();
  const { perform } = useActions();
  const row = diff.isAnyOther ? undefined : store.derived.row(diff.tool);
  const grave = needsWord(diff, row?.tool.class);
  return (
    <li className="grid gap-2 border-b border-line px-3 py-2.5 last:border-b-0">
      <p className="flex min-w-0 items-center gap-3">
        {row && <RiskBadge size="sm" riskClass={row.tool.class} className="w-26 shrink-0" />}
        {diff.isAnyOther ? (
          <span className="font-medium">Every tool that the policy does not name</span>
        ) : (
          <code className="min-w-0 truncate font-semibold" title={diff.tool}>
            {diff.tool}
          </code>
        )}
      </p>
      {diff.why && <p className="text-13 text-ink-2">{diff.why}</p>}
      {diff.witnesses.map((witness) => (
        <Shown key={witness.direction} witness={witness} />
      ))}
      {grave && words && (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-2 border border-f-error px-2.5 py-1.5">
          <CheckboxLine
            checked={words.meant.has(diff.tool)}
            onChange={(event) => words.onMean(diff.tool, event.currentTarget.checked)}
          >
            <b className="font-semibold">I mean this.</b> A {row?.tool.class} tool answers calls that it did
            not.
          </CheckboxLine>
          {row && row.decision !== 'approve' && (
            <Button
              size="sm"
              onClick={() => void perform(decideOn([row], 'approve'), `${diff.tool}: approve`)}
            >
              Hold for approval instead
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** A call that the two versions answer differently. */
function Shown({ witness }: { witness: Witness }) {
  const { call, number, before, after } = witness;
  return (
    <div className="grid gap-1 rounded-2 bg-sunken px-2.5 py-2 text-12">
      <p className="grid gap-x-3 sm:grid-cols-[112px_minmax(0,1fr)]">
        <span className="text-ink-3">
          {number > 1 ? `The ${ordinal(number)} such call` : 'A call that shows it'}
        </span>
        <code className="max-h-24 min-w-0 overflow-y-auto text-11/4 break-words">
          {JSON.stringify(call.arguments)}
        </code>
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:pl-[124px]">
        <Said {...before} />
        <Icon name="arrow-right" size={14} className="text-ink-3" />
        <span className="sr-only">becomes</span>
        <Said {...after} />
      </p>
    </div>
  );
}

function Said({ verdict, rule }: Witness['before']) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <VerdictMark verdict={verdict} />
      <span className="min-w-0 truncate font-mono text-11 text-ink-3" title={rule}>
        {rule}
      </span>
    </span>
  );
}

/** Letting more through to a tool that destroys or pays wants a word of its own. */
export function needsWord(diff: ToolDiff, riskClass: string | undefined): boolean {
  const isGrave = riskClass === 'Destructive' || riskClass === 'Financial';
  return (
    isGrave &&
    diff.witnesses.some(({ direction, after }) => direction === 'looser' && after.verdict === 'allow')
  );
}

export function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  const end = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n.toLocaleString('en-GB')}${end}`;
}
