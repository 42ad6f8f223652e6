'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { Ago } from '@/components/ui/time';
import { useActions, useAnswer, useBuilder, useBuilderStore } from '../state';
import { Question } from './question';
import { TextDiff } from './text-diff';
import { useSave } from './use-save';

type Theirs = { version: number; text: string; by: string; at: string };

/** Somebody else saved meanwhile: both are kept until the person has chosen. */
export function ConflictDialog({ theirs }: { theirs: Theirs }) {
  const store = useBuilderStore();
  const mine = useBuilder((state) => state.document.text);
  const base = useBuilder((state) => state.saved.text);
  const { replace, saveDone, ask, askEngine } = useActions();
  const { run, busy, trouble } = useSave();
  const [now] = useState(() => Date.now());
  const [shows, setShows] = useState<'both' | 'mine' | 'theirs'>('both');
  const merging = useAnswer(`${base} ${mine} ${theirs.text}`, () =>
    askEngine('merge', base, mine, theirs.text),
  );
  const merged = merging?.answer ?? null;

  /** What they saved becomes the ground; the document on it is a step that undo takes back. */
  function stand(text: string, label: string) {
    saveDone(theirs.text, theirs.version);
    replace(text, label);
    ask(null);
  }

  const pairs = {
    both: { before: theirs.text, after: mine, label: 'From theirs to yours' },
    mine: { before: base, after: mine, label: 'What you changed' },
    theirs: { before: base, after: theirs.text, label: 'What they changed' },
  };
  return (
    <Question
      width="lg"
      title="Somebody else saved meanwhile"
      description={
        <>
          {theirs.by} saved version {theirs.version}, <Ago at={theirs.at} now={now} />. Your changes began
          before it. Nothing is lost until you choose.
        </>
      }
      footer={
        <>
          <Button onClick={() => stand(theirs.text, `Take version ${theirs.version}`)}>Take theirs</Button>
          <Button
            busy={busy}
            onClick={() => void run({ text: store.getState().document.text, baseVersion: theirs.version })}
          >
            Save mine as version {theirs.version + 1}
          </Button>
          <Button
            variant="primary"
            disabled={merged === null}
            title={
              merging !== null && merged === null
                ? 'Both changed the same tool or member: choose one, or edit yours first'
                : undefined
            }
            onClick={() => merged !== null && stand(merged, `Merge with version ${theirs.version}`)}
          >
            Merge both
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {trouble && (
          <Notice tone="error" title="It was not saved">
            {trouble}
          </Notice>
        )}
        {merging !== null && merged === null && (
          <Notice tone="plain" title="Both changed the same tool or member">
            They cannot be merged by themselves. Compare them, then take one; yours can still be undone and
            edited.
          </Notice>
        )}
        <Segmented
          label="What is compared"
          value={shows}
          onChange={setShows}
          className="justify-self-start"
          options={[
            { value: 'both', label: 'Theirs to yours' },
            { value: 'mine', label: 'Your changes' },
            { value: 'theirs', label: 'Their changes' },
          ]}
        />
        <TextDiff {...pairs[shows]} />
      </div>
    </Question>
  );
}
