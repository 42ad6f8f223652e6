'use client';

import { useEffect, useState } from 'react';
import { FindingMark } from '@/components/risk/finding-mark';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Field, Textarea } from '@/components/ui/field';
import { Message } from '@/components/ui/message';
import type { Brought, Note } from '../document';
import { useActions } from '../state';
import { Question } from './question';

const mostBytes = 1_048_576;
const waitMs = 150;

/** A policy from a file or from the clipboard takes the place of the present one: one step, which undo takes back. */
export function ImportDialog() {
  const { ask, replace, look } = useActions();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const brought = useBrought(text);

  async function open(file: File | undefined) {
    if (!file) return;
    if (file.size > mostBytes)
      return setTrouble('The file is larger than 1 MiB, the most that a policy can be.');
    try {
      // Strict: a byte that is no UTF-8 must not turn into another one unseen.
      setText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer()));
      setTrouble(null);
    } catch {
      setTrouble(`${file.name} is not text in UTF-8. Choose a policy.json, or Intercept's YAML.`);
    }
  }

  function take() {
    if (!brought || brought.kind === 'refused') return;
    replace(brought.text, 'Import a policy');
    if (brought.kind === 'broken') look({ view: 'json' });
    ask(null);
  }

  return (
    <Question
      width="md"
      title="Import a policy"
      description="A policy.json, or a policy of Intercept in YAML. It takes the place of what is here now, as one step that can be undone."
      footer={
        <>
          <Button onClick={() => ask(null)}>Cancel</Button>
          <Button variant="primary" disabled={!brought || brought.kind === 'refused'} onClick={take}>
            {brought?.kind === 'broken' ? 'Open it to mend it' : 'Import'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="File" error={trouble}>
          <input
            type="file"
            accept=".json,application/json,.yaml,.yml,application/yaml"
            aria-label="File"
            onChange={(event) => void open(event.currentTarget.files?.[0])}
            className="block w-full text-13 text-ink-2 file:mr-3 file:h-8 file:rounded-2 file:border file:border-solid file:border-line-2 file:bg-surface file:px-3 file:font-medium file:text-ink"
          />
        </Field>
        <Field label="Or paste it">
          <Textarea
            mono
            rows={10}
            data-own-undo=""
            placeholder='{ "version": "1", "default": "deny", … }'
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        {brought && <Outcome brought={brought} />}
      </div>
    </Question>
  );
}

/** What the text is, a moment after it stopped changing. */
function useBrought(text: string): Brought | null {
  const { askEngine } = useActions();
  const [read, setRead] = useState<{ of: string; brought: Brought } | null>(null);
  useEffect(() => {
    if (text.trim() === '') return setRead(null);
    let isWanted = true;
    const timer = setTimeout(
      () => void askEngine('bring', text).then((brought) => isWanted && setRead({ of: text, brought })),
      waitMs,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [askEngine, text]);
  return read?.of === text ? read.brought : null;
}

function Outcome({ brought }: { brought: Brought }) {
  switch (brought.kind) {
    case 'policy':
      return null;
    case 'broken':
      return (
        <Notes
          notes={brought.faults.map(({ line, message }) => ({ where: `Line ${line}`, message }))}
          level="error"
        />
      );
    case 'refused':
      return (
        <Notice tone="error" title="This is neither a policy.json nor a policy of Intercept">
          <Notes notes={brought.notes} level="error" />
        </Notice>
      );
    case 'translated':
      return brought.notes.length === 0 ? (
        <Notice tone="plain" title="A policy of Intercept, carried over whole">
          Every rule of it can be said here exactly.
        </Notice>
      ) : (
        <Notice
          tone="plain"
          title={`A policy of Intercept: ${brought.notes.length} ${brought.notes.length === 1 ? 'place means' : 'places mean'} something else here`}
        >
          <Notes notes={brought.notes} level="warning" />
        </Notice>
      );
    default:
      return brought satisfies never;
  }
}

function Notes({ notes, level }: { notes: readonly Note[]; level: 'error' | 'warning' }) {
  const most = 8;
  return (
    <ul className="grid gap-1">
      {notes.slice(0, most).map(({ where, message }) => (
        <li key={`${where} ${message}`} className="flex gap-2 text-12 text-ink-2">
          <FindingMark level={level} />
          <span className="min-w-0 break-words">
            {where && <b className="font-medium text-ink">{where}: </b>}
            <Message text={message} />
          </span>
        </li>
      ))}
      {notes.length > most && <li className="text-12 text-ink-3">and {notes.length - most} more</li>}
    </ul>
  );
}
