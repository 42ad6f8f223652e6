'use client';

import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { pointerTo } from '@/lib/json';
import type { SharedRuleSet } from '@/lib/policy';
import { append, asJson, freshCondition, freshLimit, keyOf, type RuleList } from '../model/intents';
import { ruleSetAt } from '../model/shared';
import { focusField, useBuilderStore } from '../state';
import { useScope } from './scope';

/** One more rule of any kind. The first argument stands in for what it is about, until another is chosen. */
export function AddRule({ word = 'Add rule' }: { word?: string }) {
  const store = useBuilderStore();
  const { pointer, locked, args, change } = useScope();

  const present = (): SharedRuleSet | undefined => ruleSetAt(store.derived.policy(), pointer);

  async function addLimit() {
    const ruleSet = present();
    const limit = freshLimit(keyOf(pointer), ruleSet);
    focusNew(
      'limits',
      ruleSet,
      await change(append(pointer, ruleSet, 'limits', asJson(limit)), 'Add a limit'),
    );
  }

  async function addRule(list: RuleList) {
    const ruleSet = present();
    const first = args.find((argument) => argument.required) ?? args[0];
    const rule = { conditions: [asJson(freshCondition(first))] };
    focusNew(list, ruleSet, await change(append(pointer, ruleSet, list, rule), words[list]));
  }

  function focusNew(list: RuleList | 'limits', before: SharedRuleSet | undefined, refused: string | null) {
    if (refused !== null) return;
    const at = pointerTo(pointerTo(pointer, list), before?.[list]?.length ?? 0);
    focusField(at);
  }

  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant={word === 'Add rule' ? 'ghost' : 'plain'} icon="plus" disabled={locked}>
          {word}
        </Button>
      }
    >
      <MenuItem icon="clock" onSelect={() => void addLimit()}>
        Limit
      </MenuItem>
      <MenuItem icon="check" onSelect={() => void addRule('require')}>
        Require, or deny
      </MenuItem>
      <MenuItem icon="deny" onSelect={() => void addRule('deny_if')}>
        Deny if
      </MenuItem>
      <MenuItem icon="held" onSelect={() => void addRule('approve_if')}>
        Ask a person if
      </MenuItem>
      <MenuItem
        icon="braces"
        disabled={present()?.validate_arguments === true}
        onSelect={() => {
          const ruleSet = present();
          void change(
            ruleSet === undefined
              ? [{ kind: 'set', pointer, value: { validate_arguments: true } }]
              : [{ kind: 'set', pointer: pointerTo(pointer, 'validate_arguments'), value: true }],
            'Check the arguments',
          );
        }}
      >
        Arguments must satisfy the schema
      </MenuItem>
    </Menu>
  );
}

const words: Record<RuleList, string> = {
  require: 'Add a requirement',
  deny_if: 'Add a denial',
  approve_if: 'Add a question to a person',
};
