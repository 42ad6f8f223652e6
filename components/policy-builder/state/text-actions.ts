import type { StoreApi } from 'zustand/vanilla';
import type { EditorSource } from '@/components/editor';
import { moveAll } from '@/components/text-edits';
import { announce } from '@/components/ui/live-region';
import { toast } from '@/components/ui/toast';
import { applyEdits, type Command, type TextEdit } from '@/lib/policy';
import {
  afterFrame,
  type Background,
  type BuilderDocument,
  type Change,
  createBackground,
  type Reading,
  redo,
  replaceText,
  seal,
  settle,
  share,
  stateOf,
  take,
  type,
  undo,
  type Verdict,
} from '../document';
import { createQueue } from './queue';
import type { Actions, BuilderState, Given } from './state';

type TextActions = Pick<
  Actions,
  | 'perform'
  | 'type'
  | 'replace'
  | 'undo'
  | 'redo'
  | 'seal'
  | 'settled'
  | 'compare'
  | 'askEngine'
  | 'restoreValid'
>;

/** How the text changes: one edit after another, the editor first where there is one, and what the engine reads in it. */
export function textActions(
  given: Given,
  store: StoreApi<BuilderState>,
): { actions: TextActions; source: EditorSource; connect(): () => void } {
  const listeners = new Set<(edits: TextEdit[] | null) => void>();
  const queue = createQueue();
  let background: Background | null = null;
  let comparer: Background | null = null;
  /** The form's edits that the editor shows already, and the page does not yet. */
  let ahead: { text: string; land(): void } | null = null;

  /** Everything that changes the text ends here: places move along, the editor is told, a new reading is asked for. */
  function arrive(next: BuilderDocument, edits: TextEdit[]): void {
    if (next === store.getState().document) return;
    const { problems, spans } = store.getState();
    store.setState({ document: next, problems: moveAll(problems, edits), spans: moveAll(spans, edits) });
    if (ahead === null) tell(edits);
    ahead = null;
    engine().read(next.text);
  }

  function tell(edits: TextEdit[]): void {
    for (const listener of listeners) listener(edits);
  }

  /**
   * A mounted editor shows an edit in a frame of its own: drawing what follows from it takes longer, and would be waited for.
   * INVARIANT: whoever changes the text before that lets it land first.
   */
  function showFirst(edits: TextEdit[], land: () => void): Promise<void> {
    if (edits.length === 0 || listeners.size === 0) {
      land();
      return Promise.resolve();
    }
    return new Promise((done) => {
      const mine = { text: applyEdits(store.getState().document.text, edits), land };
      ahead = mine;
      tell(edits);
      afterFrame(() => {
        if (ahead === mine) land();
        done();
      });
    });
  }

  function arriveBy(change: Change): void {
    if (change.ok) arrive(change.document, change.edits);
    else toast(change.message, { tone: 'failed' });
  }

  /** The edits of the text as it is when they arrive: where it was typed in meanwhile, they are made anew. */
  async function make(commands: Command[], meta: { label: string; group?: string }): Promise<string | null> {
    for (;;) {
      const { document } = store.getState();
      if (stateOf(document) === 'broken') return 'The text is not a policy at the moment.';
      const made = await engine().ask('make', document.text, commands);
      const now = store.getState().document;
      if (now.text !== document.text) continue;
      if (!made.ok) return made.message;
      const { edits, succession } = made;
      const atMs = Date.now();
      await showFirst(edits, () =>
        arriveBy(take(store.getState().document, edits, { ...meta, atMs }, succession)),
      );
      return null;
    }
  }

  function engine(): Background {
    background ??= createBackground(given.tools, takeReading, takeVerdict);
    return background;
  }

  /** The form follows a text that is a policy at once; what is found in it comes later. */
  function takeVerdict(verdict: Verdict): void {
    store.setState(({ document }) => ({ document: settle(document, verdict) }));
  }

  function takeReading({ text, faults, problems, spans }: Reading): void {
    const state = store.getState();
    if (text !== state.document.text) return;
    const next = settle(state.document, { text, faults });
    const told = share(state.problems, problems);
    const broke = stateOf(state.document) !== 'broken' && stateOf(next) === 'broken';
    store.setState({
      document: next,
      readText: text,
      found: told === state.problems ? state.found : told,
      problems: told,
      spans: spans.length > 0 || stateOf(next) === 'valid' ? share(state.spans, spans) : state.spans,
    });
    if (broke) announce(`The text is not a policy: ${problems[0]?.message ?? ''}`);
  }

  function nextChange(): Promise<void> {
    return new Promise((done) => {
      const stop = store.subscribe(() => {
        stop();
        done();
      });
    });
  }

  const actions: TextActions = {
    perform(commands, label, { group, quiet } = {}) {
      if (commands.length === 0) return Promise.resolve(null);
      return new Promise((done) =>
        queue.run(async () => {
          const refused = await make(commands, { label, group });
          if (refused !== null && !quiet) toast(refused, { tone: 'failed' });
          done(refused);
        }),
      );
    },
    type(edits) {
      ahead?.land();
      arrive(type(store.getState().document, edits, Date.now()), edits);
    },
    replace(text, label) {
      queue.run(() => {
        arriveBy(replaceText(store.getState().document, text, { label, atMs: Date.now() }));
        announce(label);
      });
    },
    undo() {
      queue.run(() => {
        const step = store.getState().document.past.at(-1);
        if (!step) return announce('Nothing to undo');
        arriveBy(undo(store.getState().document));
        announce(`Undone: ${step.label}`);
      });
    },
    redo() {
      queue.run(() => {
        const step = store.getState().document.future.at(-1);
        if (!step) return announce('Nothing to redo');
        arriveBy(redo(store.getState().document));
        announce(`Redone: ${step.label}`);
      });
    },
    seal() {
      queue.run(() => store.setState({ document: seal(store.getState().document) }));
    },
    async settled() {
      await queue.idle();
      while (stateOf(store.getState().document) === 'pending') await nextChange();
      return store.getState().document;
    },
    compare(before, after) {
      // A comparison may take seconds: it has a worker of its own, and only the last one is wanted.
      comparer?.dispose();
      comparer = createBackground(given.tools, () => {});
      return comparer.ask('compare', before, after);
    },
    askEngine: (method, ...args) => engine().ask(method, ...args),
    restoreValid() {
      const { valid } = store.getState().document;
      if (valid) actions.replace(valid.text, 'Back to the last valid policy');
    },
  };

  return {
    actions,
    source: {
      read: () => ahead?.text ?? store.getState().document.text,
      subscribe(listener: (edits: TextEdit[] | null) => void) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
    /** Starts reading in the background; to be called in the browser, and undone when the builder goes. */
    connect() {
      engine().read(store.getState().document.text);
      return () => {
        background?.dispose();
        comparer?.dispose();
        background = null;
        comparer = null;
      };
    },
  };
}
