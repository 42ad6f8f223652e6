'use client';

import { useDeferredValue, useMemo } from 'react';
import { Message } from '@/components/ui/message';
import { type Command, explain, isPattern, type Policy } from '@/lib/policy';
import { stateOf } from '../document';
import { removeFrom } from '../model/intents';
import { useActions, useBuilder, useDerived } from '../state';
import { CommitField } from './commit-field';
import { NotesAt } from './note';
import { Section } from './rule-set-form';
import { RuleScope, useScope } from './scope';
import { WordsField } from './words-field';

const mostSentences = 40;

/** What holds for the whole document: what it is for, the patterns that it hides, and what it says in plain words. */
export function PolicyInspector() {
  const policy = useDerived((store) => store.derived.policy());
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  return (
    <RuleScope row={null} pointer="" locked={locked}>
      <header className="grid shrink-0 gap-1 px-4 pt-3 pb-3">
        <h2 className="text-14/6 font-semibold tracking-[-0.01em]">The policy</h2>
        <p className="text-12 text-ink-2">What holds for the whole document.</p>
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto border-t border-line">
        <fieldset disabled={locked} className="min-w-0">
          <Description value={policy.description ?? ''} />
          <Hidden policy={policy} />
        </fieldset>
        <Tests count={policy.tests?.length ?? 0} />
        <InSentences policy={policy} />
      </div>
    </RuleScope>
  );
}

function Description({ value }: { value: string }) {
  const { change } = useScope();
  const pointer = '/description';
  return (
    <Section title="Description" hint="for people">
      <CommitField<string>
        multiline
        mono={false}
        className="w-full"
        aria-label="Description of the policy"
        placeholder="What this policy is for, and who answers for it."
        data-pointer={pointer}
        value={value}
        print={(text) => text}
        read={(text) => ({ ok: true, value: text })}
        commit={(text) => {
          if (text === '')
            return value === ''
              ? null
              : change([{ kind: 'remove', pointer }], 'Remove the description', 'description');
          return change([{ kind: 'set', pointer, value: text }], 'Change the description', 'description');
        }}
      />
      <NotesAt pointer={pointer} />
    </Section>
  );
}

function Hidden({ policy }: { policy: Policy }) {
  const { change } = useScope();
  const { hide } = policy;
  const patterns = (hide ?? []).filter(isPattern);
  const names = (hide?.length ?? 0) - patterns.length;
  return (
    <Section title="Hidden by pattern" hint={names > 0 && `and ${names} by name`}>
      <WordsField
        label="Patterns of names that are hidden"
        pointer="/hide"
        value={patterns}
        placeholder="drop_*"
        commit={(next) => {
          const alien = next.find((word) => !isPattern(word));
          if (alien !== undefined)
            return `${alien} holds no *: a single tool is hidden by its decision in the list.`;
          return change(hideCommands(hide, patterns, next), 'Change what is hidden by pattern');
        }}
      />
    </Section>
  );
}

/** The smallest commands that lead from the present patterns to the wanted ones; names stay. */
export function hideCommands(
  hide: readonly string[] | undefined,
  before: readonly string[],
  wanted: readonly string[],
): Command[] {
  const added = wanted.filter((word) => !before.includes(word));
  const gone = before.filter((word) => !wanted.includes(word));
  if (hide === undefined)
    return added.length === 0 ? [] : [{ kind: 'set', pointer: '/hide', value: [...added] }];
  const kept = hide.filter((word) => !gone.includes(word));
  if (kept.length + added.length === 0) return [{ kind: 'remove', pointer: '/hide' }];
  return [
    ...added.map(
      (value, i): Command => ({ kind: 'insert', pointer: '/hide', index: hide.length + i, value }),
    ),
    // From the end, so that the places of the others stay.
    ...hide
      .flatMap((word, i) => (gone.includes(word) ? [i] : []))
      .reverse()
      .flatMap((i) => removeFrom('/hide', Number.POSITIVE_INFINITY, i)),
  ];
}

function Tests({ count }: { count: number }) {
  const { look } = useActions();
  return (
    <Section
      title="Tests"
      hint={
        <button
          type="button"
          className="rounded-1 text-accent-ink hover:underline"
          onClick={() => look({ drawerOpen: true, drawerTab: 'tests' })}
        >
          {count === 0 ? 'Write one' : `${count} ${count === 1 ? 'test' : 'tests'}`}
        </button>
      }
    >
      <p className="text-12 text-ink-2">
        Expectations that are kept with the policy and checked at each edit.
      </p>
    </Section>
  );
}

function InSentences({ policy }: { policy: Policy }) {
  const { showRule } = useActions();
  const now = useDeferredValue(policy);
  const sentences = useMemo(() => explain(now), [now]);
  return (
    <Section title="In plain words">
      <ul className="grid gap-1 text-13">
        {sentences.slice(0, mostSentences).map(({ pointer, depth, text }) => (
          <li key={`${pointer} ${text}`} className={depth === 1 ? 'pl-4' : undefined}>
            <button
              type="button"
              onClick={() => showRule(pointer)}
              className="rounded-1 text-left break-words text-ink-2 hover:text-ink"
            >
              <Message text={text} />
            </button>
          </li>
        ))}
      </ul>
      {sentences.length > mostSentences && (
        <p className="text-12 text-ink-3">
          and {sentences.length - mostSentences} more sentences: choose a tool to read its own.
        </p>
      )}
    </Section>
  );
}
