import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applyEdits, parse, print, recommend } from '@/lib/policy';
import { createBuilder } from './create';

const tools = [
  { name: 'start_scan', class: 'Execute' as const },
  { name: 'drop_table', class: 'Destructive' as const },
];
const text = print(recommend(tools));
const allowDrop = { kind: 'decide', tools: ['drop_table'], action: 'allow' } as const;

/** As in a browser without workers: the engine is loaded on this thread, and answers later all the same. */
function open() {
  const store = createBuilder(
    {
      server: null,
      policyId: 'p',
      tools,
      downloadName: 'p.policy.json',
      save: async () => ({ ok: true, version: 2 }),
      rename: async () => ({ ok: true, value: null }),
      lastCalls: null,
      reviewSettings: { unreviewed: 'deny', drifted: 'deny' },
    },
    { text, faults: [], name: 'P', version: 1 },
  );
  store.connect();
  const decide = (action: 'allow' | 'deny' | 'hide') =>
    store.actions.perform([{ ...allowDrop, tools: ['drop_table'], action }], action);
  return { store, decide };
}

describe('what is asked one after another', () => {
  test('is done in that order, though the engine answers later: undo takes back what was asked before it', async () => {
    const { store, decide } = open();
    const allowed = decide('allow');
    const refused = store.actions.perform([{ kind: 'set', pointer: '/default', value: 'maybe' }], 'default', {
      quiet: true,
    });
    store.actions.undo();
    expect(await allowed).toBeNull();
    expect(await refused).not.toBeNull();
    expect((await store.actions.settled()).text).toBe(text);
    store.actions.redo();
    const document = await store.actions.settled();
    expect(parse(document.text)).toEqual({ ok: true, policy: document.valid?.policy });
    expect(store.derived.row('drop_table')?.decision).toBe('allow');
  });

  test('keeps what is typed while an edit of the form is being made', async () => {
    const { store, decide } = open();
    const denied = decide('deny');
    store.actions.type([{ offset: 0, length: 0, text: '\n' }]);
    expect(await denied).toBeNull();
    const document = await store.actions.settled();
    expect(document.text.startsWith('\n{')).toBe(true);
    expect(store.derived.row('drop_table')?.decision).toBe('deny');
  });

  test('is refused while the text is no policy, and the text stays as it is', async () => {
    const { store, decide } = open();
    store.actions.type([{ offset: 0, length: 1, text: '' }]);
    const broken = (await store.actions.settled()).text;
    expect(await decide('allow')).not.toBeNull();
    expect((await store.actions.settled()).text).toBe(broken);
  });
});

describe('a mounted editor', () => {
  let draw = () => {};
  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', (then: () => void) => {
      draw = then;
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  /** What the editor shows, by the edits that it is told alone. */
  function mount(store: ReturnType<typeof open>['store']) {
    const editor = { text: store.source.read() };
    store.source.subscribe((edits) => {
      editor.text = applyEdits(editor.text, edits ?? []);
    });
    return editor;
  }

  test('shows an edit of the form in a frame of its own, and the form follows it', async () => {
    const { store, decide } = open();
    const editor = mount(store);
    const allowed = decide('allow');
    await vi.waitFor(() => expect(editor.text).not.toBe(text));
    expect(store.source.read()).toBe(editor.text);
    expect(store.getState().document.text).toBe(text);
    draw();
    expect(await allowed).toBeNull();
    expect(store.getState().document.text).toBe(editor.text);
    expect(store.derived.row('drop_table')?.decision).toBe('allow');
  });

  test('that is typed in before that frame loses nothing, and is told of the edit once', async () => {
    const { store, decide } = open();
    const editor = mount(store);
    const allowed = decide('allow');
    await vi.waitFor(() => expect(editor.text).not.toBe(text));
    const shown = editor.text;
    store.actions.type([{ offset: 0, length: 0, text: '\n' }]);
    draw();
    expect(await allowed).toBeNull();
    const document = await store.actions.settled();
    expect(document.text).toBe(`\n${shown}`);
    expect(document.past.map(({ source }) => source)).toEqual(['form', 'editor']);
    store.actions.undo();
    store.actions.undo();
    expect((await store.actions.settled()).text).toBe(text);
    expect(editor.text).toBe(text);
  });
});

test('two texts are compared by what they mean', async () => {
  const { store, decide } = open();
  await decide('allow');
  const { text: after } = await store.actions.settled();
  expect(await store.actions.compare(text, after)).toMatchObject([
    { tool: 'drop_table', relation: 'looser' },
  ]);
  expect(await store.actions.compare(text, text)).toEqual([]);
});
