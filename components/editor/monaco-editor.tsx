'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useResolvedTheme } from '@/components/ui/theme';
import { type Binding, bind } from './binding';
import type { EditorProps } from './contract';
import { chosenDecorations, marginDecorations, offerFixes, showMarks, showZone } from './marks';
import { monaco, useSchema as setSchema } from './monaco';
import { themeFrom } from './theme';
import './editor.css';

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

const themeName = 'sallyport';

/** Monaco on a text that belongs to somebody else. Mounted only in the browser, and only when it is wanted. */
export function MonacoEditor(props: EditorProps) {
  const { source, marks, chosen, activeMark, tabMovesFocus, schema, label } = props;
  const holder = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const scheme = useResolvedTheme();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!holder.current) return;
    monaco.editor.defineTheme(themeName, themeFrom(holder.current, scheme));
    monaco.editor.setTheme(themeName);
  }, [scheme]);

  useEffect(() => setSchema(schema), [schema]);

  const ready = useEffectEvent(props.onReady);
  useEffect(() => {
    if (!holder.current) return;
    const model = monaco.editor.createModel(
      source.read(),
      'json',
      monaco.Uri.parse('inmemory://policy/policy.json'),
    );
    if (!source.read().includes('\r')) model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    const made = create(holder.current, model, latest.current.label);
    const binding: Binding = bind(model, source, {
      onType: (edits) => latest.current.onType(edits),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
    });
    made.onDidChangeCursorPosition((event) => {
      if (!binding.isApplying()) latest.current.onCursor(model.getOffsetAt(event.position));
    });
    const withdraw = offerFixes(
      made,
      () => latest.current.marks,
      (id) => latest.current.onFix(id),
    );
    setEditor(made);
    ready({
      focus: () => made.focus(),
      goTo(offset) {
        const position = model.getPositionAt(offset);
        made.setPosition(position);
        made.revealPositionInCenterIfOutsideViewport(position);
        made.focus();
      },
      reveal(offset, length) {
        const from = model.getPositionAt(offset).lineNumber;
        const to = model.getPositionAt(offset + length).lineNumber;
        made.revealLinesInCenterIfOutsideViewport(from, Math.min(to, from + 8));
      },
    });
    return () => {
      ready(null);
      setEditor(null);
      withdraw();
      binding.dispose();
      made.dispose();
      model.dispose();
    };
  }, [source]);

  useEffect(() => editor?.updateOptions({ tabFocusMode: tabMovesFocus }), [editor, tabMovesFocus]);
  useEffect(() => editor?.updateOptions({ ariaLabel: label }), [editor, label]);
  useEffect(() => {
    if (editor) showMarks(editor, marks);
  }, [editor, marks]);
  useEffect(() => {
    const shown = editor?.createDecorationsCollection(marginDecorations(editor, marks));
    return () => shown?.clear();
  }, [editor, marks]);
  const start = chosen?.offset;
  const length = chosen?.length;
  useEffect(() => {
    if (!editor || start === undefined || length === undefined) return;
    const shown = editor.createDecorationsCollection(chosenDecorations(editor, { offset: start, length }));
    return () => shown.clear();
  }, [editor, start, length]);
  useEffect(() => {
    const mark = marks.find((candidate) => candidate.id === activeMark);
    return editor && mark ? showZone(editor, mark, (id) => latest.current.onFix(id)) : undefined;
  }, [editor, marks, activeMark]);

  return <div ref={holder} className="size-full min-h-0 min-w-0" />;
}

function create(holder: HTMLElement, model: monaco.editor.ITextModel, label: string): CodeEditor {
  return monaco.editor.create(holder, {
    model,
    theme: themeName,
    ariaLabel: label,
    automaticLayout: true,
    fontFamily: getComputedStyle(holder).getPropertyValue('--mono'),
    fontSize: 12,
    lineHeight: 20,
    fontLigatures: false,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: true,
    minimap: { enabled: false },
    glyphMargin: true,
    lineDecorationsWidth: 12,
    lineNumbersMinChars: 4,
    folding: true,
    showFoldingControls: 'mouseover',
    guides: { indentation: true },
    padding: { top: 8, bottom: 24 },
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    smoothScrolling: false,
    stickyScroll: { enabled: false },
    links: false,
    colorDecorators: false,
    unusualLineTerminators: 'off',
    wordBasedSuggestions: 'off',
    quickSuggestions: { strings: true, other: true, comments: false },
    fixedOverflowWidgets: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    bracketPairColorization: { enabled: false },
    occurrencesHighlight: 'off',
    accessibilitySupport: 'auto',
    dragAndDrop: false,
  });
}
