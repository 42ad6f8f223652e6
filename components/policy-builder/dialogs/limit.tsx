'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select, TextInput } from '@/components/ui/field';
import { announce } from '@/components/ui/live-region';
import type { Window } from '@/lib/policy';
import { targets } from '../grid/targets';
import { readNumber } from '../inspector/commit-field';
import { isCallable, limitAll } from '../model/intents';
import { useActions, useBuilderStore } from '../state';
import { Question } from './question';

const windows = ['second', 'minute', 'hour', 'day', 'month'] as const satisfies readonly Window[];

/** One more limit for all that match: each tool on a counter of its own. */
export function LimitDialog() {
  const store = useBuilderStore();
  const { ask, perform } = useActions();
  const [max, setMax] = useState('10');
  const [window, setWindow] = useState<(typeof windows)[number]>('minute');
  const rows = targets(store);
  const callable = rows.filter(isCallable).length;
  const read = readNumber(max, { min: 0 });

  async function add() {
    if (!read.ok) return;
    const refused = await perform(
      limitAll(rows, { max: read.value, window }),
      `A limit for ${callable} tools`,
    );
    if (refused !== null) return;
    announce(`A limit was added to ${callable} tools`);
    ask(null);
  }

  return (
    <Question
      title={`A limit for ${callable} ${callable === 1 ? 'tool' : 'tools'}`}
      description={
        callable < rows.length
          ? `${rows.length - callable} of ${rows.length} are denied or hidden and stay as they are. Each tool is counted by itself.`
          : 'Each tool is counted by itself.'
      }
      footer={
        <>
          <Button onClick={() => ask(null)}>Cancel</Button>
          <Button variant="primary" disabled={!read.ok} onClick={() => void add()}>
            Add the limit
          </Button>
        </>
      }
    >
      <form
        method="post"
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <span>At most</span>
        <TextInput
          mono
          autoFocus
          className="w-20!"
          aria-label="Maximum"
          inputMode="decimal"
          value={max}
          aria-invalid={read.ok ? undefined : true}
          onChange={(event) => setMax(event.currentTarget.value)}
        />
        <span>calls a</span>
        <Select
          aria-label="Window"
          value={window}
          onChange={(event) => setWindow(event.currentTarget.value as (typeof windows)[number])}
        >
          {windows.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
        <span>by grant</span>
      </form>
    </Question>
  );
}
