/** Monaco's colours, read from the same tokens as everything else: it wants plain hex, they are light-dark() pairs. */

import type { editor } from 'monaco-editor/editor/editor.api';

const colours = {
  'editor.background': '--surface',
  'editor.foreground': '--ink',
  'editorCursor.foreground': '--ink',
  'editorLineNumber.foreground': '--ink-3',
  'editorLineNumber.activeForeground': '--ink',
  'editorLineNumber.dimmedForeground': '--ink-3',
  'editorGutter.background': '--surface',
  'editorIndentGuide.background1': '--line',
  'editorIndentGuide.activeBackground1': '--line-2',
  'editor.selectionBackground': '--mark',
  'editor.inactiveSelectionBackground': '--mark',
  'editor.findMatchBackground': '--held-tint',
  'editor.findMatchHighlightBackground': '--held-tint',
  'editorBracketMatch.background': '--mark',
  'editorBracketMatch.border': '--mark',
  'editorError.foreground': '--f-error',
  'editorWarning.foreground': '--f-security',
  'editorInfo.foreground': '--f-suggestion',
  'editorHint.foreground': '--f-suggestion',
  'editorWidget.background': '--raised',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--line-2',
  'editorHoverWidget.background': '--raised',
  'editorHoverWidget.foreground': '--ink',
  'editorHoverWidget.border': '--line-2',
  'editorHoverWidget.statusBarBackground': '--sunken',
  'editorSuggestWidget.background': '--raised',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.border': '--line-2',
  'editorSuggestWidget.selectedBackground': '--accent-tint',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent-ink',
  'editorSuggestWidget.focusHighlightForeground': '--accent-ink',
  'input.background': '--surface',
  'input.foreground': '--ink',
  'input.border': '--field',
  'inputOption.activeBackground': '--accent-tint',
  'inputOption.activeForeground': '--accent-ink',
  'inputOption.activeBorder': '--accent-line',
  'list.hoverBackground': '--hover',
  'list.activeSelectionBackground': '--accent-tint',
  'list.activeSelectionForeground': '--ink',
  'list.focusBackground': '--accent-tint',
  'list.focusForeground': '--ink',
  'menu.background': '--raised',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--hover',
  'menu.selectionForeground': '--ink',
  'menu.border': '--line-2',
  'scrollbarSlider.background': '--line-2',
  'scrollbarSlider.hoverBackground': '--field',
  'scrollbarSlider.activeBackground': '--field',
  'textLink.foreground': '--accent-ink',
  'textLink.activeForeground': '--accent-ink',
  'widget.border': '--line-2',
  focusBorder: '--focus',
} as const;

const tokens = {
  'string.key.json': '--c-key',
  'string.value.json': '--c-str',
  'number.json': '--c-num',
  'keyword.json': '--c-num',
  'delimiter.bracket.json': '--c-punc',
  'delimiter.array.json': '--c-punc',
  'delimiter.colon.json': '--c-punc',
  'delimiter.comma.json': '--c-punc',
  '': '--c-punc',
} as const;

export function themeFrom(element: HTMLElement, scheme: 'light' | 'dark'): editor.IStandaloneThemeData {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return hexOf(getComputedStyle(probe).color);
  };
  const theme: editor.IStandaloneThemeData = {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(tokens).map(([token, name]) => ({ token, foreground: read(name).slice(1) })),
    colors: {
      ...Object.fromEntries(Object.entries(colours).map(([key, name]) => [key, read(name)])),
      'scrollbar.shadow': '#00000000',
      'widget.shadow': '#00000033',
      'editorOverviewRuler.border': '#00000000',
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': '#00000000',
    },
  };
  probe.remove();
  return theme;
}

/** `rgb(1, 2, 3)` as `#010203`. Anything else that a browser may answer becomes grey, which is legible on both grounds. */
export function hexOf(colour: string): string {
  const channels = colour.match(/^rgba?\((\d+)[ ,]+(\d+)[ ,]+(\d+)/);
  if (!channels) return '#808080';
  return `#${channels
    .slice(1, 4)
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`;
}
