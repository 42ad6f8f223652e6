/** What an editor pane is told and tells, whichever of the two draws it. Offsets and lengths are UTF-16 units of the text. */

import type { Json } from '@/lib/json';
import type { FindingLevel, TextEdit } from '@/lib/policy';

/** The text that the pane shows. It belongs to somebody else, who is told every change and tells of others'. */
export type EditorSource = {
  read(): string;
  /** The listener hears of every change of the text, after it: the edits that made it, where they are known. */
  subscribe(listener: (edits: TextEdit[] | null) => void): () => void;
};

export type Stretch = { offset: number; length: number };

export type EditorMark = {
  id: string;
  level: FindingLevel;
  message: string;
  code: string;
  /** The words on the button that repairs it. */
  fix?: string;
};

export type EditorHandle = {
  focus(): void;
  /** Puts the cursor there and takes the focus. */
  goTo(offset: number): void;
  /** Brings it into view and moves nothing. */
  reveal(offset: number, length: number): void;
};

export type EditorProps = {
  label: string;
  source: EditorSource;
  onType(edits: TextEdit[]): void;
  onUndo(): void;
  onRedo(): void;
  /** The person moved the cursor. */
  onCursor(offset: number): void;
  onFix(id: string): void;
  onReady(handle: EditorHandle | null): void;
  /** The same list as long as they say the same: what only moved along with the text is not told anew. */
  marks: readonly EditorMark[];
  /** Where a mark stands in the text as it is now. */
  placeOf(id: string): Stretch | undefined;
  /** The lines of what is chosen. */
  chosen: Stretch | null;
  /** The mark whose message stands below its line. */
  activeMark: string | null;
  tabMovesFocus: boolean;
  /** JSON Schema for completion and hovers. Nothing is fetched. */
  schema: Json | null;
};
