import Link from 'next/link';
import { ForeignText } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';

export type Crumb = { href: string; label: string };

type CrumbsProps = { above: readonly Crumb[]; here: string };

/** The way to the page, from the top. The texts may be a stranger's. */
export function Crumbs({ above, here }: CrumbsProps) {
  return (
    <nav aria-label="Breadcrumb" className="pt-4 text-13 text-ink-3 sm:pt-6">
      <ol className="flex flex-wrap items-center gap-1">
        {above.map(({ href, label }) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            <Link
              href={href}
              className="inline-block max-w-64 min-w-6 sm:max-w-96 truncate py-0.5 text-ink-2 hover:text-ink"
            >
              <ForeignText text={label} />
            </Link>
            <Icon name="chevron-right" size={14} />
          </li>
        ))}
        <li aria-current="page" className="min-w-0 max-w-full truncate">
          <ForeignText text={here} />
        </li>
      </ol>
    </nav>
  );
}
