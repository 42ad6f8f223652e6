/** Findings and faults in the text: squiggles, shapes in the margin, the message below the line, and quick fixes. */

import { guideOf } from '@/components/risk/finding-guide';
import { rangeOf } from './binding';
import type { EditorMark } from './contract';
import { monaco } from './monaco';

type CodeEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

const owner = 'policy';
const severities = {
  error: monaco.MarkerSeverity.Error,
  security: monaco.MarkerSeverity.Warning,
  warning: monaco.MarkerSeverity.Warning,
  suggestion: monaco.MarkerSeverity.Info,
};
const told = { error: 'Error', security: 'Security', warning: 'Warning', suggestion: 'Suggestion' };

export function showMarks(editor: CodeEditor, marks: readonly EditorMark[]): void {
  const model = editor.getModel();
  if (!model) return;
  monaco.editor.setModelMarkers(
    model,
    owner,
    marks.map((mark) => ({
      ...rangeOf(model, mark),
      severity: severities[mark.level],
      message: mark.message,
      code: linkedCode(mark.code),
      source: told[mark.level],
    })),
  );
}

/** In the hover the code leads to its page in the guide. */
function linkedCode(code: string) {
  const guide = guideOf(code);
  return guide === undefined
    ? code
    : { value: code, target: monaco.Uri.parse(new URL(guide, location.href).href) };
}

export function marginDecorations(editor: CodeEditor, marks: readonly EditorMark[]) {
  const model = editor.getModel();
  const seen = new Set<number>();
  return marks.flatMap((mark) => {
    const line = model?.getPositionAt(mark.offset).lineNumber ?? 1;
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

export function chosenDecorations(editor: CodeEditor, chosen: { offset: number; length: number } | null) {
  const model = editor.getModel();
  if (!model || !chosen) return [];
  const range = rangeOf(model, chosen);
  return [
    {
      range: new monaco.Range(range.startLineNumber, 1, range.endLineNumber, 1),
      options: {
        isWholeLine: true,
        className: 'sallyport-chosen',
        linesDecorationsClassName: 'sallyport-chosen-edge',
      },
    },
  ];
}

/** The message of one mark, in a zone below its line, with the button that repairs it. */
export function showZone(editor: CodeEditor, mark: EditorMark, onFix: (id: string) => void): () => void {
  const model = editor.getModel();
  if (!model) return () => {};
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
    afterLineNumber: model.getPositionAt(mark.offset + mark.length).lineNumber,
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
  onFix: (id: string) => void,
): () => void {
  const command = editor.addCommand(0, (_accessor, id: unknown) => {
    if (typeof id === 'string') onFix(id);
  });
  const provider = monaco.languages.registerCodeActionProvider('json', {
    provideCodeActions(model, range) {
      if (model !== editor.getModel() || command === null) return { actions: [], dispose() {} };
      const actions = marks()
        .filter(
          (mark) =>
            mark.fix !== undefined && monaco.Range.areIntersectingOrTouching(rangeOf(model, mark), range),
        )
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
