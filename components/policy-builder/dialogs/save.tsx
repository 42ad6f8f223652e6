'use client';

import { useState } from 'react';
import { FindingCounts } from '@/components/risk/finding-mark';
import { Button, Spinner } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Field, TextInput } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import type { ToolDiff } from '@/lib/policy';
import { useOnline } from '../browser';
import { Meaning, needsWord, relationLooks } from '../meaning/meaning';
import { useMeaning } from '../meaning/use-meaning';
import { useActions, useBuilder, useBuilderStore } from '../state';
import { Question } from './question';
import { TextDiff } from './text-diff';
import { useSave } from './use-save';

/** What the next version means that the last did not, looser first, before it is saved. */
export function SaveDialog() {
  const store = useBuilderStore();
  const text = useBuilder((state) => state.document.text);
  const saved = useBuilder((state) => state.saved);
  const name = useBuilder((state) => state.name);
  const { ask } = useActions();
  const [message, setMessage] = useState('');
  const [meant, setMeant] = useState<ReadonlySet<string>>(new Set());
  const online = useOnline();
  const { run, busy, trouble } = useSave();
  const diffs = useMeaning(saved.text, text);
  const isSame = text === saved.text;
  const open = (diffs ?? []).filter(
    (one) => needsWord(one, store.derived.row(one.tool)?.tool.class) && !meant.has(one.tool),
  ).length;
  const ready = !isSame && online && diffs !== null && open === 0;
  const next = `${saved.version + 1}`;

  const save = () => void run({ text: store.getState().document.text, message, baseVersion: saved.version });
  function mean(tool: string, means: boolean) {
    const now = new Set(meant);
    if (means) now.add(tool);
    else now.delete(tool);
    setMeant(now);
  }

  return (
    <Question
      width="lg"
      title="Review before saving"
      description={
        <>
          <b className="font-semibold text-ink">{name}</b>, version {saved.version} to {next}.{' '}
          {isSame ? `Nothing changed since version ${saved.version}.` : said(diffs, store.given.tools.length)}
        </>
      }
      footer={
        <div className="flex w-full flex-wrap items-center justify-end gap-2">
          {open > 0 && (
            <span className="mr-auto flex items-center gap-1.5 text-12 text-ink-2">
              <Icon name="arrow-up" size={14} />
              {open === 1 ? '1 looser change needs' : `${open} looser changes need`} your tick before this can
              be saved
            </span>
          )}
          <Button onClick={() => ask(null)}>Keep editing</Button>
          <Button variant="primary" busy={busy} disabled={!ready} onClick={save}>
            Save version {next}
          </Button>
        </div>
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
            <Totals diffs={diffs} />
            <form
              method="post"
              onSubmit={(event) => {
                event.preventDefault();
                if (ready) save();
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
            {diffs && <Meaning diffs={diffs} words={{ meant, onMean: mean }} />}
            <details className="group">
              <summary className="flex w-fit items-center gap-1.5 rounded-1 text-13 font-semibold">
                <Icon name="chevron-right" size={14} className="text-ink-3 group-open:rotate-90" />
                The text, line by line
              </summary>
              <div className="pt-2">
                <TextDiff before={saved.text} after={text} label="Changed lines" />
              </div>
            </details>
          </>
        )}
      </div>
    </Question>
  );
}

/** How many tools change in which way, and what is found in the policy as it would be saved. */
function Totals({ diffs }: { diffs: readonly ToolDiff[] | null }) {
  const problems = useBuilder((state) => state.problems);
  const levels = ['error', 'security', 'warning', 'suggestion'] as const;
  const counts = Object.fromEntries(
    levels.map((level) => [level, problems.filter((problem) => problem.level === level).length]),
  );
  return (
    <div className="-mx-5 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-y border-line bg-bg px-5 py-1.5 text-12 text-ink-2">
      {diffs === null && (
        <span role="status" className="flex items-center gap-2">
          <Spinner size={14} /> Comparing both versions, tool by tool
        </span>
      )}
      {relationLooks.map(({ relation, title, icon }) => {
        const count = diffs?.filter((one) => one.relation === relation).length ?? 0;
        return (
          count > 0 && (
            <span key={relation} className="flex items-center gap-1.5">
              <Icon name={icon} size={14} className="text-ink-3" />
              <b className="font-semibold text-ink">{count}</b> {title.toLowerCase()}
            </span>
          )
        );
      })}
      <span className="ml-auto flex items-center gap-2 text-ink-3">
        Findings <FindingCounts counts={counts} />
      </span>
    </div>
  );
}

function said(diffs: readonly ToolDiff[] | null, all: number): string {
  if (diffs === null) return '';
  const changed = diffs.filter((one) => one.relation !== 'same' && !one.isAnyOther).length;
  if (changed === 0) return 'The text changes; what any tool may do stays the same.';
  return `${changed} ${changed === 1 ? 'tool changes' : 'tools change'}, ${all - changed} stay the same.`;
}
