'use client';

import { useMemo, useState } from 'react';
import { DecisionMark } from '@/components/risk/decision';
import { FindingCounts } from '@/components/risk/finding-mark';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Field, TextInput } from '@/components/ui/field';
import { parse } from '@/lib/policy';
import { useOnline } from '../browser';
import { changesSince, type ToolChange } from '../model/changes';
import { useActions, useBuilder, useBuilderStore, useDerived } from '../state';
import { Question } from './question';
import { TextDiff } from './text-diff';
import { useSave } from './use-save';

const titles = { looser: 'Looser', rules: 'Other rules', stricter: 'Stricter' };
const most = 50;

/** What the next version changes, with a message, before it is saved. */
export function SaveDialog() {
  const store = useBuilderStore();
  const text = useBuilder((state) => state.document.text);
  const saved = useBuilder((state) => state.saved);
  const problems = useBuilder((state) => state.problems);
  const rows = useDerived((s) => s.derived.rows());
  const { ask } = useActions();
  const [message, setMessage] = useState('');
  const [shows, setShows] = useState<'tools' | 'text'>('tools');
  const online = useOnline();
  const { run, busy, trouble } = useSave();
  const changes = useMemo(() => {
    const before = parse(saved.text);
    return before.ok ? changesSince(before.policy, rows) : [];
  }, [saved.text, rows]);
  const counts = Object.fromEntries(
    (['error', 'security', 'warning', 'suggestion'] as const).map((level) => [
      level,
      problems.filter((problem) => problem.level === level).length,
    ]),
  );
  const isSame = text === saved.text;

  const save = () => void run({ text: store.getState().document.text, message, baseVersion: saved.version });

  return (
    <Question
      width="lg"
      title={`Save version ${saved.version + 1}`}
      description={
        isSame
          ? `Nothing changed since version ${saved.version}.`
          : changes.length === 0
            ? 'The text changes; what any tool may do stays the same.'
            : `${changes.length} ${changes.length === 1 ? 'tool changes' : 'tools change'}. Looser first.`
      }
      footer={
        <>
          <Button onClick={() => ask(null)}>Keep editing</Button>
          <Button variant="primary" busy={busy} disabled={isSame || !online} onClick={save}>
            Save version {saved.version + 1}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {!online && (
          <Notice tone="plain" title="You are offline">
            It cannot be saved now. Your work is kept in this browser, and can be downloaded.
          </Notice>
        )}
        {trouble && (
          <Notice tone="error" title="It was not saved">
            {trouble}
          </Notice>
        )}
        {!isSame && (
          <>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                save();
              }}
            >
              <Field label="What is this change for?" hint="Optional. It stands beside the version.">
                <TextInput
                  value={message}
                  maxLength={500}
                  data-own-undo=""
                  autoFocus
                  placeholder="Scans are limited to our own hosts"
                  onChange={(event) => setMessage(event.currentTarget.value)}
                />
              </Field>
            </form>
            <div className="flex flex-wrap items-center gap-3 text-12">
              <button
                type="button"
                aria-pressed={shows === 'tools'}
                onClick={() => setShows('tools')}
                className="h-6 rounded-1 px-1 font-medium text-ink-2 aria-pressed:text-ink aria-pressed:underline aria-pressed:underline-offset-4"
              >
                By tool
              </button>
              <button
                type="button"
                aria-pressed={shows === 'text'}
                onClick={() => setShows('text')}
                className="h-6 rounded-1 px-1 font-medium text-ink-2 aria-pressed:text-ink aria-pressed:underline aria-pressed:underline-offset-4"
              >
                By line
              </button>
              <span className="ml-auto flex items-center gap-2 text-ink-3">
                Findings <FindingCounts counts={counts} />
              </span>
            </div>
            {shows === 'text' ? (
              <TextDiff before={saved.text} after={text} label="Changed lines" />
            ) : (
              <ToolChanges changes={changes} />
            )}
          </>
        )}
      </div>
    </Question>
  );
}

function ToolChanges({ changes }: { changes: ToolChange[] }) {
  return (['looser', 'rules', 'stricter'] as const).map((kind) => {
    const of = changes.filter((change) => change.kind === kind);
    if (of.length === 0) return null;
    return (
      <section key={kind}>
        <h3 className="pb-1 text-12 font-semibold">
          {titles[kind]} <span className="font-normal text-ink-3">{of.length}</span>
        </h3>
        <ul className="rounded-2 border border-line">
          {of.slice(0, most).map((change) => (
            <li
              key={change.name}
              className="flex min-h-8 items-center gap-3 border-b border-line px-3 py-1 last:border-b-0"
            >
              <code className="min-w-0 flex-1 truncate font-medium">{change.name}</code>
              {kind !== 'rules' && (
                <>
                  <DecisionMark action={change.from} quiet />
                  <span aria-hidden="true" className="text-ink-3">
                    →
                  </span>
                  <span className="sr-only">becomes</span>
                </>
              )}
              <DecisionMark action={change.to} />
            </li>
          ))}
          {of.length > most && (
            <li className="px-3 py-1.5 text-12 text-ink-3">and {of.length - most} more</li>
          )}
        </ul>
      </section>
    );
  });
}
