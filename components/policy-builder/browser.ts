/** Where the builder touches the browser: the reader's worker, the address, kept drafts, the records' calls, keys, the width. */

import { type RefObject, startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import { settle } from '@/components/ui/use-action';
import { browserShelf, dropDraft, keepDraft, readDraft, stateOf } from './document';
import { useBuilderStore } from './state';

export function useReader(): void {
  const store = useBuilderStore();
  useEffect(() => store.connect(), [store]);
}

/** `?tool=&q=&view=` says what is shown, so that a link shows a colleague the same. */
export function useAddress(): void {
  const store = useBuilderStore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = '';
    const write = () => {
      const { chosen, q, view } = store.getState();
      const url = new URL(location.href);
      set(url, 'tool', chosen?.kind === 'tool' ? chosen.name : '');
      set(url, 'q', q);
      set(url, 'view', view === 'visual' ? '' : view);
      if (url.href === last || url.href === location.href) return;
      last = url.href;
      history.replaceState(history.state, '', url);
    };
    const stop = store.subscribe((state, before) => {
      if (state.chosen === before.chosen && state.q === before.q && state.view === before.view) return;
      clearTimeout(timer);
      timer = setTimeout(write, 400);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
}

function set(url: URL, name: string, value: string): void {
  if (value === '') url.searchParams.delete(name);
  else url.searchParams.set(name, value);
}

/** Unsaved work is kept in this browser, offered when the policy is opened again, and a closing tab asks first. */
export function useDraft(): void {
  const store = useBuilderStore();
  useEffect(() => {
    const shelf = browserShelf();
    const { policyId } = store.given;
    const found = readDraft(shelf, policyId);
    if (found && found.text !== store.getState().saved.text) store.setState({ draft: found });
    else dropDraft(shelf, policyId);

    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      const { document, saved, draft } = store.getState();
      // INVARIANT: a draft that nobody has answered for is not written over by an untouched document.
      if (document.text === saved.text) {
        if (!draft) dropDraft(shelf, policyId);
        return;
      }
      keepDraft(shelf, policyId, { text: document.text, baseVersion: saved.version, atMs: Date.now() });
    };
    const stop = store.subscribe((state, before) => {
      if (
        state.draft === before.draft &&
        state.document.text === before.document.text &&
        state.saved === before.saved
      )
        return;
      clearTimeout(timer);
      timer = setTimeout(keep, 400);
    });
    const warn = (event: BeforeUnloadEvent) => {
      const { document, saved } = store.getState();
      if (document.text !== saved.text) event.preventDefault();
    };
    addEventListener('pagehide', keep);
    addEventListener('beforeunload', warn);
    return () => {
      keep();
      stop();
      removeEventListener('pagehide', keep);
      removeEventListener('beforeunload', warn);
    };
  }, [store]);
}

const usageLastsMs = 60_000;

/** Reads when agents last called the tools, once the page stands, and anew when somebody comes back to it. It works without. */
export function useUsage(): void {
  const { given, actions } = useBuilderStore();
  useEffect(() => {
    const { lastCalls } = given;
    if (!lastCalls) return;
    let askedMs = 0;
    const ask = async () => {
      if (document.hidden || !navigator.onLine || Date.now() - askedMs < usageLastsMs) return;
      askedMs = Date.now();
      const answer = await settle(lastCalls, undefined);
      if (answer.ok) startTransition(() => actions.used(answer.value));
      else askedMs = 0;
    };
    const timer = setTimeout(ask, 0);
    document.addEventListener('visibilitychange', ask);
    addEventListener('online', ask);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ask);
      removeEventListener('online', ask);
    };
  }, [given, actions]);
}

/** Keys of the whole builder. Those of a field with an undo of its own (search, dialogs) are left to it. */
export function useKeys(root: RefObject<HTMLElement | null>): void {
  const store = useBuilderStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const inside = target === document.body || (target && root.current?.contains(target));
      if (!inside || store.getState().dialog) return;
      const { actions } = store;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (event.key === 'F8') {
        event.preventDefault();
        actions.nextProblem(event.shiftKey ? -1 : 1);
      } else if (command && !event.altKey && (key === 'z' || key === 'y')) {
        // Monaco turns its own undo to the shared history.
        if (target?.closest('[data-own-undo], .monaco-editor')) return;
        event.preventDefault();
        if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
          target.dispatchEvent(new CustomEvent('settle', { bubbles: true }));
        }
        if (key === 'y' || event.shiftKey) actions.redo();
        else actions.undo();
      } else if (command && key === 's') {
        event.preventDefault();
        void actions
          .settled()
          .then((document) =>
            actions.ask(stateOf(document) === 'valid' ? { kind: 'save' } : { kind: 'faults', wish: 'save' }),
          );
      } else if (event.ctrlKey && key === 'm' && target?.closest('.monaco-editor')) {
        event.preventDefault();
        actions.look({ tabMovesFocus: !store.getState().tabMovesFocus });
      } else if (event.key === '/' && !isTyping(target)) {
        event.preventDefault();
        openSearch(() => actions.look({ facetsOpen: true }));
      }
    };
    // Before Monaco, which would keep some of these keys to itself.
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [store, root]);
}

/** The search box, which stands in the filters' sheet where there is no room beside the grid. */
function openSearch(openFilters: () => void): void {
  const find = () => document.querySelector<HTMLInputElement>('[data-tool-search]');
  if (find()?.offsetParent) {
    find()?.focus();
    return;
  }
  openFilters();
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}

function isTyping(target: HTMLElement | null): boolean {
  return Boolean(target?.closest('input, textarea, select, [contenteditable], .monaco-editor'));
}

/** Whether the window is at least this wide. On the server it is. */
export function useWidth(min: number): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = widthQuery(min);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => widthQuery(min).matches,
    () => true,
  );
}

const widthQueries = new Map<number, MediaQueryList>();

/** Asked whenever something is drawn: a query that is made anew each time has the browser work out the whole page's style. */
function widthQuery(min: number): MediaQueryList {
  const query = widthQueries.get(min) ?? matchMedia(`(min-width: ${min}px)`);
  widthQueries.set(min, query);
  return query;
}

/**
 * Fetches what is wanted later once the browser is at rest, so that it is there for somebody who goes offline, and
 * says when all of it is. What does not come is asked for again when it is wanted.
 */
export function useFetched(wanted: readonly { fetch: () => Promise<void> }[]): boolean {
  const [all, setAll] = useState(false);
  useEffect(() => {
    const fetchAll = () =>
      void Promise.all(wanted.map((part) => part.fetch())).then(
        () => setAll(true),
        () => {},
      );
    // Safari has no requestIdleCallback.
    const idle = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
    if (!idle) {
      const timer = setTimeout(fetchAll, 500);
      return () => clearTimeout(timer);
    }
    const asked = idle(fetchAll, { timeout: 1000 });
    return () => cancelIdleCallback(asked);
  }, [wanted]);
  return all;
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}
