/**
 * Holds a Monaco model and a source of text together. The history is the source's: Monaco's own undo is turned to it.
 * INVARIANT: the model shows the source's text, with line ends made alike.
 */

import type { editor } from 'monaco-editor/editor/editor.api';
import { editBetween } from '@/components/text-edits';
import { applyEdits, type TextEdit } from '@/lib/policy';
import type { EditorSource } from './contract';

type Handlers = { onType(edits: TextEdit[]): void; onUndo(): void; onRedo(): void };

export type Binding = {
  /** True while a change of the source is being shown: what the cursor does then is nobody's wish. */
  isApplying(): boolean;
  /**
   * Writes the first character of a line over itself. The first edit would wait for the browser to make code of all that
   * Monaco runs for it: better before anybody asks.
   */
  rehearse(line: number): void;
  dispose(): void;
};

export function bind(model: editor.ITextModel, source: EditorSource, handlers: Handlers): Binding {
  let applying = false;
  let told: string | null = null;

  const typed = model.onDidChangeContent((event) => {
    if (applying) return;
    const before = source.read();
    const after = model.getValue();
    const edits = event.changes
      .map((change) => ({ offset: change.rangeOffset, length: change.rangeLength, text: change.text }))
      .sort((a, b) => a.offset - b.offset);
    const exact = !event.isFlush && !event.isEolChange && applyEdits(before, edits) === after;
    // While what was typed is told, the model's text is known, and is not put together again.
    told = after;
    try {
      handlers.onType(exact ? edits : editBetween(before, after));
    } finally {
      told = null;
    }
  });

  const unsubscribe = source.subscribe((edits) => {
    const shown = told ?? model.getValue();
    const wanted = inEolOf(model, source.read());
    if (shown === wanted) return;
    const exact = edits !== null && applyEdits(shown, edits) === wanted ? edits : editBetween(shown, wanted);
    apply(exact);
  });

  function apply(edits: TextEdit[]) {
    applying = true;
    try {
      model.pushStackElement();
      model.pushEditOperations(
        [],
        edits.map((edit) => ({ range: rangeOf(model, edit), text: edit.text, forceMoveMarkers: false })),
        () => null,
      );
      model.pushStackElement();
    } finally {
      applying = false;
    }
  }

  const restore = turnUndo(model, handlers);
  return {
    isApplying: () => applying,
    rehearse(line) {
      const offset = model.getOffsetAt({ lineNumber: line, column: 1 });
      const [first = ''] = model.getLineContent(line);
      if (first !== '') apply([{ offset, length: first.length, text: first }]);
    },
    dispose() {
      typed.dispose();
      unsubscribe();
      restore();
    },
  };
}

export function rangeOf(model: editor.ITextModel, at: { offset: number; length: number }) {
  const start = model.getPositionAt(at.offset);
  const end = model.getPositionAt(at.offset + at.length);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

/** Every way to undo in Monaco (keys, menus, commands) ends in these two methods of its model. */
function turnUndo(model: editor.ITextModel, { onUndo, onRedo }: Handlers): () => void {
  Object.assign(model, { undo: onUndo, redo: onRedo });
  return () => {
    Reflect.deleteProperty(model, 'undo');
    Reflect.deleteProperty(model, 'redo');
  };
}

function inEolOf(model: editor.ITextModel, text: string): string {
  return text.includes('\r') ? text.replace(/\r\n|\r|\n/g, model.getEOL()) : text;
}
