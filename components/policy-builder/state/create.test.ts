import { describe, expect, test } from 'vitest';
import { parse, print, recommend } from '@/lib/policy';
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

test('two texts are compared by what they mean', async () => {
  const { store, decide } = open();
  await decide('allow');
  const { text: after } = await store.actions.settled();
  expect(await store.actions.compare(text, after)).toMatchObject([
    { tool: 'drop_table', relation: 'looser' },
  ]);
  expect(await store.actions.compare(text, text)).toEqual([]);
});
