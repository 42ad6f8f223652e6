'use client';

import { usePathname } from 'next/navigation';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { Count } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/dialog';

/** The way around where there is no room beside the page: a button that opens it. It closes when somebody goes somewhere. */
export function NavMenu({ waiting, children }: { waiting: number; children: ReactNode }) {
  const path = usePathname();
  const [openOn, setOpenOn] = useState<string | null>(null);
  function onClick(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest('a')) setOpenOn(null);
  }
  return (
    <>
      <Button
        variant="ghost"
        size="xl"
        icon="menu"
        aria-haspopup="dialog"
        aria-expanded={openOn === path}
        onClick={() => setOpenOn(path)}
      >
        Menu
        {waiting > 0 && (
          <Count>
            {waiting > 999 ? '999+' : waiting}
            <span className="sr-only"> waiting</span>
          </Count>
        )}
      </Button>
      <Sheet
        side="left"
        width="max-w-72"
        title="Sallyport"
        open={openOn === path}
        onOpenChange={(open) => setOpenOn(open ? path : null)}
      >
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by the keyboard is clicked too */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears of the links inside it */}
        <div className="px-3 pt-1 pb-4" onClick={onClick}>
          {children}
        </div>
      </Sheet>
    </>
  );
}
