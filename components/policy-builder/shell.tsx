'use client';

import dynamic from 'next/dynamic';
import { useRef } from 'react';
import { Sheet } from '@/components/ui/dialog';
import { useAddress, useDraft, useKeys, useReader, useWidth } from './browser';
import styles from './builder.module.css';
import { Dialogs } from './dialogs';
import { Drawer } from './drawer';
import { Facets, FacetsRail } from './facets';
import { Middle } from './grid';
import { Head } from './head';
import { Banners } from './head/banners';
import { Inspector } from './inspector';
import { useActions, useBuilder } from './state';

const EditorPane = dynamic(() => import('./editor-pane').then((module) => module.EditorPane), { ssr: false });

/** Head, facets, grid, inspector, drawer and editor. Which of them are there depends on the view and the width. */
export function Shell() {
  const root = useRef<HTMLDivElement>(null);
  const view = useBuilder((state) => state.view);
  const facetsOpen = useBuilder((state) => state.facetsOpen);
  const sheetOpen = useBuilder((state) => state.sheetOpen);
  const { look } = useActions();
  const wide = useWidth(1280);
  useReader();
  useAddress();
  useDraft();
  useKeys(root);
  return (
    <div ref={root} className={styles.builder} data-view={view}>
      <header className={styles.top}>
        <Head />
        <Banners />
      </header>
      {view === 'visual' && (
        <aside className={styles.facets} aria-label="Filters">
          <Facets />
        </aside>
      )}
      {view === 'split' && (
        <aside className={styles.rail} aria-label="Filters, folded">
          <FacetsRail />
        </aside>
      )}
      {view !== 'json' && (
        <main className={styles.mid}>
          <Middle />
        </main>
      )}
      {view !== 'json' && wide && (
        <aside className={styles.inspector} aria-label="The chosen tool">
          <Inspector />
        </aside>
      )}
      {view !== 'visual' && (
        <section className={styles.editor} aria-label="policy.json">
          <EditorPane />
        </section>
      )}
      <section className={styles.drawer} aria-label="Problems">
        <Drawer />
      </section>
      <Sheet
        open={sheetOpen && !wide && view !== 'json'}
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
      <Dialogs />
    </div>
  );
}
