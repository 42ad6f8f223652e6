import { describe, expect, it } from 'vitest';
import type { Command, Policy } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { edit } from './edit';
import { applyEdits, invertEdits } from './text-edits';

const blank = `{
  "version": "1",
  "default": "deny",
  "tools": {}
}
`;

function edited(text: string, ...commands: Command[]): string {
  const result = edit(text, commands);
  if (!result.ok) throw new Error(result.message);
  expect(applyEdits(text, result.edits)).toBe(result.text);
  expect(applyEdits(result.text, invertEdits(text, result.edits))).toBe(text);
  return result.text;
}

function refusal(text: string, ...commands: Command[]): string {
  const result = edit(text, commands);
  if (result.ok) throw new Error('The edit was done.');
  return result.message;
}

describe('edit', () => {
  it('builds the example of the language from a blank document', () => {
    const text = edited(
      blank,
      { kind: 'decide', tools: ['start_security_scan'], action: 'allow' },
      {
        kind: 'insert',
        pointer: '/tools/start_security_scan/limits',
        index: 0,
        value: { counter: 'start_security_scan_rate', window: 'minute', max: 10, scope: 'grant' },
      },
    );
    expect(text).toBe(`{
  "version": "1",
  "default": "deny",
  "tools": {
    "start_security_scan": {
      "limits": [
        { "counter": "start_security_scan_rate", "window": "minute", "max": 10, "scope": "grant" }
      ]
    }
  }
}
`);
  });

  it('keeps every byte that it was not asked to change', () => {
    const text = `{ "version" :"1",\r\n\t"default":  "deny" ,\r\n\r\n\t"tools"\t: {"a":{} ,"b":{"action":"deny"}, "c":{}}   }\r\n\r\n`;
    expect(edited(text, { kind: 'set', pointer: '/tools/b/action', value: 'approve' })).toBe(
      text.replace('"action":"deny"', '"action":"approve"'),
    );
    expect(edited(text, { kind: 'remove', pointer: '/tools/b' })).toBe(
      text.replace(' ,"b":{"action":"deny"}', ''),
    );
    expect(edited(text, { kind: 'remove', pointer: '/tools/a' })).toBe(text.replace('"a":{} ,', ''));
    expect(edited(text, { kind: 'remove', pointer: '/tools/c' })).toBe(text.replace(', "c":{}', ''));
    expect(edited(text, { kind: 'rename', pointer: '/tools/b', key: 'é"' })).toBe(
      text.replace('"b"', '"é\\""'),
    );
    expect(edited(text, { kind: 'set', pointer: '/tools/d', value: {} })).toBe(
      text.replace('"c":{}', '"c":{}, "d":{}'),
    );
  });

  it('changes nothing where nothing differs', () => {
    const result = edit(blank, [
      { kind: 'set', pointer: '/default', value: 'deny' },
      { kind: 'set', pointer: '/tools', value: {} },
      { kind: 'decide', tools: ['x'], action: 'hide' },
      { kind: 'remove', pointer: '/hide' },
    ]);
    expect(result).toEqual({ ok: true, text: blank, edits: [] });
  });

  it('writes in the manner of its neighbours', () => {
    const tabs = '{\n\t"version": "1",\n\t"default": "deny",\n\t"tools": {\n\t\t"a": {}\n\t}\n}';
    expect(edited(tabs, { kind: 'set', pointer: '/tools/b', value: { action: 'deny' } })).toBe(
      '{\n\t"version": "1",\n\t"default": "deny",\n\t"tools": {\n\t\t"a": {},\n\t\t"b": {\n\t\t\t"action": "deny"\n\t\t}\n\t}\n}',
    );
    const dense = '{"version":"1","default":"deny","tools":{"a":{}}}';
    expect(edited(dense, { kind: 'set', pointer: '/tools/b/action', value: 'deny' })).toBe(
      '{"version":"1","default":"deny","tools":{"a":{},"b":{"action":"deny"}}}',
    );
    expect(
      edited(dense, { kind: 'set', pointer: '/tools/a/rate_limit', value: { max: 1, window: 60 } }),
    ).toBe('{"version":"1","default":"deny","tools":{"a":{"rate_limit":{"max":1,"window":60}}}}');
    const windows = blank.replaceAll('\n', '\r\n');
    expect(edited(windows, { kind: 'set', pointer: '/tools/b/action', value: 'deny' })).toBe(
      '{\r\n  "version": "1",\r\n  "default": "deny",\r\n  "tools": {\r\n    "b": {\r\n      "action": "deny"\r\n    }\r\n  }\r\n}\r\n',
    );
  });

  it('puts a new key where the language has it', () => {
    const text = edited(
      blank,
      { kind: 'set', pointer: '/hide', value: ['x'] },
      { kind: 'set', pointer: '/description', value: 'Ours.' },
      { kind: 'set', pointer: '/tests', value: [] },
    );
    expect(Object.keys(JSON.parse(text))).toEqual([
      'version',
      'description',
      'default',
      'hide',
      'tools',
      'tests',
    ]);
  });

  it('inserts, moves and removes in lists, with the bytes of what moves', () => {
    const text = '{ "version": "1", "default": "deny", "hide": [ "a",  "b",\n "c" ] }';
    expect(edited(text, { kind: 'insert', pointer: '/hide', index: 0, value: 'z' })).toContain(
      '[ "z",\n "a",  "b",\n "c" ]',
    );
    expect(edited(text, { kind: 'insert', pointer: '/hide', index: 3, value: 'z' })).toContain(
      '"c",\n "z" ]',
    );
    expect(edited(text, { kind: 'remove', pointer: '/hide/1' })).toContain('[ "a",\n "c" ]');
    const moved = edited(text, { kind: 'move', pointer: '/hide/2', to: 0 });
    expect(JSON.parse(moved).hide).toEqual(['c', 'a', 'b']);
    const emptied = edited(text, ...[0, 0, 0].map((): Command => ({ kind: 'remove', pointer: '/hide/0' })));
    expect(emptied).toContain('"hide": []');
  });

  it('does several commands in order, each on what the one before left', () => {
    const text = edited(
      blank,
      { kind: 'set', pointer: '/tools/a', value: {} },
      { kind: 'rename', pointer: '/tools/a', key: 'b' },
      { kind: 'set', pointer: '/tools/b/action', value: 'deny' },
      { kind: 'insert', pointer: '/tools/b/deny_if', index: 0, value: { conditions: [] } },
      { kind: 'insert', pointer: '/tools/b/deny_if', index: 0, value: { conditions: [], on_deny: 'x' } },
      { kind: 'move', pointer: '/tools/b/deny_if/0', to: 1 },
    );
    expect(JSON.parse(text).tools).toEqual({
      b: { action: 'deny', deny_if: [{ conditions: [] }, { conditions: [], on_deny: 'x' }] },
    });
  });

  it('treats __proto__ and its like as ordinary names', () => {
    const text = edited(
      blank,
      { kind: 'set', pointer: '/tools/__proto__', value: {} },
      { kind: 'decide', tools: ['constructor', '__proto__', 'toString'], action: 'deny' },
      { kind: 'rename', pointer: '/tools/toString', key: 'hasOwnProperty' },
    );
    const parsed = parse(text);
    expect(parsed.ok && Object.keys(parsed.policy.tools ?? {})).toEqual([
      '__proto__',
      'constructor',
      'hasOwnProperty',
    ]);
    expect(({} as { action?: string }).action).toBeUndefined();
    expect(edited(text, { kind: 'remove', pointer: '/tools/__proto__' })).not.toContain('__proto__');
  });

  it('never rewrites broken text', () => {
    for (const broken of [
      '',
      '{',
      blank.replace('"deny"', '"deny",,'),
      '{"a":1,"a":2}',
      '{"a":"\\ud800"}',
      '\ufeff{}',
    ])
      expect(refusal(broken, { kind: 'set', pointer: '/default', value: 'allow' })).not.toBe('');
  });

  it('refuses what cannot be done, and then does nothing at all', () => {
    const cases: Command[] = [
      { kind: 'remove', pointer: '/gone' },
      { kind: 'remove', pointer: '' },
      { kind: 'remove', pointer: 'tools' },
      { kind: 'rename', pointer: '/version', key: 'default' },
      { kind: 'insert', pointer: '/tools', index: 0, value: 1 },
      { kind: 'insert', pointer: '/hide', index: 1, value: 'a' },
      { kind: 'move', pointer: '/version', to: 9 },
      { kind: 'set', pointer: '/version/deeper', value: 1 },
      { kind: 'set', pointer: '/tools/a', value: Number.NaN },
      { kind: 'set', pointer: '/tools/a', value: '\ud800' },
      { kind: 'set', pointer: '/tools/a', value: undefined as never },
      { kind: 'set', pointer: '/tools/\ud800', value: {} },
    ];
    for (const command of cases)
      expect(refusal(blank, { kind: 'set', pointer: '/default', value: 'allow' }, command)).not.toBe('');
  });
});

describe('print', () => {
  it('writes what parse reads back', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      hide: ['a'],
      tools: {
        x: {},
        y: { require: [{ conditions: [{ path: 'args.a', op: 'in', value: [1, 'two', null] }] }] },
      },
      tests: [{ name: 'n', tool: 'x', expect: 'allow', arguments: { deep: { er: [1] } } }],
    };
    const text = print(policy);
    expect(parse(text)).toEqual({ ok: true, policy });
    expect(text).toContain('{ "path": "args.a", "op": "in", "value": [1, "two", null] }');
    expect(text).toContain('"hide": [\n    "a"\n  ]');
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('keeps a value on one line up to a hundred columns', () => {
    const arguments_ = (length: number) => ({ a: 'x'.repeat(length) });
    const lines = (length: number) =>
      print({
        version: '1',
        default: 'deny',
        tests: [{ name: 'n', tool: 't', expect: 'deny', arguments: arguments_(length) }],
      });
    expect(lines(60)).toContain(`"arguments": { "a": "${'x'.repeat(60)}" }`);
    expect(lines(90)).toContain(`"arguments": {\n`);
  });
});
