'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Count } from '@/components/ui/badges';
import { Icon, type IconName } from '@/components/ui/icon';

type NavLinkProps = {
  href: string;
  icon: IconName;
  label: string /** How many wait there. */;
  count?: number;
};

/** Current on its own page and on every page below it. */
export function NavLink({ href, icon, label, count = 0 }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className="flex h-8 items-center max-md:h-10 gap-2.5 rounded-2 px-2 font-medium text-ink-2 no-underline hover:bg-hover aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-1 aria-[current]:ring aria-[current]:ring-line forced-colors:aria-[current]:outline"
    >
      <Icon name={icon} />
      {label}
      {count > 0 && (
        <Count className="ml-auto">
          {count > 999 ? '999+' : count}
          <span className="sr-only"> waiting</span>
        </Count>
      )}
    </Link>
  );
}
