'use client';

import { DecisionSwitch } from '@/components/risk/decision';
import { Button } from '@/components/ui/button';
import { pointerTo } from '@/lib/json';
import type { Action } from '@/lib/policy';
import { stateOf } from '../document';
import { keyOf } from '../model/intents';
import { ruleSetAt } from '../model/shared';
import { useActions, useBuilder, useDerived } from '../state';
import { AddRule } from './add-rule';
import { WordField } from './commit-field';
import { RuleSetForm } from './rule-set-form';
import { RuleScope } from './scope';

/** Rules that several tools share: of all tools, of a class, of a pattern of names. */
export function SharedInspector({ pointer }: { pointer: string }) {
  const policy = useDerived((store) => store.derived.policy());
  const rows = useDerived((store) => store.derived.rows());
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { perform, choose, search } = useActions();
  const ruleSet = ruleSetAt(policy, pointer);
  const isAll = pointer === '/all_tools';
  const isPattern = pointer.startsWith('/tools/');
  const key = keyOf(pointer);
  const held = rows.filter((row) => row.placement.pointer === pointer).length;

  function decide(action: Action) {
    return perform(
      [{ kind: 'set', pointer: pointerTo(pointer, 'action'), value: action }],
      `${key}: ${action}`,
    );
  }

  async function rename(next: string): Promise<string | null> {
    const refused = await perform([{ kind: 'rename', pointer, key: next }], `Rename ${key}`, { quiet: true });
    if (refused === null) choose({ kind: 'shared', pointer: pointerTo('/tools', next) });
    return refused;
  }

  return (
    <RuleScope row={null} pointer={pointer} locked={locked}>
      <header className="grid shrink-0 gap-2 px-4 pt-3 pb-3">
        <div className="flex min-h-6 items-center gap-2">
          <h2 className="min-w-0 flex-1 truncate text-14/6 font-semibold tracking-[-0.01em]">
            {isAll ? 'All tools' : isPattern ? <code className="text-13">{key}</code> : `${key} tools`}
          </h2>
          {ruleSet && <AddRule />}
          {ruleSet && !isAll && (
            <Button
              size="sm"
              variant="ghost"
              icon="trash"
              disabled={locked}
              onClick={() => perform([{ kind: 'remove', pointer }], `Remove the rules for ${key}`)}
            >
              Remove
            </Button>
          )}
        </div>
        <p className="text-12 text-ink-2">
          {isAll && 'They hold for every call, on top of the rules of its own tool.'}
          {!isAll && !isPattern && `For ${key} tools that no name and no pattern rules.`}
          {isPattern &&
            'For tools whose name matches and is not listed itself; * stands for any run of characters.'}{' '}
          {!isAll && (
            <span className="text-ink-3">
              {held} {held === 1 ? 'tool' : 'tools'} now.{' '}
              {!isPattern && (
                <button
                  type="button"
                  className="rounded-1 text-accent-ink hover:underline"
                  onClick={() => search(`risk:${key.toLowerCase()}`)}
                >
                  Show them
                </button>
              )}
            </span>
          )}
        </p>
        {isPattern && ruleSet && (
          <WordField late aria-label="Pattern" value={key} commit={rename} data-pointer={pointer} />
        )}
        {!isAll && ruleSet && (
          <DecisionSwitch
            size="full"
            value={ruleSet.action ?? 'allow'}
            disabled={locked}
            label={`Decision for ${key}`}
            onChange={decide}
          />
        )}
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto border-t border-line">
        {ruleSet || isAll ? (
          <RuleSetForm ruleSet={ruleSet} withAction={!isAll} />
        ) : (
          <p className="p-4 text-13 text-ink-2">The policy has no rules here any more.</p>
        )}
      </div>
    </RuleScope>
  );
}
