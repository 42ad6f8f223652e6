import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditorHandle } from '@/components/editor';
import { moveAll } from '@/components/text-edits';
import { announce } from '@/components/ui/live-region';
import { toast } from '@/components/ui/toast';
import { applyEdits, type Command, type Fault, type TextEdit } from '@/lib/policy';
import {
  afterFrame,
  type Background,
  type BuilderDocument,
  type Change,
  createBackground,
  faultsOf,
  openDocument,
  problemBy,
  type Reading,
  redo,
  replaceText,
  seal,
  settle,
  share,
  spanAt,
  stateOf,
  take,
  type,
  undo,
  type Verdict,
} from '../document';
import { usageOf } from '../model/usage';
import { chosenAtStart, chosenBy, sameChosen, spanOf } from './chosen';
import { derive } from './derive';
import { focusField } from './focus-field';
import { createQueue } from './queue';
import type { Actions, Builder, BuilderState, Given, View } from './state';

type Start = {
  text: string;
  faults: Fault[];
  name: string;
  version: number;
  tool?: string;
  q?: string;
  view?: View;
};

export type BuilderStore = StoreApi<BuilderState> & Builder & { connect(): () => void };

export function createBuilder(given: Given, start: Start): BuilderStore {
  const document = openDocument(start.text, start.faults);
  const store = createStore<BuilderState>()(() => ({
    document,
    found: faultsOf(document.faults ?? []),
    problems: faultsOf(document.faults ?? []),
    spans: [],
    readText: null,
    saved: { text: start.text, version: start.version },
    name: start.name,
    usage: null,
    chosen: chosenAtStart(given, start.tool),
    q: start.q ?? '',
    view: start.view ?? 'visual',
    tab: 'rules',
    picked: new Set<string>(),
    activeProblem: null,
    drawerOpen: true,
    drawerTab: 'problems',
    facetsOpen: false,
    sheetOpen: false,
    tabMovesFocus: true,
    dialog: null,
    draft: null,
  }));

  const listeners = new Set<(edits: TextEdit[] | null) => void>();
  const queue = createQueue();
  let background: Background | null = null;
  let comparer: Background | null = null;
  let editor: EditorHandle | null = null;
  let wanted: number | null = null;
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

  function goTo(offset: number): void {
    if (store.getState().view === 'visual') store.setState({ view: 'split' });
    if (editor) editor.goTo(offset);
    else wanted = offset;
  }

  const derived = derive(given, store.getState);

  const actions: Actions = {
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
    choose(chosen, from) {
      if (!sameChosen(chosen, store.getState().chosen)) store.setState({ chosen });
      if (from === 'editor' || chosen === null) return;
      const span = spanOf(store.getState(), chosen);
      if (span) editor?.reveal(span.offset, span.length);
    },
    search(q) {
      // The same where nothing is ticked: another would have all rows drawn again before what was typed shows.
      store.setState(({ picked }) => ({ q, picked: picked.size === 0 ? picked : new Set() }));
    },
    look(change) {
      store.setState(change);
    },
    pick(names, on) {
      const picked = new Set(store.getState().picked);
      for (const name of names) {
        if (on) picked.add(name);
        else picked.delete(name);
      }
      store.setState({ picked });
    },
    ask(dialog) {
      store.setState({ dialog });
    },
    goToProblem({ id, ...given }, to) {
      const problem = problemBy(store.getState().problems, id) ?? { id, ...given };
      const chosen = chosenBy(problem.pointer, problem.tool);
      store.setState({
        activeProblem: problem.id,
        drawerOpen: true,
        drawerTab: problem.code === 'test-failed' ? store.getState().drawerTab : 'problems',
      });
      if (chosen && !(problem.isFault && to === 'line')) store.setState({ chosen, tab: 'rules' });
      if (to === 'line' || (problem.isFault && to === 'field')) goTo(problem.offset);
      else if (editor) editor.reveal(problem.offset, problem.length);
      if (to === 'field') focusField(problem.pointer);
    },
    showRule(pointer) {
      const { chosen, spans } = store.getState();
      const next = chosenBy(pointer, undefined);
      const isOwn =
        chosen?.kind === 'tool' &&
        spans.some((span) => span.tool === chosen.name && pointer.startsWith(span.pointer));
      store.setState({ tab: 'rules', ...(next && !isOwn && { chosen: next }) });
      focusField(pointer);
    },
    nextProblem(step) {
      const { problems, activeProblem } = store.getState();
      if (problems.length === 0) return announce('No problems');
      const at = problems.findIndex((problem) => problem.id === activeProblem);
      const next = problems[(Math.max(at, step === 1 ? -1 : 0) + step + problems.length) % problems.length];
      if (!next) return;
      actions.goToProblem(next, 'list');
      announce(next.message);
    },
    fix(id) {
      const problem = problemBy(store.getState().problems, id);
      if (!problem?.fix) return;
      const { commands, title } = problem.fix;
      void actions.perform(commands, title).then((refused) => refused === null && announce(`Done: ${title}`));
    },
    cursorAt(offset) {
      const { spans, chosen } = store.getState();
      const span = spanAt(spans, offset);
      const next = span && chosenBy(span.pointer, span.tool, given);
      if (!next || sameChosen(next, chosen)) return;
      actions.choose(next, 'editor');
    },
    editorReady(handle) {
      editor = handle;
      if (!handle) return;
      const { chosen } = store.getState();
      const span = chosen && spanOf(store.getState(), chosen);
      if (wanted !== null) handle.goTo(wanted);
      else if (span) handle.reveal(span.offset, span.length);
      wanted = null;
    },
    saveDone(text, version) {
      store.setState({ saved: { text, version } });
      actions.seal();
    },
    renamed(name) {
      store.setState({ name });
    },
    used(calls) {
      store.setState({ usage: usageOf(calls) });
    },
    takeDraft() {
      const { draft } = store.getState();
      store.setState({ draft: null });
      if (draft) actions.replace(draft.text, 'Unsaved work brought back');
    },
    dropDraft() {
      store.setState({ draft: null });
    },
  };

  return Object.assign(store, {
    given,
    actions,
    derived,
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
  });
}
