'use client';

import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { denyAll, type Policy, print, readOnly, recommend, recommendByClass } from '@/lib/policy';
import { useActions, useBuilder, useBuilderStore } from '../state';

/** The policy's name; behind it renaming, its versions, other starting points and the shortcuts. */
export function PolicyMenu() {
  const name = useBuilder((state) => state.name);
  const { given } = useBuilderStore();
  const { ask, replace } = useActions();
  const start = (policy: Policy, label: string) => replace(print(policy), label);
  return (
    <h1 className="flex min-w-0 text-13">
      <Menu
        className="min-w-64"
        trigger={
          <Button
            variant="ghost"
            trailing="chevron-down"
            className="max-w-full min-w-0 font-semibold text-ink"
          >
            <span className="max-w-56 min-w-0 truncate">{name}</span>
          </Button>
        }
      >
        <MenuItem icon="pencil" onSelect={() => ask({ kind: 'rename' })}>
          Rename
        </MenuItem>
        <MenuLink icon="history" href={`/policies/${given.policyId}/versions`}>
          Versions
        </MenuLink>
        <MenuSeparator />
        <MenuItem icon="sparkles" onSelect={() => start(recommend(given.tools), 'Start over: recommended')}>
          Start over: recommended
        </MenuItem>
        <MenuItem
          icon="sparkles"
          onSelect={() => start(recommendByClass(given.tools), 'Start over: recommended by class')}
        >
          Start over: recommended by class
        </MenuItem>
        <MenuItem icon="eye" onSelect={() => start(readOnly(given.tools), 'Start over: Read only')}>
          Start over: Read only
        </MenuItem>
        <MenuItem icon="deny" onSelect={() => start(denyAll(), 'Start over: deny all')}>
          Start over: deny all
        </MenuItem>
        <MenuItem icon="upload" onSelect={() => ask({ kind: 'import' })}>
          Import a file, or paste
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon="info" onSelect={() => ask({ kind: 'keys' })}>
          Keyboard shortcuts
        </MenuItem>
      </Menu>
    </h1>
  );
}
