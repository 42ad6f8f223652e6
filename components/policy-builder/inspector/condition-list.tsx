'use client';

import { IconButton } from '@/components/ui/button';
import { type Json, pointerTo } from '@/lib/json';
import type { Comparison, Condition, Operator } from '@/lib/policy';
import { findArgument, pathLabel } from '../model/arguments';
import { asJson, removeFrom } from '../model/intents';
import { operatorsFor, operatorWords, valueField, valueFor } from '../model/operators';
import { AddCondition } from './add-condition';
import { WordField } from './commit-field';
import { FitSelect } from './fit-select';
import { useScope } from './scope';
import { ValueEditor } from './value-editor';

type ListProps = {
  conditions: readonly Condition[];
  pointer: string;
  /** The last one of them was removed. */
  onRemoveLast(): void;
};

export function ConditionList({ conditions, pointer, onRemoveLast }: ListProps) {
  const { remove } = useScope();
  return conditions.map((condition, i) => (
    <ConditionEditor
      // biome-ignore lint/suspicious/noArrayIndexKey: a condition's place is its name
      key={i}
      condition={condition}
      pointer={pointerTo(pointer, i)}
      onRemove={() => {
        if (conditions.length === 1) onRemoveLast();
        else remove(removeFrom(pointer, conditions.length, i), 'Remove a condition');
      }}
    />
  ));
}

type EditorProps = { condition: Condition; pointer: string; onRemove(): void };

function ConditionEditor({ condition, pointer, onRemove }: EditorProps) {
  if ('any' in condition)
    return <Group kind="any" inner={condition.any} pointer={pointer} onRemove={onRemove} />;
  if ('all' in condition)
    return <Group kind="all" inner={condition.all} pointer={pointer} onRemove={onRemove} />;
  if ('not' in condition) return <Not inner={condition.not} pointer={pointer} onRemove={onRemove} />;
  return <ComparisonEditor comparison={condition} pointer={pointer} onRemove={onRemove} />;
}

type GroupProps = { kind: 'any' | 'all'; inner: Condition[]; pointer: string; onRemove(): void };

/** Several conditions as one: any of them, or all. */
function Group({ kind, inner, pointer, onRemove }: GroupProps) {
  const { change } = useScope();
  const at = pointerTo(pointer, kind);
  return (
    <div data-pointer={pointer} className="grid gap-2 rounded-2 border-l-2 border-line-2 pl-2.5">
      <div className="flex items-center gap-1.5">
        <FitSelect
          size="sm"
          aria-label="How the conditions of this group are joined"
          value={kind}
          onChange={(event) => {
            const next = event.currentTarget.value === 'any' ? { any: inner } : { all: inner };
            change([{ kind: 'set', pointer, value: asJson(next) }], 'Join conditions in another way');
          }}
        >
          <option value="any">any of</option>
          <option value="all">all of</option>
        </FitSelect>
        <IconButton
          icon="x"
          label="Remove this group"
          size="sm"
          className="ml-auto -mr-1"
          onClick={onRemove}
        />
      </div>
      <ConditionList conditions={inner} pointer={at} onRemoveLast={onRemove} />
      <AddCondition pointer={at} count={inner.length} word={kind === 'any' ? 'or' : 'and'} />
    </div>
  );
}

function Not({ inner, pointer, onRemove }: { inner: Condition; pointer: string; onRemove(): void }) {
  return (
    <div data-pointer={pointer} className="grid gap-2 rounded-2 border-l-2 border-line-2 pl-2.5">
      <span className="text-12 font-medium text-ink-2">not</span>
      <ConditionEditor condition={inner} pointer={pointerTo(pointer, 'not')} onRemove={onRemove} />
    </div>
  );
}

type ComparisonProps = { comparison: Comparison; pointer: string; onRemove(): void };

/** An argument, an operator that fits it, and a value typed by both. */
function ComparisonEditor({ comparison, pointer, onRemove }: ComparisonProps) {
  const { args, change } = useScope();
  const { path, op, value } = comparison;
  const argument = findArgument(args, path);
  const field = valueField(op, argument, value);
  const below =
    field.kind === 'words' ||
    field.kind === 'choices' ||
    (field.kind === 'choice' && String(field.choices).length > 18);

  const put = (next: Json) =>
    change(
      [{ kind: 'set', pointer: pointerTo(pointer, 'value'), value: next }],
      `Change a condition on ${pathLabel(path)}`,
      `field ${pointer}`,
    );

  function choose(next: Operator) {
    const fitted = valueFor(next, argument, value);
    change(
      [{ kind: 'set', pointer, value: { path, op: next, value: fitted } }],
      `Change a condition on ${pathLabel(path)}`,
    );
  }

  return (
    <div
      data-pointer={pointer}
      className="grid grid-cols-[minmax(72px,96px)_minmax(0,1fr)_24px] items-start gap-x-1.5 gap-y-1.5"
    >
      <span className="min-w-0 self-center" title={argument?.description ?? path}>
        {argument ? (
          <>
            <code className="block truncate leading-4 font-medium">{argument.label}</code>
            <span className="block truncate text-11 text-ink-3">{argument.note}</span>
          </>
        ) : (
          <WordField
            aria-label="Path"
            data-pointer={pointerTo(pointer, 'path')}
            value={path}
            commit={(next) =>
              change(
                [{ kind: 'set', pointer: pointerTo(pointer, 'path'), value: next }],
                'Change a path',
                `path ${pointer}`,
              )
            }
          />
        )}
      </span>
      <span className="flex min-w-0 items-start gap-1.5">
        <FitSelect
          className={below ? 'min-w-0' : 'max-w-[60%] shrink-0'}
          aria-label={`Operator for ${pathLabel(path)}`}
          data-pointer={pointerTo(pointer, 'op')}
          value={op}
          onChange={(event) => choose(event.currentTarget.value as Operator)}
        >
          {operatorsFor(argument, op).map((name) => (
            <option key={name} value={name}>
              {operatorWords(name)}
            </option>
          ))}
        </FitSelect>
        {!below && (
          <ValueEditor
            field={field}
            value={value}
            pointer={pointerTo(pointer, 'value')}
            label={pathLabel(path)}
            commit={put}
          />
        )}
      </span>
      <IconButton
        icon="x"
        label={`Remove the condition on ${pathLabel(path)}`}
        size="sm"
        className="mt-0.5"
        onClick={onRemove}
      />
      {below && (
        <span className="col-span-2 col-start-2 min-w-0 pr-0">
          <ValueEditor
            field={field}
            value={value}
            pointer={pointerTo(pointer, 'value')}
            label={pathLabel(path)}
            commit={put}
          />
        </span>
      )}
    </div>
  );
}
