'use client';

import { useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { pointerTo } from '@/lib/json';
import type { ApprovalRule, Rule } from '@/lib/policy';
import { type RuleList, removeFrom } from '../model/intents';
import { AddCondition } from './add-condition';
import { NumberField, WordField } from './commit-field';
import { ConditionList } from './condition-list';
import { FitSelect } from './fit-select';
import { NotesAt } from './note';
import { useScope } from './scope';

type RuleEditorProps = { list: RuleList; rule: Rule & ApprovalRule; index: number; count: number };

const words = {
  require: 'Remove this requirement',
  deny_if: 'Remove this denial',
  approve_if: 'Remove this question',
};
const told = {
  require: 'What the agent is told when it does not hold',
  deny_if: 'What the agent is told when it is denied',
  approve_if: 'Why a person is asked',
};
const hours = [
  { seconds: 900, word: '15 minutes' },
  { seconds: 3600, word: '1 hour' },
  { seconds: 14_400, word: '4 hours' },
  { seconds: 86_400, word: '1 day' },
  { seconds: 604_800, word: '7 days' },
];

/** One rule: conditions that hold together, and what is said when it speaks. */
export function RuleEditor({ list, rule, index, count }: RuleEditorProps) {
  const { pointer: base, change, remove } = useScope();
  const pointer = pointerTo(pointerTo(base, list), index);
  const key = list === 'approve_if' ? 'reason' : 'on_deny';
  const text = list === 'approve_if' ? rule.reason : rule.on_deny;
  const [telling, setTelling] = useState(false);
  const at = pointerTo(pointer, key);
  return (
    <div data-pointer={pointer} className={index > 0 ? 'grid gap-2 border-t border-line pt-2' : 'grid gap-2'}>
      {rule.conditions.length === 0 && <p className="text-12 text-ink-2">Every call.</p>}
      <ConditionList
        conditions={rule.conditions}
        pointer={pointerTo(pointer, 'conditions')}
        onRemoveLast={() => remove(removeFrom(pointerTo(base, list), count, index), 'Remove a rule')}
      />
      {(text !== undefined || telling) && (
        <span className="flex min-w-0 items-center gap-2">
          <span className="shrink-0 text-12 text-ink-3">{list === 'approve_if' ? 'Asks' : 'Says'}</span>
          <WordField
            aria-label={told[list]}
            mono={false}
            className="flex-1 [&>input]:border-line-2 [&>input]:text-12"
            data-pointer={at}
            placeholder={told[list]}
            value={text ?? ''}
            commit={(value) => {
              if (value !== '') {
                return change([{ kind: 'set', pointer: at, value }], 'Change a text', `field ${at}`);
              }
              // The field stays while it is typed in again.
              setTelling(true);
              return text === undefined
                ? null
                : change([{ kind: 'remove', pointer: at }], 'Remove a text', `field ${at}`);
            }}
          />
        </span>
      )}
      {list === 'approve_if' && rule.expires_in !== undefined && <Expiry rule={rule} pointer={pointer} />}
      <div className="-mx-1 flex items-center gap-1">
        <AddCondition pointer={pointerTo(pointer, 'conditions')} count={rule.conditions.length} word="and" />
        {text === undefined && !telling && (
          <IconButton icon="pencil" label={told[list]} size="sm" onClick={() => setTelling(true)} />
        )}
        {list === 'approve_if' && rule.expires_in === undefined && (
          <button
            type="button"
            className="h-6 rounded-1 px-1 text-12 text-ink-3 hover:bg-hover hover:text-ink"
            onClick={() =>
              change(
                [{ kind: 'set', pointer: pointerTo(pointer, 'expires_in'), value: 3600 }],
                'Set how long an approval lasts',
              )
            }
          >
            approval lasts 1 hour
          </button>
        )}
        <IconButton
          icon="trash"
          label={words[list]}
          size="sm"
          className="ml-auto"
          onClick={() => remove(removeFrom(pointerTo(base, list), count, index), 'Remove a rule')}
        />
      </div>
      <NotesAt pointer={pointer} />
    </div>
  );
}

function Expiry({ rule, pointer }: { rule: ApprovalRule; pointer: string }) {
  const { change } = useScope();
  const seconds = rule.expires_in ?? 3600;
  const at = pointerTo(pointer, 'expires_in');
  const known = hours.some((entry) => entry.seconds === seconds);
  const [own, setOwn] = useState(!known);
  return (
    <div className="flex items-center gap-1.5 text-12 text-ink-2">
      <span>Approval lasts</span>
      <FitSelect
        aria-label="How long an approval lasts"
        data-pointer={at}
        value={own ? 'own' : String(seconds)}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setOwn(next === 'own');
          if (next !== 'own')
            change([{ kind: 'set', pointer: at, value: Number(next) }], 'Set how long an approval lasts');
        }}
      >
        {hours.map((entry) => (
          <option key={entry.seconds} value={entry.seconds}>
            {entry.word}
          </option>
        ))}
        <option value="own">seconds …</option>
      </FitSelect>
      {own && (
        <NumberField
          aria-label="Seconds that an approval lasts"
          className="w-20"
          whole
          min={60}
          max={604_800}
          value={seconds}
          commit={(value) =>
            change([{ kind: 'set', pointer: at, value }], 'Set how long an approval lasts', `field ${at}`)
          }
        />
      )}
    </div>
  );
}
