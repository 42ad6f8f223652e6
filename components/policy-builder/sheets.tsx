'use client';

import { Sheet } from '@/components/ui/dialog';
import { Facets } from './facets';
import { Inspector } from './inspector';
import { useActions, useBuilder } from './state';

/** The filters and the chosen tool over the page, where there is no room beside the grid. */
export function Sheets({ inspects }: { inspects: boolean }) {
  const facetsOpen = useBuilder((state) => state.facetsOpen);
  const sheetOpen = useBuilder((state) => state.sheetOpen);
  const { look } = useActions();
  return (
    <>
      <Sheet
        open={sheetOpen && inspects}
        onOpenChange={(open) => look({ sheetOpen: open })}
        title="The chosen tool"
      >
        <Inspector />
      </Sheet>
      <Sheet
        side="left"
        width="max-w-72"
        open={facetsOpen}
        onOpenChange={(open) => look({ facetsOpen: open })}
        title="Filters"
      >
        <Facets />
      </Sheet>
    </>
  );
}
