import type { ReactNode } from 'react';
import { ButtonLink } from './button-link';
import { Card } from './card';
import { cx } from './cx';

type RecordTableProps = {
  label: string;
  heads: string[];
  /** Of the grid, where the page is wide: head and rows share them. Narrow, each row is a little card. */
  columns: string;
  children: ReactNode;
};

/** What happened, a row each. */
export function RecordTable({ label, heads, columns, children }: RecordTableProps) {
  return (
    <Card label={label}>
      <table aria-label={label} className="block text-13">
        <thead className="block max-xl:sr-only">
          <tr className={cx('bg-bg', columns)}>
            {heads.map((name) => (
              <th
                key={name}
                scope="col"
                className="px-3 text-left text-11/8 font-medium text-ink-3 first:pl-4 last:pr-4"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block">{children}</tbody>
      </table>
    </Card>
  );
}

type RecordRowProps = { columns: string; className?: string; children: ReactNode };

export function RecordRow({ columns, className, children }: RecordRowProps) {
  return (
    <tr
      className={cx(
        'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-t border-line px-4 py-2.5 xl:items-start xl:gap-0 xl:p-0',
        columns,
        className,
      )}
    >
      {children}
    </tr>
  );
}

export function RecordCell({ children, className }: { children: ReactNode; className?: string }) {
  return <td className={cx('block xl:px-3 xl:py-2.5', className)}>{children}</td>;
}

type RecordPagesProps = {
  at: string;
  filter: Record<string, string | undefined>;
  /** The last of the page before; undefined on the newest. */
  before: string | undefined;
  next: string | null;
};

/** The ways to older records and back to the newest. Nothing where one page is all. */
export function RecordPages({ at, filter, before, next }: RecordPagesProps) {
  if (before === undefined && next === null) return null;
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const newest = query.size === 0 ? at : `${at}?${query}`;
  query.set('before', next ?? '');
  return (
    <nav aria-label="Pages" className="mt-3 flex gap-2">
      {before !== undefined && (
        <ButtonLink href={newest} size="lg">
          Newest
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink href={`${at}?${query}`} size="lg">
          Older
        </ButtonLink>
      )}
    </nav>
  );
}
