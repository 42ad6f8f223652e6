'use client';

import { IconButton } from '@/components/ui/button';
import { useActions } from '../state';

/** The folded filters of the split view. */
export function FacetsRail() {
  const { look } = useActions();
  return (
    <div className="flex w-full flex-col items-center gap-1 border-r border-line bg-bg py-2">
      <IconButton icon="search" label="Search (/)" onClick={() => look({ facetsOpen: true })} />
      <IconButton icon="filter" label="Show filters" onClick={() => look({ facetsOpen: true })} />
    </div>
  );
}
