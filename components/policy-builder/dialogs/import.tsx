'use client';

import { useState } from 'react';
import { FindingMark } from '@/components/risk/finding-mark';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { parse } from '@/lib/policy';
import { Message } from '../message';
import { useActions } from '../state';
import { Question } from './question';

const mostBytes = 1_048_576;

/** A policy from a file or from the clipboard takes the place of the present one: one step, which undo takes back. */
export function ImportDialog() {
  const { ask, replace, look } = useActions();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const parsed = text.trim() === '' ? null : parse(text);

  async function open(file: File | undefined) {
    if (!file) return;
    if (file.size > mostBytes)
      return setTrouble('The file is larger than 1 MiB, the most that a policy can be.');
    try {
      // Strict: a byte that is no UTF-8 must not turn into another one unseen.
      setText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer()));
      setTrouble(null);
    } catch {
      setTrouble(`${file.name} is not text in UTF-8. Choose a policy.json.`);
    }
  }

  function take() {
    replace(text, 'Import a policy');
    if (parsed && !parsed.ok) look({ view: 'json' });
    ask(null);
  }

  return (
    <Question
      width="md"
      title="Import a policy"
      description="It takes the place of what is here now, as one step that can be undone."
      footer={
        <>
          <Button onClick={() => ask(null)}>Cancel</Button>
          <Button variant="primary" disabled={!parsed} onClick={take}>
            {parsed && !parsed.ok ? 'Open it to mend it' : 'Import'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="File" error={trouble}>
          <input
            type="file"
            accept=".json,application/json"
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
        {parsed && !parsed.ok && (
          <ul className="grid gap-1">
            {parsed.faults.slice(0, 5).map((fault) => (
              <li key={`${fault.offset} ${fault.code}`} className="flex gap-2 text-12 text-ink-2">
                <FindingMark level="error" />
                <span className="min-w-0 break-words">
                  Line {fault.line}: <Message text={fault.message} />
                </span>
              </li>
            ))}
            {parsed.faults.length > 5 && (
              <li className="text-12 text-ink-3">and {parsed.faults.length - 5} more</li>
            )}
          </ul>
        )}
      </div>
    </Question>
  );
}
