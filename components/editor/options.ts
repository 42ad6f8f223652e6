/** How the editor looks and what it offers. Nothing in it fetches, follows or runs what a text says. */

import type { EditorProps } from '@monaco-editor/react';
import type { editor } from 'monaco-editor/editor/editor.api';

export function options(): EditorProps['options'] {
  return {
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
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
    // The default draws the blanks of a selection, and looks at every line for them at every key.
    renderWhitespace: 'none',
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
    // 'always' looks for the brackets around the cursor in the whole text, at every key.
    matchBrackets: 'near',
    occurrencesHighlight: 'off',
    accessibilitySupport: 'auto',
    dragAndDrop: false,
  };
}

const restMs = 400;

/**
 * The bracket that belongs to the one at the cursor is looked for in all of the text, after every edit anew: once nobody types.
 * Monaco waits 50 ms and has no option for it. Where another version keeps that elsewhere, it goes on as it does.
 */
export function letBracketsRest(given: editor.IStandaloneCodeEditor): void {
  const matching = given.getContribution('editor.contrib.bracketMatchingController') as unknown as {
    _updateBracketsSoon?: { timeout?: number };
  } | null;
  if (matching?._updateBracketsSoon?.timeout !== undefined) matching._updateBracketsSoon.timeout = restMs;
}
