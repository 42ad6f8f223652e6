import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runMain } from '../run-main';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const lines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
const counting = '{"version":"1","default":"deny","tools":{"a":{"rate_limit":{"max":1,"window":"minute"}}}}';

describe('eval --calls', () => {
  it('answers in order, with quotas kept from line to line and counted for each grant', async () => {
    const calls = [
      '{"tool":"a","nowMs":30000}',
      '',
      '{"tool":"a","nowMs":30500}',
      '{"tool":"a","nowMs":30500,"grant":"other"}\r',
      '{"tool":"a","nowMs":60000}',
      '{"tool":"b","nowMs":60000}',
    ].join('\n');
    const { code, stdout, stderr } = await runMain(['eval', file('p.json', counting), '--calls', '-'], calls);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines(stdout)).toMatchObject([
      { verdict: 'allow', rule: '/tools/a' },
      { verdict: 'deny', rule: '/tools/a/rate_limit', retryAfterSeconds: 30 },
      { verdict: 'allow' },
      { verdict: 'allow' },
      { verdict: 'deny', rule: '(default deny)' },
    ]);
    expect(Object.keys(lines(stdout)[1] as object)).toEqual([
      'verdict',
      'rule',
      'reason',
      'retryAfterSeconds',
    ]);
  });

  it('takes class and schema from the call, else from the recorded tools', async () => {
    const policy = file(
      'classes.json',
      '{"version":"1","default":"deny","classes":{"Read":{"validate_arguments":true}}}',
    );
    const tools = file(
      'tools.json',
      '{"tools":[{"name":"a","class":"Read","inputSchema":{"type":"object","properties":{"n":{"type":"number"}}}},{"name":"list_all"}]}',
    );
    const calls = [
      '{"tool":"a","arguments":{"n":1}}',
      '{"tool":"a","arguments":{"n":"1"}}',
      '{"tool":"a","arguments":{"n":1},"schema":false}',
      '{"tool":"a","class":"Write"}',
      '{"tool":"list_all"}',
    ].join('\n');
    const { stdout } = await runMain(['eval', policy, '--calls', '-', '--tools', tools], calls);
    expect(lines(stdout)).toMatchObject([
      { verdict: 'allow' },
      { rule: '/classes/Read/validate_arguments' },
      { rule: '/classes/Read/validate_arguments' },
      { rule: '(default deny)' },
      { rule: '(default deny)' },
    ]);
  });

  it('answers for a line that cannot be used, names it, and goes on', async () => {
    const calls = Buffer.concat([
      Buffer.from('{"tool":1}\n{"tool":"a","tool":"b"}\n{"tool":"a","class":"Reed"}\n["a"]\n{"tool":"\n'),
      Buffer.from('{"tool":"a","nowMs":8.7e15}\n{"tool":"a","nowMs":"0"}\n'),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from('{"tool":"b"}'),
    ]);
    const { code, stdout, stderr } = await runMain(['eval', file('p.json', counting), '--calls', '-'], calls);
    expect(code).toBe(2);
    expect(lines(stdout).map((line) => Object.keys(line as object)[0])).toEqual([
      'error',
      'error',
      'error',
      'error',
      'error',
      'error',
      'error',
      'error',
      'verdict',
    ]);
    expect(stderr).toContain('line 1 of standard input cannot be used');
    expect(stderr).toContain(
      'line 6 of standard input cannot be used: "nowMs" is a number of milliseconds since 1970',
    );
  });

  it('tells a key that looks misspelt once, with its line, and answers as if it were not told', async () => {
    const calls = [
      '{"tool":"a","argument":{"n":1},"id":7,"note":"kept","case":"first","name":"kept too"}',
      '{"tool":"a","argument":{},"args":{},"Class":"Read"}',
      '{"tools":"a"}',
      '{"name":"a"}',
      '{"tool":"a","arguments":{},"params":{}}',
    ];
    const plain = ['{"tool":"a"}', '{"tool":"a"}', '{}', '{}', '{"tool":"a","arguments":{}}'];
    const policy = file('p.json', counting);
    const told = await runMain(['eval', policy, '--calls', '-'], calls.join('\n'));
    const silent = await runMain(['eval', policy, '--calls', '-'], plain.join('\n'));
    // The time of the calls is now: a retry may be told as a second less.
    const answers = (stdout: string) => stdout.replaceAll(/\d+/g, '0');
    expect(answers(told.stdout)).toBe(answers(silent.stdout));
    expect(told.code).toBe(silent.code);
    const hint = (line: number, key: string, meant: string) =>
      `sallyport eval: line ${line} of standard input: "${key}" is no key of a call and is not read; "${meant}" was probably meant.`;
    const hints = told.stderr.split('\n').filter((line) => line.includes('probably'));
    expect(hints).toEqual([
      hint(1, 'argument', 'arguments'),
      hint(2, 'args', 'arguments'),
      hint(2, 'Class', 'class'),
      hint(3, 'tools', 'tool'),
      hint(4, 'name', 'tool'),
    ]);
    expect(silent.stderr).not.toContain('probably');
  });

  it('keeps what looks misspelt from the terminal', async () => {
    const { stderr } = await runMain(
      ['eval', file('p.json', counting), '--calls', '-'],
      '{"tool":"a","arguments\\u001b\\u202e\\n":{}}',
    );
    expect(stderr).toContain('"arguments" was probably meant');
    for (const one of ['\u001b', '\u202e']) expect(stderr).not.toContain(one);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('tells what looks misspelt while ever new keys come by', async () => {
    const calls = Array.from({ length: 3_000 }, (_, n) => `{"tool":"a","key ${n}":1}`);
    calls.push('{"tool":"a","args":{}}');
    const { code, stderr } = await runMain(
      ['eval', file('p.json', counting), '--calls', '-'],
      calls.join('\n'),
    );
    expect(code).toBe(0);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain('line 3001 of standard input: "args"');
  });

  it('refuses a policy that does not parse, with every fault', async () => {
    const { code, stdout, stderr } = await runMain(
      ['eval', file('bad.json', '{"version":"2"}'), '--calls', '-'],
      '{}',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('is not a valid policy');
  });
});

describe('eval --cases', () => {
  const answer = async (...cases: unknown[]) => {
    const text = cases.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
    const { code, stdout } = await runMain(['eval', '--cases', '-'], text);
    return { code, answers: lines(stdout) };
  };

  it('keeps quotas within a line and begins anew on the next', async () => {
    const one = {
      policyText: counting,
      calls: [
        { tool: 'a', nowMs: 0 },
        { tool: 'a', nowMs: 1 },
      ],
    };
    const { code, answers } = await answer(one, one);
    expect(code).toBe(0);
    const decisions = [{ verdict: 'allow' }, { verdict: 'deny', retryAfterSeconds: 60 }];
    expect(answers).toMatchObject([{ decisions }, { decisions }]);
    expect(Object.keys(answers[0] as object)).toEqual(['decisions']);
  });

  it('knows a grant without a policy, and tells the faults of one that does not parse', async () => {
    const calls = [{ tool: 'a' }, { tool: 'b' }];
    const { code, answers } = await answer(
      { policyText: null, calls },
      { policyText: `\uFEFF${counting}`, calls },
    );
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { decisions: [{ rule: '(no policy)' }, { rule: '(no policy)' }] },
      {
        decisions: [{ rule: '(invalid policy)' }, { rule: '(invalid policy)' }],
        faults: [{ pointer: '', code: 'byte-order-mark', line: 1, column: 1 }],
      },
    ]);
    expect(Object.keys((answers[1] as { faults: object[] }).faults[0] ?? {})).toEqual([
      'pointer',
      'code',
      'line',
      'column',
      'message',
    ]);
  });

  it('reads arguments strictly, as they were written', async () => {
    const policy =
      '{"version":"1","default":"deny","tools":{"a":{"require":[{"conditions":[{"path":"args.n","op":"gte","value":0}]}]}}}';
    const ask = (args: string) =>
      `{"policyText":${JSON.stringify(policy)},"calls":[{"tool":"a","arguments":${args}}]}`;
    const deep = `{"n":1,"d":${'['.repeat(128)}${']'.repeat(128)}}`;
    const { code, answers } = await answer(
      ask('{"n":1}'),
      ask('{"n":1,"x":{"y":1,"y":2}}'),
      ask('{"n":9007199254740993}'),
      ask('{"n":1,"other":9007199254740993}'),
      ask(deep),
      ask('null'),
      ask('[]'),
    );
    expect(code).toBe(0);
    const rules = answers.map((one) => (one as { decisions: { rule: string }[] }).decisions[0]?.rule);
    const invalid = '(invalid arguments)';
    expect(rules).toEqual(['/tools/a', invalid, invalid, '/tools/a', invalid, invalid, invalid]);
  });

  it('tells a key that looks misspelt once, in a line or in a call of it', async () => {
    const text = [
      '{"policyText":null,"calls":[{"tool":"a"},{"tool":"a","schemas":{}}],"id":1}',
      '{"policyText":null,"call":[],"calls":[{"tool":"a","schemas":{},"approve":true}]}',
      '{"policytext":null,"calls":[]}',
    ].join('\n');
    const { code, stdout, stderr } = await runMain(['eval', '--cases', '-'], text);
    expect(code).toBe(2);
    expect(lines(stdout).map((one) => Object.keys(one as object))).toEqual([
      ['decisions'],
      ['decisions'],
      ['error'],
    ]);
    expect(stderr.split('\n').filter((line) => line.includes('probably'))).toEqual([
      'sallyport eval: line 1 of standard input: call 2: "schemas" is no key of a call and is not read; "schema" was probably meant.',
      'sallyport eval: line 2 of standard input: call 1: "approve" is no key of a call and is not read; "approved" was probably meant.',
      'sallyport eval: line 3 of standard input: "policytext" is no key of a case and is not read; "policyText" was probably meant.',
    ]);
  });

  it('holds a call until it is approved', async () => {
    const policyText = '{"version":"1","default":"deny","tools":{"a":{"action":"approve"}}}';
    const { answers } = await answer({ policyText, calls: [{ tool: 'a' }, { tool: 'a', approved: true }] });
    expect(answers).toMatchObject([{ decisions: [{ verdict: 'approve' }, { verdict: 'allow' }] }]);
  });

  it('names a line that cannot be used and decides the others', async () => {
    const { code, answers } = await answer(
      '{',
      { calls: [] },
      { policyText: null, calls: [{}] },
      { policyText: null, calls: [] },
    );
    expect(code).toBe(2);
    expect(answers.map((one) => Object.keys(one as object))).toEqual([
      ['error'],
      ['error'],
      ['error'],
      ['decisions'],
    ]);
  });
});
