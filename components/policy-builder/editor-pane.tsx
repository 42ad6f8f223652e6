'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type EditorMark, PolicyEditor } from '@/components/editor';
import { Button } from '@/components/ui/button';
import { type Json, places } from '@/lib/json';
import { problemBy, spanAt, stateOf } from './document';
import { useActions, useBuilder, useBuilderStore } from './state';
import { spanOf } from './state/chosen';

/** The text: its state above, the editor, and where the cursor is below. */
export function EditorPane() {
  const store = useBuilderStore();
  const found = useBuilder((state) => state.found);
  const activeProblem = useBuilder((state) => state.activeProblem);
  const tabMovesFocus = useBuilder((state) => state.tabMovesFocus);
  const span = useBuilder((state) => (state.chosen ? spanOf(state, state.chosen) : undefined));
  const actions = useActions();
  // Not a state of this component: the editor is not drawn again because its cursor moved.
  const [cursor] = useState(() => createStore(() => ({ offset: 0 })));
  const schema = useSchema();
  const marks = useMemo<EditorMark[]>(
    () =>
      found.map(({ id, level, message, code, fix }) => ({
        id,
        level,
        message,
        code,
        ...(fix && { fix: fix.title }),
      })),
    [found],
  );
  return (
    <div className="flex h-full min-h-0 flex-col border-line bg-surface lg:border-l">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4 text-12">
        <h2 className="font-mono font-medium">policy.json</h2>
        <TextState />
        <span className="flex-1" />
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={tabMovesFocus}
          title="What the Tab key does in the editor (Ctrl+M)"
          onClick={() => actions.look({ tabMovesFocus: !tabMovesFocus })}
        >
          {tabMovesFocus ? 'Tab moves focus' : 'Tab indents'}
        </Button>
      </header>
      <div className="min-h-0 flex-1">
        <PolicyEditor
          label="policy.json. Tab moves focus or indents, as the switch above says."
          source={store.source}
          onType={actions.type}
          onUndo={actions.undo}
          onRedo={actions.redo}
          onCursor={(offset) => {
            cursor.setState({ offset });
            actions.cursorAt(offset);
          }}
          onFix={actions.fix}
          onReady={actions.editorReady}
          marks={marks}
          placeOf={(id) => problemBy(store.getState().problems, id)}
          chosen={span ?? null}
          activeMark={activeProblem}
          tabMovesFocus={tabMovesFocus}
          schema={schema}
        />
      </div>
      <Where cursor={cursor} />
    </div>
  );
}

function TextState() {
  const state = useBuilder((s) => stateOf(s.document));
  const faults = useBuilder((s) => s.document.faults?.length ?? 0);
  const findings = useBuilder((s) => s.problems.length);
  const checked = useBuilder((s) => s.readText === s.document.text);
  const said = findings === 0 ? 'valid' : `valid, ${findings} ${findings === 1 ? 'finding' : 'findings'}`;
  if (state === 'broken') {
    return (
      <span className="text-f-error">
        not a policy, {faults} {faults === 1 ? 'fault' : 'faults'}
      </span>
    );
  }
  return <span className="text-ink-3">{state === 'pending' || !checked ? 'checking …' : said}</span>;
}

/** Told when there is time: a line is counted from the beginning of the text. */
function Where({ cursor }: { cursor: StoreApi<{ offset: number }> }) {
  const offset = useDeferredValue(useStore(cursor, (at) => at.offset));
  const text = useDeferredValue(useBuilder((state) => state.document.text));
  const spans = useDeferredValue(useBuilder((state) => state.spans));
  const { line, column } = useMemo(() => places(text), [text])(offset);
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-t border-line px-4 text-11 text-ink-3">
      <span className="shrink-0">
        Line {line}, column {column}
      </span>
      <span className="min-w-0 flex-1 truncate font-mono">{spanAt(spans, offset)?.pointer}</span>
      <span>JSON</span>
    </footer>
  );
}

/** The language's JSON Schema, from the app itself, and only once somebody edits text. Without it there is no completion. */
function useSchema(): Json | null {
  const [schema, setSchema] = useState<Json | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch('/policy.schema.json', { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((json: Json | null) => setSchema(json))
      .catch(() => setSchema(null));
    return () => stop.abort();
  }, []);
  return schema;
}
