/** How the editor looks and what it offers. Nothing in it fetches, follows or runs what a text says. */

import type { EditorProps } from '@monaco-editor/react';

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
