import type { Row } from '../model/rows';
import type { BuilderStore } from '../state';

/** What a bulk action is about: the ticked rows among those that match, else all that match. */
export function targets(store: BuilderStore): readonly Row[] {
  const shown = store.derived.shown();
  const { picked } = store.getState();
  const ticked = shown.filter((row) => picked.has(row.tool.name));
  return ticked.length > 0 ? ticked : shown;
}
