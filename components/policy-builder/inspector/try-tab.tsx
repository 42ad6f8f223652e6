'use client';

import { useDeferredValue, useState } from 'react';
import { VerdictMark, verdictLooks } from '@/components/risk/decision';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast';
import type { JsonObject } from '@/lib/json';
import type { Decision, PolicyTest } from '@/lib/policy';
import { keepTests } from '../model/intents';
import type { Row } from '../model/rows';
import { useActions, useAnswer, useBuilder, useDerived } from '../state';
import { ArgumentsForm } from './arguments-form';
import { BoundaryCases } from './boundary-cases';
import { useScope } from './scope';

/** A call of the chosen tool against the policy as it stands, decided by the engine that the gateway runs. */
export function TryTab({ row }: { row: Row }) {
  const { askEngine } = useActions();
  const sample = useAnswer(row.tool.name, () => askEngine('sample', row.tool.name));
  return sample && <Trial row={row} start={sample.answer} />;
}

/** Begins with the sample call whose verdict the row shows. */
function Trial({ row, start }: { row: Row; start: string }) {
  const { tool } = row;
  const policy = useDerived((store) => store.derived.policy());
  const { perform, askEngine } = useActions();
  const [mode, setMode] = useState<'form' | 'json'>('form');
  // INVARIANT: what is not typed was printed, and reads back as it is.
  const [{ text, isTyped }, setText] = useState({ text: start, isTyped: false });
  const deferred = useDeferredValue(text);
  const source = useBuilder((state) => state.document.valid?.text);
  const decided = useAnswer(`${source} ${deferred}`, async () =>
    source === undefined ? null : askEngine('decide', source, tool.name, deferred),
  );
  const { decision, reading } = decided?.answer ?? { decision: null, reading: 'odd' };
  const isRead = reading === 'plain' && deferred === text && !decided?.isLate;
  const value: JsonObject | null = !isTyped || isRead ? JSON.parse(text) : null;
  const put = (args: JsonObject) => setText({ text: JSON.stringify(args, null, 2), isTyped: false });

  async function keep(args: JsonObject) {
    if (!decision) return;
    const test: PolicyTest = {
      name: `${tool.name}: ${verdictLooks[decision.verdict].word.toLowerCase()}`,
      tool: tool.name,
      arguments: args,
      expect: decision.verdict,
    };
    const { commands, added } = keepTests(policy, [test]);
    if (added === 0) return toast('This call is kept already', { tone: 'plain' });
    const refused = await perform(commands, 'Keep a call as a test');
    if (refused === null) toast('The call is kept as a test with the policy');
  }

  return (
    <div className="grid">
      <section className="grid gap-2 border-b border-line px-4 py-3">
        <div className="flex items-center gap-2">
          <h3 className="flex-1 text-12 font-semibold">Arguments</h3>
          <Segmented
            label="How the arguments are written"
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        </div>
        {mode === 'form' && value ? (
          <ArgumentsForm schema={tool.inputSchema} value={value} onChange={put} />
        ) : (
          <>
            <Textarea
              mono
              aria-label="Arguments as JSON"
              data-own-undo=""
              rows={Math.min(14, Math.max(4, text.split('\n').length + 1))}
              value={text}
              aria-invalid={reading === 'none' || undefined}
              onChange={(event) => setText({ text: event.currentTarget.value, isTyped: true })}
            />
            {reading === 'none' && (
              <p className="text-12 text-ink-2">This is no JSON object: such a call is denied.</p>
            )}
          </>
        )}
      </section>
      {decision && <Outcome decision={decision} keep={value ? () => keep(value) : null} />}
      <BoundaryCases row={row} onTake={put} />
    </div>
  );
}

type OutcomeProps = { decision: Decision; keep: (() => Promise<void>) | null };

function Outcome({ decision, keep }: OutcomeProps) {
  const { showRule } = useActions();
  const { locked } = useScope();
  const { verdict, rule, reason, reservations } = decision;
  const isPlace = rule.startsWith('/');
  return (
    <section
      aria-live="polite"
      aria-label="Verdict"
      className="grid gap-1.5 border-b border-line bg-bg px-4 py-3"
    >
      <div className="flex min-w-0 items-center gap-2">
        <VerdictMark verdict={verdict} pill />
        {isPlace ? (
          <button
            type="button"
            title="Show this rule"
            className="min-w-0 truncate rounded-1 font-mono text-11 text-accent-ink hover:underline"
            onClick={() => showRule(rule)}
          >
            {rule}
          </button>
        ) : (
          <span className="font-mono text-11 text-ink-3">{rule}</span>
        )}
        <Button
          size="sm"
          variant="ghost"
          className="-mr-2 ml-auto shrink-0"
          disabled={locked || keep === null}
          onClick={() => void keep?.()}
        >
          Keep as test
        </Button>
      </div>
      {reason && <p className="text-13 break-words text-ink-2">{reason}</p>}
      {verdict === 'allow' && reservations.length > 0 && (
        <p className="text-12 text-ink-3">
          Counts{' '}
          {reservations
            .flatMap((reservation) =>
              reservation.checks.map((check) => `${check.increment} of ${check.max} against ${check.rule}`),
            )
            .join('; ')}
          , if the window still has room.
        </p>
      )}
    </section>
  );
}
