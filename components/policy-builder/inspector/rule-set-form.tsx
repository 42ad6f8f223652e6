'use client';

import { type ReactNode, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { CheckboxLine } from '@/components/ui/field';
import { pointerTo } from '@/lib/json';
import { type RuleSet, sentences } from '@/lib/policy';
import { removeFrom } from '../model/intents';
import { AddRule } from './add-rule';
import { WordField } from './commit-field';
import { InWords } from './in-words';
import { LimitEditor, RateLimitEditor } from './limit-editor';
import { NotesAt } from './note';
import { ruleCount } from './rule-count';
import { RuleEditor } from './rule-editor';
import { useScope } from './scope';

type RuleSetFormProps = { ruleSet: RuleSet | undefined; withAction?: boolean };

/** Every field that a rule set can have. Sections that hold nothing are not there: 'Add rule' makes them. */
export function RuleSetForm({ ruleSet, withAction }: RuleSetFormProps) {
  const { pointer, locked, change, remove } = useScope();
  const { limits = [], require = [], deny_if = [], approve_if = [], rate_limit: rateLimit } = ruleSet ?? {};
  const [details, setDetails] = useState(false);
  const at = (key: string) => pointerTo(pointer, key);
  const acts = withAction && (ruleSet?.action === 'deny' || ruleSet?.action === 'approve');
  return (
    <fieldset disabled={locked} className="min-w-0">
      {ruleCount(ruleSet) === 0 && !acts && (
        <div className="grid justify-items-start gap-2 p-4">
          <p className="text-13 text-ink-2">No rules: nothing is asked of a call, and none is counted.</p>
          <AddRule />
        </div>
      )}
      {ruleSet && ruleCount(ruleSet) > 0 && <InWords pointer={pointer} ruleSet={ruleSet} />}
      {acts && <ActionText ruleSet={ruleSet} />}
      {(limits.length > 0 || rateLimit) && (
        <Section
          title={limits.length + (rateLimit ? 1 : 0) > 1 ? 'Limits' : 'Limit'}
          hint={
            limits.length > 0 && (
              <IconButton
                icon={details ? 'chevron-up' : 'more'}
                label={details ? 'Less about the limits' : 'More about the limits'}
                size="sm"
                aria-expanded={details}
                className="-my-1 -mr-1"
                onClick={() => setDetails(!details)}
              />
            )
          }
        >
          {limits.map((limit, i) => (
            <LimitEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a limit has no name of its own; its place is its name
              key={i}
              limit={limit}
              open={details}
              pointer={pointerTo(at('limits'), i)}
              onRemove={() => remove(removeFrom(at('limits'), limits.length, i), 'Remove a limit')}
            />
          ))}
          {rateLimit && (
            <RateLimitEditor
              rate={rateLimit}
              pointer={at('rate_limit')}
              onRemove={() => remove([{ kind: 'remove', pointer: at('rate_limit') }], 'Remove a limit')}
            />
          )}
        </Section>
      )}
      {require.length > 0 && (
        <Section title="Require" hint="or deny">
          {require.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule's place is its name
            <RuleEditor key={i} list="require" rule={rule} index={i} count={require.length} />
          ))}
        </Section>
      )}
      {deny_if.length > 0 && (
        <Section title="Deny if">
          {deny_if.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule's place is its name
            <RuleEditor key={i} list="deny_if" rule={rule} index={i} count={deny_if.length} />
          ))}
        </Section>
      )}
      {approve_if.length > 0 && (
        <Section title="Ask a person if">
          {approve_if.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule's place is its name
            <RuleEditor key={i} list="approve_if" rule={rule} index={i} count={approve_if.length} />
          ))}
        </Section>
      )}
      {ruleSet?.validate_arguments !== undefined && (
        <Section title="Arguments">
          <CheckboxLine
            checked={ruleSet.validate_arguments}
            data-pointer={at('validate_arguments')}
            onChange={(event) =>
              event.currentTarget.checked
                ? change(
                    [{ kind: 'set', pointer: at('validate_arguments'), value: true }],
                    'Check the arguments',
                  )
                : remove(
                    [{ kind: 'remove', pointer: at('validate_arguments') }],
                    'Do not check the arguments',
                  )
            }
          >
            They must satisfy the reviewed input schema
          </CheckboxLine>
          <NotesAt pointer={at('validate_arguments')} />
        </Section>
      )}
      <div className="px-4 py-3 empty:hidden">
        <NotesAt pointer={pointer} deep={false} />
      </div>
    </fieldset>
  );
}

function ActionText({ ruleSet }: { ruleSet: RuleSet | undefined }) {
  const { pointer, change } = useScope();
  const asks = ruleSet?.action === 'approve';
  const at = pointerTo(pointer, 'reason');
  return (
    <Section title={asks ? 'Every call waits for a person' : 'Every call is denied'}>
      {ruleCount(ruleSet) > 0 && !asks && (
        <p className="text-12 text-ink-3">The rules below rest meanwhile.</p>
      )}
      <div className="grid gap-1">
        <span className="text-12 text-ink-2">The agent is told</span>
        <WordField
          aria-label="Reason that the agent is told"
          mono={false}
          placeholder={asks ? sentences.approve : sentences.actionDeny}
          data-pointer={at}
          value={ruleSet?.reason ?? ''}
          commit={(text) => {
            if (text !== '') {
              return change([{ kind: 'set', pointer: at, value: text }], 'Change the reason', `field ${at}`);
            }
            return ruleSet?.reason === undefined
              ? null
              : change([{ kind: 'remove', pointer: at }], 'Remove the reason', `field ${at}`);
          }}
        />
      </div>
    </Section>
  );
}

export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-b border-line px-4 py-2.5">
      <h3 className="flex items-center text-12 font-semibold">
        {title}
        {hint && <span className="ml-auto font-normal text-ink-3">{hint}</span>}
      </h3>
      {children}
    </section>
  );
}
