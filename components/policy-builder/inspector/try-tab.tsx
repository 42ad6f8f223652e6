'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { VerdictMark } from '@/components/risk/decision';
import { Textarea } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { JsonObject } from '@/lib/json';
import { type Call, compile, type Decision, decide, readArguments } from '@/lib/policy';
import { isObject } from '../model/arguments';
import type { Row } from '../model/rows';
import { sampleArguments } from '../model/sample';
import { useActions, useDerived } from '../state';
import { ArgumentsForm } from './arguments-form';
import { BoundaryCases } from './boundary-cases';

/** A call of the chosen tool against the policy as it stands, decided by the engine that the gateway runs. */
export function TryTab({ row }: { row: Row }) {
  const { tool } = row;
  const policy = useDerived((store) => store.derived.policy());
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [text, setText] = useState(() => JSON.stringify(sampleArguments(tool.inputSchema), null, 2));
  const deferred = useDeferredValue(text);
  const compiled = useMemo(() => compile(policy), [policy]);
  const read = useMemo(() => readArguments(deferred), [deferred]);
  const decision = useMemo<Decision>(() => {
    const call: Call = read.ok ? { tool: tool.name, ...read } : { tool: tool.name, arguments: null };
    return decide(compiled, call, { nowMs: 0, grant: 'try', class: tool.class, schema: tool.inputSchema });
  }, [compiled, read, tool]);
  const value = shownValue(text);
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
          <ArgumentsForm
            schema={tool.inputSchema}
            value={value}
            onChange={(next) => setText(JSON.stringify(next, null, 2))}
          />
        ) : (
          <>
            <Textarea
              mono
              aria-label="Arguments as JSON"
              data-own-undo=""
              rows={Math.min(14, Math.max(4, text.split('\n').length + 1))}
              value={text}
              aria-invalid={read.ok ? undefined : true}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {!read.ok && <p className="text-12 text-ink-2">This is no JSON object: such a call is denied.</p>}
          </>
        )}
      </section>
      <Outcome decision={decision} />
      <BoundaryCases
        row={row}
        policy={policy}
        compiled={compiled}
        onTake={(args) => setText(JSON.stringify(args, null, 2))}
      />
    </div>
  );
}

function Outcome({ decision }: { decision: Decision }) {
  const { showRule } = useActions();
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
      </div>
      {reason && <p className="text-13 break-words text-ink-2">{reason}</p>}
      {verdict === 'allow' && reservations.length > 0 && (
        <p className="text-12 text-ink-3">
          {reservations
            .flatMap((reservation) =>
              reservation.checks.map(
                (check) => `counts ${check.increment} of ${check.max} against ${check.rule}`,
              ),
            )
            .join('; ')}
          , if the window still has room.
        </p>
      )}
    </section>
  );
}

/** The text as an object that the form can show, or null where only the text itself can be edited. */
function shownValue(text: string): JsonObject | null {
  const read = readArguments(text);
  const plain = read.ok && !read.notes.duplicateKey && !read.notes.tooDeep && !read.notes.inexact;
  return plain && isObject(read.arguments) ? read.arguments : null;
}
