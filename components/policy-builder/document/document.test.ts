import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, edit, type Fault, parse, type RuleSet } from '@/lib/policy';
import {
  type BuilderDocument,
  type Change,
  openDocument,
  redo,
  replaceText,
  seal,
  settle,
  stateOf,
  take,
  type,
  undo,
} from './document';
import { createEngine } from './engine';

const first =
  '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "read_file": {},\n    "__proto__": {}\n  }\n}\n';

const engine = createEngine([]);

function faultsIn(text: string): Fault[] {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.faults;
}

const open = (text: string) => openDocument(text, faultsIn(text));
const read = (document: BuilderDocument) =>
  settle(document, { text: document.text, faults: faultsIn(document.text) });

/** What the form does: the engine makes the edits, the document takes them. */
function perform(document: BuilderDocument, commands: Command[], meta: Parameters<typeof take>[2]): Change {
  const made = engine.make(document.text, commands);
  return made.ok ? take(document, made.edits, meta, made.succession) : made;
}

function must(change: Change): BuilderDocument {
  if (!change.ok) throw new Error(change.message);
  return change.document;
}

function expectModelIsText(document: BuilderDocument) {
  const parsed = parse(document.text);
  if (stateOf(document) === 'valid') {
    expect(parsed).toEqual({ ok: true, policy: document.valid?.policy });
    // The order of keys is part of what is shown, and no part of equality.
    expect(JSON.stringify(document.valid?.policy)).toBe(JSON.stringify(JSON.parse(document.text)));
    expect(document.valid?.text).toBe(document.text);
  }
}

const name = fc.constantFrom('read_file', '__proto__', 'send mail', 'a/b~c', 'constructor', 'x', '10');
const command = fc.oneof(
  fc
    .tuple(
      fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('allow', 'deny', 'hide', 'approve'),
    )
    .map(([tools, action]): Command => ({ kind: 'decide', tools, action: action as 'allow' })),
  fc.tuple(name, fc.integer({ min: 0, max: 99 })).map(
    ([tool, max]): Command => ({
      kind: 'set',
      pointer: `/tools/${tool.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      value: { limits: [{ counter: 'c', window: 'minute', max }] },
    }),
  ),
  fc.constantFrom('allow', 'deny').map((value): Command => ({ kind: 'set', pointer: '/default', value })),
);

describe('the builder’s document', () => {
  test('after any sequence of commands the model equals the text, and undoing them all gives back the first bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(command, { minLength: 1, maxLength: 3 }), fc.boolean())),
        (steps) => {
          let document = open(first);
          for (const [commands, group] of steps) {
            const change = perform(document, commands, { label: 'x', atMs: 0, ...(group && { group: 'g' }) });
            if (change.ok) document = change.document;
            expectModelIsText(document);
          }
          const last = document.text;
          while (document.past.length > 0) {
            document = must(undo(document));
            expect(stateOf(document)).toBe('valid');
            expectModelIsText(document);
          }
          expect(document.text).toBe(first);
          while (document.future.length > 0) document = must(redo(document));
          expect(document.text).toBe(last);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('form and editor share one history, in the order in which things were done', () => {
    let document = open(first);
    document = must(
      perform(document, [{ kind: 'decide', tools: ['x'], action: 'allow' }], { label: 'allow', atMs: 0 }),
    );
    const afterForm = document.text;
    document = type(document, [{ offset: 1, length: 0, text: ' ' }], 10);
    document = read(document);
    document = must(
      perform(document, [{ kind: 'decide', tools: ['y'], action: 'hide' }], { label: 'hide', atMs: 20 }),
    );
    document = must(undo(must(undo(document))));
    expect(document.text).toBe(afterForm);
    document = must(undo(document));
    expect(document.text).toBe(first);
    expect(must(redo(must(redo(must(redo(document)))))).text).toContain('"y"');
  });

  test('a broken text keeps the last valid policy, refuses the form and is never rewritten', () => {
    let document = open(first);
    document = type(document, [{ offset: 0, length: 1, text: '' }], 0);
    expect(stateOf(document)).toBe('pending');
    document = read(document);
    expect(stateOf(document)).toBe('broken');
    const broken = document.text;
    const change = perform(document, [{ kind: 'decide', tools: ['x'], action: 'allow' }], {
      label: 'x',
      atMs: 1,
    });
    expect(change.ok).toBe(false);
    expect(document.text).toBe(broken);
    expect(document.valid?.text).toBe(first);
    expect(must(undo(document)).text).toBe(first);
  });

  test('the way back to the last valid policy is one step, which undo takes back', () => {
    let document = type(open(first), [{ offset: 3, length: 9, text: 'nonsense' }], 0);
    const broken = document.text;
    document = read(document);
    const restored = replaceText(document, document.valid?.text ?? '', { label: 'back', atMs: 5 }).document;
    expect(restored.text).toBe(first);
    expect(stateOf(restored)).toBe('valid');
    expect(must(undo(restored)).text).toBe(broken);
  });

  test('an answer about an older text is dropped', () => {
    const before = type(open(first), [{ offset: 1, length: 0, text: ' ' }], 0);
    const after = type(before, [{ offset: 1, length: 0, text: '}' }], 5);
    expect(settle(after, { text: before.text, faults: faultsIn(before.text) })).toBe(after);
  });

  test('letters typed one after another are one undo step, a caret that jumped begins another', () => {
    let document = open(first);
    for (const [i, letter] of [...'abc'].entries()) {
      document = type(document, [{ offset: 1 + i, length: 0, text: letter }], i * 100);
    }
    expect(document.past).toHaveLength(1);
    document = type(document, [{ offset: 10, length: 0, text: 'z' }], 400);
    expect(document.past).toHaveLength(2);
    expect(must(undo(must(undo(document)))).text).toBe(first);
  });

  test('a field’s keystrokes are one undo step until the field is left', () => {
    const set = (document: BuilderDocument, max: number, atMs: number) =>
      must(
        perform(
          document,
          [{ kind: 'set', pointer: '/tools/x', value: { rate_limit: { max, window: 'hour' } } }],
          {
            label: 'limit',
            atMs,
            group: 'field max',
          },
        ),
      );
    const two = set(set(open(first), 1, 0), 12, 60_000);
    expect(two.past).toHaveLength(1);
    const three = set(seal(two), 120, 60_300);
    expect(three.past).toHaveLength(2);
    expect(must(undo(three)).text).toBe(two.text);
    expect(must(undo(must(undo(three)))).text).toBe(first);
  });

  test('typing that ends where it began leaves no step behind', () => {
    let document = type(open(first), [{ offset: 1, length: 0, text: 'a' }], 0);
    document = type(document, [{ offset: 1, length: 1, text: '' }], 100);
    expect(document.text).toBe(first);
    expect(document.past).toHaveLength(0);
  });

  test('a rule set that did not change keeps its identity', () => {
    const before = open(first);
    const after = must(
      perform(before, [{ kind: 'decide', tools: ['x'], action: 'deny' }], { label: 'x', atMs: 0 }),
    );
    const own = (document: BuilderDocument): RuleSet | undefined => document.valid?.policy.tools?.read_file;
    expect(own(after)).toBe(own(before));
  });

  test('a command makes the same text as the engine’s own edit', () => {
    const commands: Command[] = [{ kind: 'decide', tools: ['x', 'read_file'], action: 'hide' }];
    const made = must(perform(open(first), commands, { label: 'x', atMs: 0 }));
    expect(edit(first, commands)).toMatchObject({ ok: true, text: made.text });
  });
});
