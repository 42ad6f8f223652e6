'use client';

import { useRouter } from 'next/navigation';
import { Icon, type IconName } from '@/components/ui/icon';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { setTheme, type Theme, useTheme } from '@/components/ui/theme';
import { toast } from '@/components/ui/toast';
import { type Ask, said, settle } from '@/components/ui/use-action';

const themeChoices: readonly { value: Theme; label: string; icon: IconName }[] = [
  { value: 'system', label: 'As the system', icon: 'monitor' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
];

export type Person = { name: string; email: string; organisation: string };

type AccountMenuProps = { person: Person; signOut: Ask<Record<string, never>, unknown> };

/** Who is signed in, light or dark, and the way out. */
export function AccountMenu({ person, signOut }: AccountMenuProps) {
  const theme = useTheme();
  const router = useRouter();
  async function leave() {
    const answer = await settle(signOut, {});
    if (!answer.ok) return toast(said(answer.error), { tone: 'failed' });
    router.replace('/sign-in');
    router.refresh();
  }
  return (
    <Menu
      side="top"
      align="start"
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={`${person.name}, ${person.organisation}: account`}
          className="flex min-h-10 w-full min-w-0 items-center gap-2 rounded-2 px-2 py-1 text-left hover:bg-hover data-popup-open:bg-hover"
        >
          <span
            aria-hidden="true"
            data-edge=""
            className="grid size-6 shrink-0 place-items-center rounded-full bg-surface text-11 font-semibold text-ink-2 uppercase ring ring-line-2"
          >
            {[...person.name][0] ?? '?'}
          </span>
          <span className="min-w-0 flex-1 max-md:sr-only">
            <span className="block truncate text-12 font-medium text-ink">{person.name}</span>
            <span className="block truncate text-11 text-ink-3">{person.organisation}</span>
          </span>
          <Icon name="chevron-up" size={14} className="text-ink-3 max-md:hidden" />
        </button>
      }
    >
      <div className="px-2 pt-1 pb-1.5">
        <p className="truncate text-12 font-medium">{person.name}</p>
        <p className="truncate text-12 text-ink-3">{person.email}</p>
      </div>
      <MenuSeparator />
      <MenuChoice label="Light or dark" value={theme} onChange={setTheme} options={themeChoices} />
      <MenuSeparator />
      <MenuItem icon="settings" onSelect={() => router.push('/settings')}>
        Settings
      </MenuItem>
      <MenuItem icon="sign-out" onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
