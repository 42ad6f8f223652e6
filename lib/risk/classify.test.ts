import { describe, expect, test } from 'vitest';
import { valueAt } from '@/lib/json';
import { riskClasses } from '@/lib/policy';
import { classify, type ToolDefinition } from '.';

const records: ToolDefinition = {
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
};

const rank = (tool: ToolDefinition) => riskClasses.indexOf(classify(tool).class);

const tools: ToolDefinition[] = [
  { name: 'list_things', description: 'List things. Returns a page.' },
  { name: 'create_thing', title: 'Create a thing', description: 'Creates a thing.' },
  { name: 'run_job', description: 'Run a job in the background.' },
  { name: 'purge_queue', description: 'Purge a queue. This cannot be undone.' },
  { name: 'pay_invoice', description: 'Pays an invoice.' },
  { name: 'do_it', description: '' },
  { name: 'orphans_dry_run', description: 'Sets up nothing, lists orphans.' },
  { name: 'preauth_booking', description: 'Pre-authorise a sum on the card, then set up a payment.' },
  records,
];

describe('a definition of which nothing can be told', () => {
  const blank: ToolDefinition[] = [
    { name: 'frobnicate' },
    { name: 'frobnicate', description: ' \n' },
    { name: '工具', title: 'Frobnicator' },
    { name: 'frobnicate', annotations: { readOnlyHint: true } },
    { name: 'frobnicate', annotations: { readOnlyHint: false } },
  ];
  test('is no Read tool, and nobody is told to be sure of it', () => {
    for (const tool of blank) {
      const { class: riskClass, severity, confidence, rationale, whyNot, classes } = classify(tool);
      expect([riskClass, severity, classes]).toEqual(['Execute', 'High', ['Execute']]);
      expect(confidence).toBeLessThanOrEqual(0.5);
      expect(rationale).toContain('Nothing in its definition tells what it does');
      expect(whyNot).toMatch(/^Not Read: nothing/);
    }
  });

  test('is one of them no longer with one word that tells', () => {
    expect(classify({ name: 'list_frobs' }).class).toBe('Read');
    expect(classify({ name: 'frobnicate', title: 'Get a frob' }).class).toBe('Read');
    expect(classify({ name: 'delete_frob' }).class).toBe('Destructive');
    expect(classify({ name: 'voicemail_inbox', inputSchema: { type: 'object' } }).class).toBe('Read');
  });
});

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
    expect(tool.confidence).toBeGreaterThanOrEqual(0.5);
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
    const tool = classify(records);
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

  test('quotes a verb with what it acts on, where that decides', () => {
    const tool = { name: 'standing', description: 'Set up a recurring payment — monthly.' };
    const found = classify(tool).evidence.find((item) => item.class === 'Financial');
    expect(found?.quote).toBe('Set up a recurring payment');
    expect(textAt(tool, found?.pointer as string).slice(found?.start, found?.end)).toBe(found?.quote);
    expect(classify({ name: 'create_payment' }).rationale).toContain('its name says "create_payment"');
  });

  test('is said once, where two places say the same', () => {
    const { rationale } = classify({ name: 'delete_thing', description: 'Delete a thing.' });
    expect(rationale).toContain('its name and its description say "delete"');
  });

  test('does not take a part of a word for a word', () => {
    const { evidence } = classify({ name: 'get_notes', description: 'Gets notes. Never overwrites them.' });
    expect(evidence.map((item) => item.quote)).not.toContain('writes');
  });

  test('tells of a trash that what is deleted goes to', () => {
    const tool = classify({ name: 'delete_note', description: 'Move a note to Trash.' });
    expect(tool.class).toBe('Write');
    expect(tool.rationale).toContain('to Trash');
  });

  test('says of a graver class what makes it graver, and not that it changes nothing', () => {
    const { whyNot } = classify({ name: 'delete_thing', description: 'Delete a thing.' });
    expect(whyNot).toBe('Not Write: what it takes away does not come back.');
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
    const tool = classify(records);
    expect(tool.classes).toEqual(['Read', 'Write', 'Destructive']);
    expect(tool.signals.map((signal) => signal.code)).toEqual(
      expect.arrayContaining(['mixed-actions', 'free-sql', 'url']),
    );
  });

  test('are all listed where one of them moves money', () => {
    const inputSchema = { properties: { action: { enum: ['get', 'delete', 'refund'] } } };
    for (const name of ['payments', 'orders', 'manage_order']) {
      const { classes } = classify({ name, inputSchema });
      expect(classes).toEqual(expect.arrayContaining(['Read', 'Destructive', 'Financial']));
    }
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

describe('a signal', () => {
  const codes = (tool: ToolDefinition) => classify(tool).signals.map((signal) => signal.code);
  const taking = (...names: string[]) => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });

  test('of an amount or a path is not given to what only points to one', () => {
    const tool = { name: 'get_payment', inputSchema: taking('payment_id', 'file_id', 'payment_status') };
    expect(codes(tool)).toEqual(expect.not.arrayContaining(['amount', 'file-path']));
    expect(codes({ name: 'pay', inputSchema: taking('amount', 'file') })).toEqual(
      expect.arrayContaining(['amount', 'file-path']),
    );
  });

  test('of a recipient is not given to a tool that only looks', () => {
    expect(codes({ name: 'get_person', inputSchema: taking('email') })).not.toContain('recipient');
    expect(codes({ name: 'send_letter', inputSchema: taking('email') })).toContain('recipient');
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
