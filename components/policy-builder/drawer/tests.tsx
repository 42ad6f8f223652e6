'use client';

import { Button, IconButton } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Select } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import { isObject, type Json, pointerTo } from '@/lib/json';
import type { PolicyTest } from '@/lib/policy';
import { stateOf } from '../document';
import { CommitField, WordField } from '../inspector/commit-field';
import { readJsonValue } from '../inspector/value-editor';
import { removeFrom } from '../model/intents';
import { focusField, useActions, useBuilder, useDerived } from '../state';

const expectations = [
  { value: 'allow', word: 'Allowed' },
  { value: 'deny', word: 'Denied' },
  { value: 'approve', word: 'Held' },
  { value: 'hidden', word: 'Hidden' },
] as const satisfies readonly { value: PolicyTest['expect']; word: string }[];
const most = 200;

/** Calls with what the policy must say to them. Each edit is checked against them. */
export function Tests() {
  const tests = useDerived((store) => store.derived.policy().tests) ?? [];
  const chosen = useBuilder((state) => (state.chosen?.kind === 'tool' ? state.chosen.name : undefined));
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { perform, seal } = useActions();

  async function add() {
    const fresh: Json = {
      name: `Test ${tests.length + 1}`,
      tool: chosen ?? '',
      arguments: {},
      expect: 'deny',
    };
    const refused = await perform(
      tests.length === 0
        ? [{ kind: 'set', pointer: '/tests', value: [fresh] }]
        : [{ kind: 'insert', pointer: '/tests', index: tests.length, value: fresh }],
      'Add a test',
    );
    if (refused === null) focusField(`/tests/${tests.length}`);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving a field, or Enter, ends its undo step, wherever it is
    <div
      className="relative max-h-64 overflow-y-auto"
      onBlur={seal}
      onKeyDown={(event) => event.key === 'Enter' && seal()}
    >
      {tests.length > 0 && (
        <ul aria-label="Tests">
          {tests.slice(0, most).map((test, i) => (
            <TestLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a test's place is its name
              key={i}
              test={test}
              pointer={pointerTo('/tests', i)}
              locked={locked}
              onRemove={() =>
                void perform(removeFrom('/tests', tests.length, i), `Remove the test ${test.name}`)
              }
            />
          ))}
        </ul>
      )}
      <div className="flex items-center gap-3 px-3 py-2 text-12 text-ink-3">
        <Button size="sm" icon="plus" disabled={locked} onClick={() => void add()}>
          Add a test
        </Button>
        {tests.length === 0 && (
          <span>
            A call, and what must be said to it. <i className="not-italic">Try it</i> keeps the calls that you
            try as tests.
          </span>
        )}
        {tests.length > most && <span>and {tests.length - most} more in the text</span>}
      </div>
    </div>
  );
}

type TestLineProps = { test: PolicyTest; pointer: string; locked: boolean; onRemove(): void };

function TestLine({ test, pointer, locked, onRemove }: TestLineProps) {
  const failed = useBuilder((state) =>
    // At what was expected of it, or at the rule that it names.
    state.problems.find(
      (problem) => problem.code === 'test-failed' && problem.pointer.startsWith(`${pointer}/`),
    ),
  );
  const checked = useBuilder((state) => state.readText === state.document.text);
  const { perform, choose } = useActions();
  const put = (key: string, value: Json) =>
    perform([{ kind: 'set', pointer: pointerTo(pointer, key), value }], `Change the test ${test.name}`, {
      group: `test ${pointer}/${key}`,
      quiet: true,
    });
  const state = failed ? 'Fails' : checked ? 'Holds' : 'Being checked';
  return (
    <li data-pointer={pointer} className="border-b border-line px-3 py-1.5">
      <fieldset
        disabled={locked}
        className="grid min-w-0 items-center gap-2 text-12 md:grid-cols-[20px_minmax(90px,1fr)_minmax(90px,1fr)_minmax(120px,1.6fr)_100px_24px]"
      >
        <span title={state} className={cx(failed ? 'text-f-error' : checked ? 'text-allow' : 'text-ink-3')}>
          <Icon name={failed ? 'x' : checked ? 'check' : 'clock'} size={14} strokeWidth={2} />
          <span className="sr-only">{state}</span>
        </span>
        <WordField
          aria-label="Name of the test"
          mono={false}
          data-pointer={pointerTo(pointer, 'name')}
          value={test.name}
          commit={(value) => put('name', value)}
        />
        <WordField
          aria-label="Tool"
          data-pointer={pointerTo(pointer, 'tool')}
          value={test.tool}
          commit={(value) => put('tool', value)}
          onFocus={() => choose({ kind: 'tool', name: test.tool })}
        />
        <CommitField<Json>
          aria-label="Arguments as JSON"
          data-pointer={pointerTo(pointer, 'arguments')}
          value={test.arguments ?? {}}
          print={(value) => JSON.stringify(value)}
          read={(text) => {
            const read = readJsonValue(text);
            return read.ok && !isObject(read.value)
              ? { ok: false, message: 'An object belongs here: { "name": value }.' }
              : read;
          }}
          commit={(value) => put('arguments', value)}
        />
        <Select
          size="md"
          aria-label="What must be said to it"
          data-pointer={pointerTo(pointer, 'expect')}
          value={test.expect}
          onChange={(event) => void put('expect', event.currentTarget.value)}
        >
          {expectations.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        <IconButton icon="x" size="sm" label={`Remove the test ${test.name}`} onClick={onRemove} />
      </fieldset>
      {failed && (
        <p className="pt-1 text-12 text-ink-2 md:pl-7">
          <Message text={failed.message} />
        </p>
      )}
    </li>
  );
}
