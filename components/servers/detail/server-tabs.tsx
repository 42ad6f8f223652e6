'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Count } from '@/components/ui/badges';

type ServerTabsProps = {
  serverId: string /** Whether calls can go there. */;
  called: boolean;
  waiting: number;
};

/** The pages of one server. */
export function ServerTabs({ serverId, called, waiting }: ServerTabsProps) {
  const path = usePathname();
  const root = `/servers/${serverId}`;
  const tabs = [
    { href: root, label: 'Tools', count: 0, shown: true },
    { href: `${root}/grants`, label: 'Grants', count: 0, shown: called },
    { href: `${root}/activity`, label: 'Activity', count: 0, shown: called },
    { href: `${root}/review`, label: 'Reviews', count: waiting, shown: true },
  ];
  return (
    <nav aria-label="Of this server" className="mb-4 flex gap-5 overflow-x-auto border-b border-line">
      {tabs
        .filter(({ shown }) => shown)
        .map(({ href, label, count }) => (
          <Link
            key={href}
            href={href}
            aria-current={path === href ? 'page' : undefined}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-13 font-medium text-ink-2 no-underline -outline-offset-2! hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {label}
            {count > 0 && <Count>{count}</Count>}
          </Link>
        ))}
    </nav>
  );
}
