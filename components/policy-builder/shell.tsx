'use client';

import { useRef } from 'react';
import { later } from '@/components/ui/later';
import { useAddress, useDraft, useFetched, useKeys, useReader, useUsage, useWidth } from './browser';
import styles from './builder.module.css';
import { Changes, Drawer } from './drawer';
// INVARIANT: the pane comes with the page. What stands in where the editor cannot be loaded must be there already.
import { EditorPane } from './editor-pane';
import { Facets, FacetsRail } from './facets';
import { Middle } from './grid';
import { Head } from './head';
import { Banners } from './head/banners';
import { Inspector, TryTab } from './inspector';
import { useBuilder } from './state';

const Dialogs = later(() => import('./late').then((module) => module.Dialogs));
const Sheets = later(() => import('./late').then((module) => module.Sheets));
const wantedLater = [Dialogs, Sheets, TryTab, Changes];

/** Head, facets, grid, inspector, drawer and editor. Which of them are there depends on the view and the width. */
export function Shell() {
  const root = useRef<HTMLDivElement>(null);
  const view = useBuilder((state) => state.view);
  const facetsOpen = useBuilder((state) => state.facetsOpen);
  const sheetOpen = useBuilder((state) => state.sheetOpen);
  const asks = useBuilder((state) => state.dialog !== null);
  const wide = useWidth(1280);
  useReader();
  useAddress();
  useDraft();
  useUsage();
  useKeys(root);
  const whole = useFetched(wantedLater);
  return (
    <div ref={root} className={styles.builder} data-view={view} data-whole={whole || undefined}>
      <header className={styles.top}>
        <Head />
        <Banners />
      </header>
      <main id="content" className="contents">
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
          <section className={styles.mid} aria-label="Tools">
            <Middle />
          </section>
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
      </main>
      {(facetsOpen || (sheetOpen && !wide && view !== 'json')) && (
        <Sheets inspects={!wide && view !== 'json'} />
      )}
      {asks && <Dialogs />}
    </div>
  );
}
