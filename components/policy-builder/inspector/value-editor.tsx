'use client';

import { cx } from '@/components/ui/cx';
import { Select } from '@/components/ui/field';
import { rove } from '@/components/ui/segmented';
import type { Json } from '@/lib/json';
import type { ValueField } from '../model/operators';
import { type Commit, CommitField, NumberField, WordField } from './commit-field';
import { WordsField } from './words-field';

type ValueEditorProps = {
  field: ValueField;
  value: Json;
  pointer: string;
  /** The argument that it is compared with. */
  label: string;
  commit: Commit<Json>;
};

/** The field for a condition's value, by its kind. What the document holds and no field fits is shown as JSON. */
export function ValueEditor({ field, value, pointer, label, commit }: ValueEditorProps) {
  const name = `Value for ${label}`;
  const common = { 'aria-label': name, 'data-pointer': pointer, className: 'w-full' };
  switch (field.kind) {
    case 'text':
      return (
        <WordField
          {...common}
          placeholder={field.placeholder}
          value={typeof value === 'string' ? value : ''}
          commit={commit}
        />
      );
    case 'number':
      return <NumberField {...common} value={Number(value)} commit={commit} />;
    case 'count':
      return <NumberField {...common} whole min={0} value={Number(value)} commit={commit} />;
    case 'boolean':
      return (
        <Choices
          label={name}
          pointer={pointer}
          choices={[true, false]}
          words={['yes', 'no']}
          value={value}
          commit={commit}
        />
      );
    case 'presence':
      return (
        <Choices
          label={name}
          pointer={pointer}
          choices={[true, false]}
          words={['given', 'left out']}
          value={value}
          commit={commit}
        />
      );
    case 'choice':
      return field.choices.length <= 4 && field.choices.every((choice) => String(choice).length <= 14) ? (
        <Choices label={name} pointer={pointer} choices={field.choices} value={value} commit={commit} mono />
      ) : (
        <Select
          size="md"
          aria-label={name}
          data-pointer={pointer}
          className="w-full"
          value={JSON.stringify(value)}
          onChange={(event) => commit(JSON.parse(event.currentTarget.value) as Json)}
        >
          {!field.choices.includes(value) && <option value={JSON.stringify(value)}>{String(value)}</option>}
          {field.choices.map((choice) => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {String(choice)}
            </option>
          ))}
        </Select>
      );
    case 'choices':
      return <Several label={name} pointer={pointer} choices={field.choices} value={value} commit={commit} />;
    case 'words':
      return (
        <WordsField
          label={name}
          pointer={pointer}
          value={Array.isArray(value) ? value.map(String) : []}
          placeholder={field.of === 'host' ? 'example.com, *.example.com' : undefined}
          commit={(list) => {
            if (field.of !== 'number') return commit(list);
            const numbers = list.map(Number);
            return numbers.some((n) => !Number.isFinite(n)) ? 'Only numbers belong here.' : commit(numbers);
          }}
        />
      );
    case 'json':
      return (
        <CommitField<Json>
          {...common}
          value={value}
          print={(v) => JSON.stringify(v)}
          read={readJsonValue}
          commit={commit}
        />
      );
    default:
      return field satisfies never;
  }
}

export function readJsonValue(text: string): { ok: true; value: Json } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false, message: 'Not JSON. Text wants quotes: "like this".' };
  }
}

type ChoicesProps = {
  label: string;
  pointer: string;
  choices: readonly Json[];
  words?: readonly string[];
  value: Json;
  commit: Commit<Json>;
  mono?: boolean;
};

/** One of a few. A value that is none of them leaves all unchecked. */
function Choices({ label, pointer, choices, words, value, commit, mono }: ChoicesProps) {
  const at = choices.indexOf(value);
  return (
    <div
      role="radiogroup"
      aria-label={label}
      data-edge=""
      className="flex w-full min-w-0 gap-0.5 rounded-2 bg-sunken p-0.5 inset-ring inset-ring-line"
      onKeyDown={(event) => {
        const next = rove(event, at, choices.length);
        const choice = next === null ? undefined : choices[next];
        if (choice === undefined) return;
        event.preventDefault();
        commit(choice);
        event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[next ?? 0]?.focus();
      }}
    >
      {choices.map((choice, i) => (
        // biome-ignore lint/a11y/useSemanticElements: one tab stop of ours, and no inputs in a form around it
        <button
          key={JSON.stringify(choice)}
          type="button"
          role="radio"
          aria-checked={i === at}
          data-pick=""
          data-pointer={i === Math.max(at, 0) ? pointer : undefined}
          tabIndex={i === Math.max(at, 0) ? 0 : -1}
          onClick={() => commit(choice)}
          className={cx(
            'h-6 min-w-0 flex-1 truncate rounded-1 px-1.5 text-12 font-medium',
            mono && 'font-mono text-11!',
            i === at ? 'bg-raised text-ink shadow-1 ring ring-line-2' : 'text-ink-2 hover:text-ink',
          )}
        >
          {words?.[i] ?? String(choice)}
        </button>
      ))}
    </div>
  );
}

function Several({ label, pointer, choices, value, commit }: ChoicesProps) {
  const chosen = Array.isArray(value) ? value : [];
  const all = [...choices, ...chosen.filter((item) => !choices.includes(item))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be disabled and drawn on its own
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {all.map((choice, i) => {
        const on = chosen.includes(choice);
        return (
          <button
            key={JSON.stringify(choice)}
            type="button"
            aria-pressed={on}
            data-edge=""
            data-pointer={i === 0 ? pointer : undefined}
            onClick={() =>
              commit(
                on
                  ? chosen.filter((item) => item !== choice)
                  : all.filter((item) => item === choice || chosen.includes(item)),
              )
            }
            className={cx(
              'h-6 max-w-full truncate rounded-1 px-1.5 font-mono text-11 inset-ring',
              on
                ? 'bg-accent-tint text-accent-ink inset-ring-accent-line'
                : 'bg-surface text-ink-2 inset-ring-line-2 hover:text-ink',
            )}
          >
            {String(choice)}
          </button>
        );
      })}
    </div>
  );
}
