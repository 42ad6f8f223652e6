import { describe, expect, test } from 'vitest';
import { type Command, compile, decide, edit, type Policy, parse, print } from '@/lib/policy';
import {
  append,
  decideOn,
  freshLimit,
  limitAll,
  ownRuleSet,
  recommendAll,
  removeFrom,
  toolPointer,
} from './intents';
import { createRows, type Row } from './rows';
import type { BuilderTool } from './tool';

const tools: BuilderTool[] = [
  { name: 'list_files', class: 'Read' },
  { name: 'send_mail', class: 'Write' },
  { name: 'start_security_scan', class: 'Execute' },
  { name: 'drop_table', class: 'Destructive' },
  { name: 'pay', class: 'Financial' },
  { name: 'mystery' },
];

function rowsOf(policy: Policy): Row[] {
  return createRows(tools)(policy, []);
}

function changed(policy: Policy, commands: Command[]): Policy {
  const edited = edit(print(policy), commands);
  if (!edited.ok) throw new Error(edited.message);
  const parsed = parse(edited.text);
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message);
  return parsed.policy;
}

const row = (rows: Row[], name: string) => rows.find((one) => one.tool.name === name) as Row;
const bare: Policy = { version: '1', default: 'deny' };

describe('what is done in the form', () => {
  test('the example of the language is built by allowing a tool and adding a limit, and comes out exactly so', () => {
    const start = '{\n  "version": "1",\n  "default": "deny",\n  "tools": {}\n}\n';
    const scan = row(rowsOf(bare), 'start_security_scan');
    const allowed = edit(start, decideOn([scan], 'allow'));
    if (!allowed.ok) throw new Error(allowed.message);
    const pointer = toolPointer('start_security_scan');
    const limited = edit(allowed.text, append(pointer, {}, 'limits', freshLimit('start_security_scan', {})));
    expect(limited).toMatchObject({
      ok: true,
      text: `{
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
`,
    });
  });

  test('a second limit takes the next longer window and a counter of its own', () => {
    const first = freshLimit('pay', {});
    const second = freshLimit('pay', { limits: [first] });
    expect(second).toMatchObject({ window: 'hour', counter: 'pay_hour' });
    expect(freshLimit('pay', { rate_limit: { max: 1, window: 'minute' } }).counter).not.toBe('pay_rate');
  });

  test('the last rule of a list takes the list with it', () => {
    expect(removeFrom('/tools/a/limits', 1, 0)).toEqual([{ kind: 'remove', pointer: '/tools/a/limits' }]);
    expect(removeFrom('/tools/a/limits', 2, 1)).toEqual([{ kind: 'remove', pointer: '/tools/a/limits/1' }]);
  });

  test('a limit for all that match is added to each tool that can be called, and loosens none', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      classes: { Write: { deny_if: [{ conditions: [{ path: 'args.to', op: 'eq', value: 'all' }] }] } },
      tools: { list_files: {} },
    };
    const next = changed(policy, limitAll(rowsOf(policy), { max: 5, window: 'hour' }));
    expect(next.tools?.list_files?.limits).toHaveLength(1);
    expect(next.tools?.send_mail?.deny_if).toHaveLength(1);
    expect(next.tools?.drop_table).toBeUndefined();
    const verdict = decide(
      compile(next),
      { tool: 'send_mail', arguments: { to: 'all' } },
      { nowMs: 0, class: 'Write' },
    );
    expect(verdict.verdict).toBe('deny');
  });

  test('own rules of a tool that a pattern ruled count on the pattern’s counter', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      tools: { 'send_*': { rate_limit: { max: 3, window: 'minute' }, validate_arguments: true } },
    };
    expect(ownRuleSet(row(rowsOf(policy), 'send_mail'))).toEqual({
      validate_arguments: true,
      limits: [{ counter: 'send_*_rate', max: 3, window: 'minute', scope: 'grant' }],
    });
  });

  test('the recommendation hides what is Destructive, asks for what is Financial and denies what is unknown', () => {
    const open: Policy = {
      version: '1',
      default: 'deny',
      hide: ['list_files'],
      tools: { mystery: {}, drop_table: {} },
    };
    const decisions = Object.fromEntries(
      rowsOf(changed(open, recommendAll(rowsOf(open)))).map((one) => [one.tool.name, one.decision]),
    );
    expect(decisions).toEqual({
      list_files: 'allow',
      send_mail: 'allow',
      start_security_scan: 'allow',
      drop_table: 'hide',
      pay: 'approve',
      mystery: 'deny',
    });
  });
});

describe('rows', () => {
  test('only the row whose rules changed is another one', () => {
    const rows = createRows(tools);
    const before = rows({ ...bare, tools: { list_files: {}, pay: {} } }, []);
    const next = changed({ ...bare, tools: { list_files: {}, pay: {} } }, [
      { kind: 'decide', tools: ['pay'], action: 'deny' },
    ]);
    const list = before[0]?.ruleSet;
    const now = rows({ ...next, tools: { ...next.tools, list_files: list ?? {} } }, []);
    expect(now[0]).toBe(before[0]);
    expect(now[4]).not.toBe(before[4]);
  });
});
