'use client';

import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/button';
import { type Json, pointerTo } from '@/lib/json';
import { type Limit, type Scope, sentences, type Window } from '@/lib/policy';
import { pathLabel } from '../model/arguments';
import { NumberField, WordField } from './commit-field';
import { FitSelect } from './fit-select';
import { NotesAt } from './note';
import { useScope } from './scope';
import { WordsField } from './words-field';

const windows = ['second', 'minute', 'hour', 'day', 'month'] as const;

type LimitProps = {
  limit: Limit;
  pointer: string;
  /** Shows the counter, and all that can be said about it. */
  open: boolean;
  onRemove(): void;
};

/** 'At most 10 calls a minute by grant', and behind it what is counted and on which counter. */
export function LimitEditor({ limit, pointer, open, onRemove }: LimitProps) {
  const { args, change } = useScope();
  const special = limit.increment_from !== undefined || limit.by !== undefined || limit.on_deny !== undefined;
  const at = (key: string) => pointerTo(pointer, key);
  const put = (key: string, value: Json) =>
    change([{ kind: 'set', pointer: at(key), value }], `Change a limit`, `field ${at(key)}`);
  const drop = (key: string) =>
    change([{ kind: 'remove', pointer: at(key) }], `Change a limit`, `field ${at(key)}`);
  const numbers = args.filter((a) => a.kind === 'number' || a.kind === 'integer' || a.kind === 'any');
  const counted = limit.increment_from;
  return (
    <div data-pointer={pointer} className="grid gap-2">
      <Sentence
        max={limit.max}
        pointer={pointer}
        what={counted === undefined ? 'calls' : pathLabel(counted)}
        window={limit.window}
        put={put}
        onRemove={onRemove}
      >
        <span>by</span>
        <FitSelect
          aria-label="Who shares the count"
          data-pointer={at('scope')}
          value={limit.scope ?? 'grant'}
          onChange={(event) => put('scope', event.currentTarget.value as Scope)}
        >
          <option value="grant">grant</option>
          <option value="server">server</option>
          <option value="organisation">organisation</option>
        </FitSelect>
      </Sentence>
      {(open || special) && (
        <div className="grid grid-cols-[88px_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-12 text-ink-2">
          {open && (
            <>
              <span>Counter</span>
              <WordField
                aria-label="Counter"
                data-pointer={at('counter')}
                value={limit.counter}
                commit={(value) => put('counter', value)}
              />
            </>
          )}
          <span>Counts</span>
          <FitSelect
            aria-label="What is counted"
            data-pointer={at('increment_from')}
            value={counted ?? ''}
            onChange={(event) => {
              const path = event.currentTarget.value;
              if (path === '') drop('increment_from');
              else put('increment_from', path);
            }}
          >
            <option value="">calls, one each</option>
            {counted !== undefined && !numbers.some((a) => a.path === counted) && (
              <option value={counted}>the value of {pathLabel(counted)}</option>
            )}
            {numbers
              .filter((a) => !a.path.includes('[*]'))
              .map((a) => (
                <option key={a.path} value={a.path}>
                  the value of {a.label}
                </option>
              ))}
          </FitSelect>
          <span>For each</span>
          <WordsField
            label="A separate count for each value of these paths"
            pointer={at('by')}
            value={limit.by ?? []}
            placeholder="args.region"
            commit={(paths) => {
              if (paths.length > 0) return put('by', paths);
              return drop('by');
            }}
          />
          <span>When full</span>
          <WordField
            aria-label="What the agent is told when the limit is reached"
            mono={false}
            placeholder={sentences.limit}
            data-pointer={at('on_deny')}
            value={limit.on_deny ?? ''}
            commit={(text) => {
              if (text !== '') return put('on_deny', text);
              return limit.on_deny === undefined ? null : drop('on_deny');
            }}
          />
        </div>
      )}
      <NotesAt pointer={pointer} />
    </div>
  );
}

type RateProps = { rate: { max: number; window: Window }; pointer: string; onRemove(): void };

/** The shorthand: one limit by grant, on a counter that is named after the rule set. */
export function RateLimitEditor({ rate, pointer, onRemove }: RateProps) {
  const { change } = useScope();
  const put = (key: string, value: Json) =>
    change(
      [{ kind: 'set', pointer: pointerTo(pointer, key), value }],
      'Change a limit',
      `field ${pointer}/${key}`,
    );
  return (
    <div data-pointer={pointer} className="grid gap-2">
      <Sentence
        max={rate.max}
        pointer={pointer}
        what="calls"
        window={rate.window}
        put={put}
        onRemove={onRemove}
      >
        <span>by grant</span>
      </Sentence>
      <NotesAt pointer={pointer} />
    </div>
  );
}

type SentenceProps = {
  max: number;
  what: string;
  window: Window;
  pointer: string;
  put(key: string, value: Json): Promise<string | null>;
  onRemove(): void;
  children: ReactNode;
};

function Sentence({ max, what, window, pointer, put, onRemove, children }: SentenceProps) {
  const seconds = typeof window === 'number';
  return (
    <div className="flex flex-wrap items-center gap-1 text-12">
      <span>At most</span>
      <NumberField
        aria-label="Maximum"
        data-pointer={pointerTo(pointer, 'max')}
        className="w-13"
        min={0}
        value={max}
        commit={(value) => put('max', value)}
      />
      <span className="max-w-28 truncate">{what} a</span>
      <FitSelect
        aria-label="Window"
        data-pointer={pointerTo(pointer, 'window')}
        value={seconds ? 'seconds' : window}
        onChange={(event) => {
          const next = event.currentTarget.value;
          put('window', next === 'seconds' ? 300 : next);
        }}
      >
        {windows.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value="seconds">seconds …</option>
      </FitSelect>
      {seconds && (
        <NumberField
          aria-label="Length of the window in seconds"
          className="w-16"
          whole
          min={1}
          max={2_678_400}
          value={window}
          commit={(value) => put('window', value)}
        />
      )}
      {children}
      <IconButton icon="x" label="Remove this limit" size="sm" className="-mr-1 ml-auto" onClick={onRemove} />
    </div>
  );
}
