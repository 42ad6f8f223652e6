'use client';

import { useLostSince } from '@/components/ui/answering';
import { Tag } from '@/components/ui/badges';
import { cx } from '@/components/ui/cx';

/** The page follows what happens, or would. */
export function LiveMark() {
  const isLost = useLostSince() !== null;
  return (
    <Tag className="gap-1.5">
      <span
        aria-hidden="true"
        className={cx('size-1.5 rounded-full', isLost ? 'inset-ring inset-ring-ink-2' : 'breathe bg-ink-2')}
      />
      {isLost ? 'Not live' : 'Live'}
    </Tag>
  );
}
