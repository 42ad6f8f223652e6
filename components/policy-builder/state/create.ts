import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from '@/components/ui/live-region';
import type { Fault } from '@/lib/policy';
import { faultsOf, openDocument, problemBy } from '../document';
import { usageOf } from '../model/usage';
import { chosenAtStart } from './chosen';
import { derive } from './derive';
import { sightActions } from './sight-actions';
import type { Actions, Builder, BuilderState, Given, View } from './state';
import { textActions } from './text-actions';

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

  const { actions: onText, source, connect } = textActions(given, store);
  const actions: Actions = {
    ...onText,
    ...sightActions(given, store),
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
    fix(id) {
      const problem = problemBy(store.getState().problems, id);
      if (!problem?.fix) return;
      const { commands, title } = problem.fix;
      void actions.perform(commands, title).then((refused) => refused === null && announce(`Done: ${title}`));
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
  return Object.assign(store, { given, actions, derived: derive(given, store.getState), source, connect });
}
