'use client';

import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import type { BuilderStore } from './create';
import type { Actions, BuilderState } from './state';

const BuilderContext = createContext<BuilderStore | null>(null);

export function BuilderProvider({ store, children }: { store: BuilderStore; children: ReactNode }) {
  return <BuilderContext value={store}>{children}</BuilderContext>;
}

export function useBuilderStore(): BuilderStore {
  const store = useContext(BuilderContext);
  if (!store) throw new Error('A part of the builder is drawn outside of it.');
  return store;
}

/** The selector must return a part of the state, or something remembered: the same state, the same value. */
export function useBuilder<T>(select: (state: BuilderState) => T): T {
  return useStore(useBuilderStore(), select);
}

export function useActions(): Actions {
  return useBuilderStore().actions;
}

/** Whether the last change was typed into the text: the form follows that at once, and what was done in the form when there is time. */
export function useIsTyped(): boolean {
  return useBuilder((state) => state.document.past.at(-1)?.source === 'editor');
}

/** Something derived, drawn again when it changed. */
export function useDerived<T>(select: (store: BuilderStore) => T): T {
  const store = useBuilderStore();
  return useStore(store, () => select(store));
}

/**
 * All rows and those that match the search, when there is time: what is typed or clicked shows before anything is searched.
 * `hurries`: what changed in the rows is not put off.
 */
export function useView({ hurries = false } = {}) {
  const { derived } = useBuilderStore();
  const now = useDerived((store) => store.derived.rows());
  const later = useDeferredValue(now);
  const q = useDeferredValue(useBuilder((state) => state.q));
  const rows = hurries ? now : later;
  return useMemo(() => ({ rows, ...derived.view(rows, q) }), [derived, rows, q]);
}
