'use client';

import { useDeferredValue, useMemo } from 'react';
import { Chip } from '@/components/ui/badges';
import { IconButton } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { Menu, MenuItem } from '@/components/ui/menu';
import { pointerTo } from '@/lib/json';
import { riskClasses } from '@/lib/policy';
import { stateOf } from '../document';
import { sharedEntries } from '../model/shared';
import { useActions, useBuilder, useBuilderStore, useDerived } from '../state';

/** The rule sets that no single row stands for: all tools, the classes and the patterns. */
export function SharedBar() {
  const store = useBuilderStore();
  const policy = useDeferredValue(useDerived((s) => s.derived.policy()));
  const rows = useDeferredValue(useDerived((s) => s.derived.rows()));
  const chosen = useBuilder((state) => (state.chosen?.kind === 'shared' ? state.chosen.pointer : null));
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { choose, perform, look } = useActions();
  const entries = useMemo(() => sharedEntries(policy, rows), [policy, rows]);
  const classesLeft = riskClasses.filter((name) => !policy.classes || !Object.hasOwn(policy.classes, name));

  function open(pointer: string) {
    choose({ kind: 'shared', pointer });
    look({ tab: 'rules', sheetOpen: true });
  }

  async function add(pointer: string, label: string) {
    const refused = await perform([{ kind: 'set', pointer, value: { action: 'deny' } }], label);
    if (refused === null) open(pointer);
  }

  function addPattern() {
    const query = store.getState().q.trim();
    const taken = store.derived.policy().tools ?? {};
    let key = /^[\w./-]+$/.test(query) ? `*${query}*` : 'new_*';
    while (Object.hasOwn(taken, key)) key = `${key}*`;
    void add(pointerTo('/tools', key), `Rules for ${key}`);
  }

  return (
    <div className="flex h-10 shrink-0 items-center gap-1 overflow-x-auto border-b border-line bg-bg px-2">
      <button
        type="button"
        aria-pressed={chosen === ''}
        onClick={() => open('')}
        className={cx(
          'flex h-7 shrink-0 items-center gap-1.5 rounded-2 px-2 text-12 font-medium',
          chosen === ''
            ? 'bg-accent-tint text-accent-ink inset-ring inset-ring-accent-line'
            : 'text-ink-2 hover:bg-hover',
        )}
      >
        <Icon name="file" size={14} />
        The policy
      </button>
      {entries.map(({ pointer, name, mono, note, chips }) => (
        <button
          key={pointer}
          type="button"
          aria-pressed={chosen === pointer}
          onClick={() => open(pointer)}
          className={cx(
            'flex h-7 shrink-0 items-center gap-1.5 rounded-2 px-2 text-12',
            chosen === pointer
              ? 'bg-accent-tint text-accent-ink inset-ring inset-ring-accent-line'
              : 'text-ink-2 hover:bg-hover',
          )}
        >
          {pointer === '/all_tools' && <Icon name="policy" size={14} />}
          <span className={cx('font-medium', mono && 'font-mono')}>{name}</span>
          {chips.slice(0, 2).map((chip) => (
            <Chip key={chip.text}>{chip.text}</Chip>
          ))}
          {note && <span className="text-11 text-ink-3">{note}</span>}
        </button>
      ))}
      <Menu
        trigger={
          <IconButton icon="plus" size="sm" label="Add rules for a class or a pattern" disabled={locked} />
        }
      >
        <MenuItem icon="braces" onSelect={addPattern}>
          Rules for a pattern of names
        </MenuItem>
        {classesLeft.map((name) => (
          <MenuItem
            key={name}
            icon="plus"
            onSelect={() => void add(pointerTo('/classes', name), `Rules for ${name} tools`)}
          >
            Rules for {name} tools
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
