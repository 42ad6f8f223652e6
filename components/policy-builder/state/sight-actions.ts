import type { StoreApi } from 'zustand/vanilla';
import type { EditorHandle } from '@/components/editor';
import { announce } from '@/components/ui/live-region';
import { problemBy, spanAt } from '../document';
import { chosenBy, sameChosen, spanOf } from './chosen';
import { focusField } from './focus-field';
import type { Actions, BuilderState, Given } from './state';

type Sights = Pick<
  Actions,
  'choose' | 'goToProblem' | 'showRule' | 'nextProblem' | 'cursorAt' | 'editorReady'
>;

/** Where the person is led: what the inspector shows, the editor reveals and the focus stands on go together. */
export function sightActions(given: Given, store: StoreApi<BuilderState>): Sights {
  let editor: EditorHandle | null = null;
  /** Where to go as soon as there is an editor. */
  let wanted: number | null = null;

  function goTo(offset: number): void {
    if (store.getState().view === 'visual') store.setState({ view: 'split' });
    if (editor) editor.goTo(offset);
    else wanted = offset;
  }

  const actions: Sights = {
    choose(chosen, from) {
      if (!sameChosen(chosen, store.getState().chosen)) store.setState({ chosen });
      if (from === 'editor' || chosen === null) return;
      const span = spanOf(store.getState(), chosen);
      if (span) editor?.reveal(span.offset, span.length);
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
  };
  return actions;
}
