'use client';

import { useState } from 'react';
import { VerdictMark, verdictLooks } from '@/components/risk/decision';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Message } from '@/components/ui/message';
import { toast } from '@/components/ui/toast';
import { isObject, type JsonObject } from '@/lib/json';
import type { BoundaryCase, Verdict } from '@/lib/policy';
import { keepTests } from '../model/intents';
import type { Row } from '../model/rows';
import { useActions, useAnswer, useBuilder, useDerived } from '../state';
import { useScope } from './scope';

const few = 10;
const verdicts: Verdict[] = ['allow', 'deny', 'approve', 'hidden'];

type BoundaryCasesProps = {
  row: Row;
  /** Puts a case into the form above. */
  onTake(args: JsonObject): void;
};

/** Calls on both sides of every rule of the tool, with what the policy says to each. One click keeps them as tests. */
export function BoundaryCases({ row, onTake }: BoundaryCasesProps) {
  const { perform, askEngine } = useActions();
  const { locked } = useScope();
  const { tool } = row;
  const [all, setAll] = useState(false);
  const policy = useDerived((store) => store.derived.policy());
  const source = useBuilder((state) => state.document.valid?.text);
  const found = useAnswer(`${source}`, async () =>
    source === undefined ? null : askEngine('boundary', source, tool.name),
  );
  if (!found?.answer) return null;
  const { tests } = found.answer;
  const cases = distinct(found.answer.cases);
  if (cases.length === 0) {
    return <p className="px-4 py-3 text-12 text-ink-3">No rule of this tool has a boundary to try.</p>;
  }

  async function keep() {
    const { commands, added } = keepTests(policy, tests);
    if (added === 0) return toast('These cases are kept already', { tone: 'plain' });
    const refused = await perform(commands, `Keep ${added} cases as tests`);
    if (refused === null) toast(`${added} ${added === 1 ? 'test' : 'tests'} kept with the policy`);
  }

  return (
    <section aria-label="Boundary cases" className="bg-bg px-4 py-3">
      <div className="flex min-h-6 items-center gap-x-2">
        <h3 className="flex-1 text-12 font-semibold">Boundary cases</h3>
        <Button
          size="sm"
          variant="ghost"
          className="-mr-2"
          disabled={locked || tests.length === 0}
          onClick={() => void keep()}
        >
          Keep as tests
        </Button>
      </div>
      <p className="text-12 text-ink-3">{totals(cases)}</p>
      <ul className="mt-1">
        {cases.slice(0, all ? 200 : few).map((one) => (
          <li key={`${one.pointer} ${one.title} ${one.number}`}>
            <button
              type="button"
              title="Try this call"
              onClick={() => isObject(one.call.arguments) && onTake(one.call.arguments)}
              className={cx(
                'grid min-h-7 w-full grid-cols-[minmax(0,1fr)_auto_76px] items-center gap-3 rounded-1 text-left text-12 hover:bg-hover',
              )}
            >
              <span className="min-w-0 py-1 break-words text-ink-2">
                <Message text={one.title} />
              </span>
              <span className="max-w-24 truncate font-mono text-11 text-ink-3" title={one.decision.rule}>
                {shortRule(one.decision.rule, row.placement.toolPointer)}
              </span>
              <VerdictMark verdict={one.decision.verdict} />
            </button>
          </li>
        ))}
      </ul>
      {cases.length > few && (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `All ${cases.length}`}
        </Button>
      )}
    </section>
  );
}

/** Rules that ask the same have the same cases: each is shown once. */
function distinct(cases: readonly BoundaryCase[]): BoundaryCase[] {
  const seen = new Map<string, BoundaryCase>();
  for (const one of cases) {
    const key = JSON.stringify([one.title, one.call.arguments, one.decision.rule]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function totals(cases: readonly BoundaryCase[]): string {
  return verdicts
    .flatMap((verdict) => {
      const count = cases.filter((one) => one.decision.verdict === verdict).length;
      return count > 0 ? [`${count} ${verdictLooks[verdict].word.toLowerCase()}`] : [];
    })
    .join(', ');
}

/** Within the tool's own rule set its pointer says nothing new. */
function shortRule(rule: string, own: string): string {
  if (rule === own) return 'no rule fires';
  return rule.startsWith(`${own}/`) ? rule.slice(own.length + 1) : rule;
}
