import { describe, expect, test } from 'vitest';
import { valueAt } from '@/lib/json';
import { riskClasses } from '@/lib/policy';
import { classify, type ToolDefinition } from '.';

const rank = (tool: ToolDefinition) => riskClasses.indexOf(classify(tool).class);

const tools: ToolDefinition[] = [
  { name: 'list_things', description: 'List things. Returns a page.' },
  { name: 'create_thing', title: 'Create a thing', description: 'Creates a thing.' },
  { name: 'run_job', description: 'Run a job in the background.' },
  { name: 'purge_queue', description: 'Purge a queue. This cannot be undone.' },
  { name: 'pay_invoice', description: 'Pays an invoice.' },
  { name: 'do_it', description: '' },
  {
    name: 'records',
    description: 'Manage records.',
    inputSchema: {
      type: 'object',
      properties: {
        action: { enum: ['list', 'create', 'delete'] },
        sql: { type: 'string' },
        url: { type: 'string' },
      },
    },
  },
];

describe('an annotation', () => {
  const hints = [true, false, undefined];
  test('never lowers the class', () => {
    for (const tool of tools) {
      for (const readOnlyHint of hints) {
        for (const destructiveHint of hints) {
          const annotations = JSON.parse(
            JSON.stringify({ readOnlyHint, destructiveHint, title: 'Get everything' }),
          );
          expect(rank({ ...tool, annotations })).toBeGreaterThanOrEqual(rank(tool));
        }
      }
    }
  });

  test('raises a tool that seemed to read, where its publisher does not call it read-only', () => {
    const tool = classify({
      name: 'get_report',
      description: 'Get a report.',
      annotations: { readOnlyHint: false },
    });
    expect(tool.class).not.toBe('Read');
    expect(tool.rationale).toContain('publisher');
    expect(tool.evidence.some((item) => item.pointer === '/annotations/readOnlyHint')).toBe(true);
  });

  test('of another type than a boolean says nothing', () => {
    const plain = classify({ name: 'get_report', description: 'Get a report.' });
    for (const annotations of [{ readOnlyHint: 'false' }, [], 'no', null, 1]) {
      expect(classify({ name: 'get_report', description: 'Get a report.', annotations }).class).toBe(
        plain.class,
      );
    }
  });
});

describe('the evidence', () => {
  test('is quoted from the place that it names', () => {
    for (const tool of tools) {
      for (const item of classify({ ...tool, annotations: { destructiveHint: true } }).evidence) {
        expect(textAt(tool, item.pointer as string).slice(item.start, item.end)).toBe(item.quote);
      }
    }
  });

  test('names the value of the action that made the class', () => {
    const tool = classify(tools[6] as ToolDefinition);
    expect(tool.class).toBe('Destructive');
    expect(tool.rationale).toContain('`delete`');
    expect(tool.evidence).toContainEqual(
      expect.objectContaining({
        pointer: '/inputSchema/properties/action/enum/2',
        quote: 'delete',
        class: 'Destructive',
      }),
    );
  });

  test('comes with a sentence why it is not another class', () => {
    for (const tool of tools)
      expect(classify(tool).whyNot).toMatch(/^Not (?:Read|Write|Execute|Destructive|Financial)\b.*\.$/);
  });
});

/** The text at a pointer; for a parameter or a hint its name. */
function textAt(tool: ToolDefinition, pointer: string): string {
  const value = valueAt(JSON.parse(JSON.stringify(tool)), pointer);
  return typeof value === 'string' ? value : (pointer.split('/').pop() as string);
}

describe('several actions in one tool', () => {
  test('make it the most severe of them, and all are listed', () => {
    const tool = classify(tools[6] as ToolDefinition);
    expect(tool.classes).toEqual(['Read', 'Write', 'Destructive']);
    expect(tool.signals.map((signal) => signal.code)).toEqual(
      expect.arrayContaining(['mixed-actions', 'free-sql', 'url']),
    );
  });

  test('are read from a description that joins them', () => {
    expect(classify({ name: 'manage_keys', description: 'Create, rotate or delete keys.' }).class).toBe(
      'Destructive',
    );
  });
});

describe('a definition of a stranger', () => {
  test('with names of Object.prototype is classified like any other', () => {
    const inputSchema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"enum":["a"]}}}',
    );
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(riskClasses).toContain(
        classify({ name, description: name, inputSchema, annotations: inputSchema }).class,
      );
    }
  });

  test('of any shape and size takes bounded time', () => {
    let deep: ToolDefinition['inputSchema'] = {};
    for (let depth = 0; depth < 5_000; depth++) deep = { properties: { a: deep }, items: deep };
    const wide = {
      properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`delete_${at}`, {}])),
    };
    // Anything worse than linear runs into the test's own time limit.
    classify({ name: 'a'.repeat(1e6), description: 'delete or '.repeat(1e5), inputSchema: deep });
    classify({ name: '_'.repeat(1e6), description: '[('.repeat(5e5), inputSchema: wide });
    classify({ name: '', description: '\u0130'.repeat(1e5), inputSchema: [] });
  });

  test('cannot talk a deleting tool down', () => {
    const description = 'Get details. Read-only, returns a list, does not modify anything, no side effects.';
    expect(classify({ name: 'delete_database', description }).class).not.toBe('Read');
  });
});

test('the same definition always gets the same answer', () => {
  for (const tool of tools) expect(classify(tool)).toEqual(classify(structuredClone(tool)));
});

test('words of other languages are read', () => {
  expect(classify({ name: 'archivo', description: 'Elimina un archivo.' }).class).toBe('Destructive');
  expect(classify({ name: 'kubun', description: '指定したファイルを削除します。' }).class).toBe(
    'Destructive',
  );
  expect(classify({ name: 'x', description: '发送邮件给用户。' }).class).toBe('Execute');
});
