'use client';

import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu, MenuChoice } from '@/components/ui/menu';
import { stateOf } from '../document';
import { useActions, useBuilder, useDerived } from '../state';

/** What happens to a tool that nothing lists. Loosening it asks first. */
export function DefaultSwitch() {
  const value = useDerived((store) => store.derived.policy().default);
  const locked = useBuilder((state) => stateOf(state.document) === 'broken');
  const { ask, perform } = useActions();
  const denied = value === 'deny';

  function change(next: 'allow' | 'deny') {
    if (next === value) return;
    if (next === 'allow') ask({ kind: 'loosen' });
    else void perform([{ kind: 'set', pointer: '/default', value: 'deny' }], 'Deny anything not listed');
  }

  return (
    <Menu
      trigger={
        <Button
          disabled={locked}
          data-pointer="/default"
          trailing="chevron-down"
          className="bg-transparent font-normal text-ink-2 shadow-none"
        >
          <Icon
            name={denied ? 'lock' : 'warning'}
            size={14}
            className={denied ? 'text-ink-3' : 'text-f-security'}
          />
          <span>
            <span className="max-xl:hidden">Anything not listed is </span>
            <span className="xl:hidden">Not listed: </span>
            <b className={`text-12 font-semibold tracking-[0.02em] ${denied ? 'text-deny' : 'text-allow'}`}>
              {denied ? 'DENIED' : 'ALLOWED'}
            </b>
          </span>
        </Button>
      }
    >
      <MenuChoice
        label="Anything not listed is"
        value={value}
        onChange={change}
        options={[
          { value: 'deny', label: 'Denied', icon: 'deny' },
          { value: 'allow', label: 'Allowed', icon: 'allow' },
        ]}
      />
    </Menu>
  );
}
