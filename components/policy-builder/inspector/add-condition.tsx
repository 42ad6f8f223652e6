'use client';

import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { Condition } from '@/lib/policy';
import { asJson, freshCondition } from '../model/intents';
import { useScope } from './scope';

const most = 40;

/** One more condition, on an argument that the schema declares or on any path, or a group of conditions. */
export function AddCondition({ pointer, count, word }: { pointer: string; count: number; word: string }) {
  const { args, change, locked } = useScope();
  const first = args.find((argument) => argument.required) ?? args[0];
  const add = (condition: Condition) => {
    change([{ kind: 'insert', pointer, index: count, value: asJson(condition) }], 'Add a condition');
  };
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost" icon="plus" disabled={locked} className="text-ink-3">
          {word}
        </Button>
      }
      className="max-w-80"
    >
      {args.slice(0, most).map((argument) => (
        <MenuItem key={argument.path} hint={argument.note} onSelect={() => add(freshCondition(argument))}>
          <code>{argument.label}</code>
        </MenuItem>
      ))}
      {args.length > 0 && <MenuSeparator />}
      <MenuItem onSelect={() => add({ path: 'args.name', op: 'exists', value: true })}>Another path</MenuItem>
      <MenuItem onSelect={() => add({ any: [freshCondition(first)] })}>Any of several</MenuItem>
      <MenuItem onSelect={() => add({ all: [freshCondition(first)] })}>All of several</MenuItem>
      <MenuItem onSelect={() => add({ not: freshCondition(first) })}>Not</MenuItem>
    </Menu>
  );
}
