'use client';

import { Editor, loader, type Monaco } from '@monaco-editor/react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { useResolvedTheme } from '@/components/ui/theme';
import { bind } from './binding';
import type { EditorProps } from './contract';
import { marginDecorations, offerFixes, showChosen, showMarks, showZone } from './marks';
import { monaco, useSchema as setSchema } from './monaco';
import { letBracketsRest, options } from './options';
import { themeFrom } from './theme';
import './editor.css';

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

const themeName = 'sallyport';

// INVARIANT: set before the first editor is drawn, or the loader would ask a foreign host for Monaco.
loader.config({ monaco: monaco as unknown as Monaco });

/** Monaco on a text that belongs to somebody else. Mounted only in the browser, and only when it is wanted. */
export function MonacoEditor(props: EditorProps) {
  const { source, marks, chosen, activeMark, tabMovesFocus, schema, label } = props;
  const holder = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  // A model of another mount that is still there must not lend its text to this one.
  const path = `inmemory://policy/${useId()}/policy.json`;
  const [first] = useState(() => source.read());
  // INVARIANT: the same object always. Given another, the editor takes all of them in anew and draws itself again.
  const [given] = useState(options);
  const scheme = useResolvedTheme();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  const dress = useEffectEvent(() => {
    if (!holder.current) return;
    monaco.editor.defineTheme(themeName, themeFrom(holder.current, scheme));
    monaco.editor.setTheme(themeName);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens follow the scheme
  useEffect(() => dress(), [scheme]);

  useEffect(() => setSchema(schema), [schema]);

  const ready = useEffectEvent(props.onReady);
  useEffect(() => {
    const model = editor?.getModel();
    if (!editor || !model) return;
    if (!source.read().includes('\r')) model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    letBracketsRest(editor);
    const binding = bind(model, source, {
      onType: (edits) => latest.current.onType(edits),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
    });
    const watch = editor.onDidChangeCursorPosition((event) => {
      if (!binding.isApplying()) latest.current.onCursor(model.getOffsetAt(event.position));
    });
    const withdraw = offerFixes(
      editor,
      () => latest.current.marks,
      (id) => latest.current.placeOf(id),
      (id) => latest.current.onFix(id),
    );
    ready({
      focus: () => editor.focus(),
      goTo(offset) {
        const position = model.getPositionAt(offset);
        editor.setPosition(position);
        editor.revealPositionInCenterIfOutsideViewport(position);
        editor.focus();
      },
      reveal(offset, length) {
        const from = model.getPositionAt(offset).lineNumber;
        const to = model.getPositionAt(offset + length).lineNumber;
        editor.revealLinesInCenterIfOutsideViewport(from, Math.min(to, from + 8));
      },
    });
    const stop = whenIdle(() => {
      const line = editor.getVisibleRanges()[0]?.startLineNumber;
      if (line !== undefined && !editor.hasTextFocus()) binding.rehearse(line);
    });
    return () => {
      stop();
      ready(null);
      withdraw();
      watch.dispose();
      binding.dispose();
    };
  }, [editor, source]);

  useEffect(() => editor?.updateOptions({ tabFocusMode: tabMovesFocus }), [editor, tabMovesFocus]);
  useEffect(() => editor?.updateOptions({ ariaLabel: label }), [editor, label]);
  const margin = useDecorations(editor);
  const lines = useDecorations(editor);
  useEffect(() => {
    if (!editor || !margin) return;
    const placeOf = latest.current.placeOf;
    showMarks(editor, marks, placeOf);
    margin.set(marginDecorations(editor, marks, placeOf));
  }, [editor, margin, marks]);
  const start = chosen?.offset;
  const length = chosen?.length;
  useEffect(() => {
    if (!editor || !lines) return;
    const isChosen = start !== undefined && length !== undefined;
    showChosen(editor, lines, isChosen ? { offset: start, length } : null);
  }, [editor, lines, start, length]);
  useEffect(() => {
    const mark = marks.find((candidate) => candidate.id === activeMark);
    const { placeOf, onFix } = latest.current;
    return editor && mark ? showZone(editor, mark, placeOf, onFix) : undefined;
  }, [editor, marks, activeMark]);

  return (
    <div ref={holder} className="size-full min-h-0 min-w-0">
      <Editor
        path={path}
        language="json"
        defaultValue={first}
        theme={themeName}
        options={given}
        loading={null}
        beforeMount={() => dress()}
        onMount={(made) => setEditor(made as unknown as CodeEditor)}
      />
    </div>
  );
}

function whenIdle(then: () => void): () => void {
  // Safari has no requestIdleCallback.
  const idle = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  if (!idle) {
    const timer = setTimeout(then, 500);
    return () => clearTimeout(timer);
  }
  const asked = idle(then, { timeout: 2_000 });
  return () => cancelIdleCallback(asked);
}

/** Decorations of one kind, which go with the editor. */
function useDecorations(editor: CodeEditor | null): monaco.editor.IEditorDecorationsCollection | null {
  const made = useMemo(() => editor?.createDecorationsCollection() ?? null, [editor]);
  useEffect(() => () => made?.clear(), [made]);
  return made;
}
