/** Findings and faults in the text: squiggles, shapes in the margin, the message below the line, and quick fixes. */

import { guideOf } from '@/components/risk/finding-guide';
import { rangeOf } from './binding';
import type { EditorMark, EditorProps, Stretch } from './contract';
import { monaco } from './monaco';

type CodeEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;
type Decorations = import('monaco-editor/editor/editor.api').editor.IEditorDecorationsCollection;
type PlaceOf = EditorProps['placeOf'];

const owner = 'policy';
const severities = {
  error: monaco.MarkerSeverity.Error,
  security: monaco.MarkerSeverity.Warning,
  warning: monaco.MarkerSeverity.Warning,
  suggestion: monaco.MarkerSeverity.Info,
};
const told = { error: 'Error', security: 'Security', warning: 'Warning', suggestion: 'Suggestion' };

/** Between two calls Monaco moves them along by itself. */
export function showMarks(editor: CodeEditor, marks: readonly EditorMark[], placeOf: PlaceOf): void {
  const model = editor.getModel();
  if (!model) return;
  monaco.editor.setModelMarkers(
    model,
    owner,
    marks.map((mark) => ({
      ...rangeOf(model, placeOf(mark.id) ?? nowhere),
      severity: severities[mark.level],
      message: mark.message,
      code: linkedCode(mark.code),
      source: told[mark.level],
    })),
  );
}

const nowhere: Stretch = { offset: 0, length: 0 };

/** In the hover the code leads to its page in the guide. */
function linkedCode(code: string) {
  const guide = guideOf(code);
  return guide === undefined
    ? code
    : { value: code, target: monaco.Uri.parse(new URL(guide, location.href).href) };
}

export function marginDecorations(editor: CodeEditor, marks: readonly EditorMark[], placeOf: PlaceOf) {
  const model = editor.getModel();
  const seen = new Set<number>();
  return marks.flatMap((mark) => {
    const line = model?.getPositionAt(placeOf(mark.id)?.offset ?? 0).lineNumber ?? 1;
    if (seen.has(line)) return [];
    seen.add(line);
    return [
      {
        range: new monaco.Range(line, 1, line, 1),
        options: { glyphMarginClassName: `sallyport-mark sallyport-mark-${mark.level}` },
      },
    ];
  });
}

/** Whatever is asked of Monaco's decorations lays out and draws the lines again: where they stand already nothing is. */
export function showChosen(editor: CodeEditor, shown: Decorations, chosen: Stretch | null): void {
  const model = editor.getModel();
  if (!model || !chosen) {
    shown.clear();
    return;
  }
  const { startLineNumber, endLineNumber } = rangeOf(model, chosen);
  const [now] = shown.getRanges();
  if (now?.startLineNumber === startLineNumber && now.endLineNumber === endLineNumber) return;
  shown.set([
    {
      range: new monaco.Range(startLineNumber, 1, endLineNumber, 1),
      options: {
        isWholeLine: true,
        className: 'sallyport-chosen',
        linesDecorationsClassName: 'sallyport-chosen-edge',
      },
    },
  ]);
}

/** The message of one mark, in a zone below its line, with the button that repairs it. */
export function showZone(
  editor: CodeEditor,
  mark: EditorMark,
  placeOf: PlaceOf,
  onFix: (id: string) => void,
): () => void {
  const model = editor.getModel();
  const at = placeOf(mark.id);
  if (!model || !at) return () => {};
  const box = document.createElement('div');
  box.className = `sallyport-zone sallyport-zone-${mark.level}`;
  const text = document.createElement('p');
  text.textContent = mark.message;
  const foot = document.createElement('div');
  if (mark.fix !== undefined) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = mark.fix;
    button.tabIndex = -1;
    button.addEventListener('click', () => onFix(mark.id));
    foot.append(button);
  }
  const guide = guideOf(mark.code);
  const code = document.createElement('span');
  if (guide === undefined) code.textContent = mark.code;
  else code.append(guideLink(mark.code, guide));
  foot.append(code);
  box.append(text, foot);
  const holder = document.createElement('div');
  holder.className = 'sallyport-zone-holder';
  holder.append(box);
  const zone = {
    afterLineNumber: model.getPositionAt(at.offset + at.length).lineNumber,
    heightInPx: 64,
    domNode: holder,
    suppressMouseDown: false,
  };
  let id = '';
  editor.changeViewZones((zones) => {
    id = zones.addZone(zone);
  });
  const fit = requestAnimationFrame(() => {
    zone.heightInPx = box.offsetHeight + 12;
    editor.changeViewZones((zones) => zones.layoutZone(id));
  });
  return () => {
    cancelAnimationFrame(fit);
    editor.changeViewZones((zones) => zones.removeZone(id));
  };
}

function guideLink(code: string, guide: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = guide;
  link.target = '_blank';
  link.rel = 'noreferrer';
  link.tabIndex = -1;
  link.textContent = code;
  return link;
}

/** Ctrl+. on a mark offers its repair. */
export function offerFixes(
  editor: CodeEditor,
  marks: () => readonly EditorMark[],
  placeOf: PlaceOf,
  onFix: (id: string) => void,
): () => void {
  const command = editor.addCommand(0, (_accessor, id: unknown) => {
    if (typeof id === 'string') onFix(id);
  });
  const provider = monaco.languages.registerCodeActionProvider('json', {
    provideCodeActions(model, range) {
      if (model !== editor.getModel() || command === null) return { actions: [], dispose() {} };
      const actions = marks()
        .filter((mark) => {
          const at = mark.fix === undefined ? undefined : placeOf(mark.id);
          return at && monaco.Range.areIntersectingOrTouching(rangeOf(model, at), range);
        })
        .map((mark) => ({
          title: mark.fix ?? '',
          kind: 'quickfix',
          command: { id: command, title: mark.fix ?? '', arguments: [mark.id] },
        }));
      return { actions, dispose() {} };
    },
  });
  return () => provider.dispose();
}
