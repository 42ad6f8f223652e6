import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runMain } from './run-main';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-bin-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, value: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

const tools = file('tools.json', {
  tools: [
    { name: 'list_files', class: 'Read' },
    { name: 'run_job', class: 'Execute' },
    { name: 'delete_file', class: 'Destructive' },
  ],
});
const evil = 'x\u001b[31m\n::error::%0A\u202e';

describe('the command line', () => {
  it('says how it is called, and refuses what it does not know', async () => {
    expect(await runMain(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('validate') });
    expect(await runMain(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await runMain(['frobnicate'])).toMatchObject({ code: 2, stdout: '' });
    expect(await runMain(['validate', '--nonsense'])).toMatchObject({ code: 2, stdout: '' });
    expect(await runMain(['validate', join(folder, 'gone.json')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file'),
    });
    for (const verb of ['validate', 'test', 'eval', 'diff', 'explain', 'recommend', 'convert']) {
      expect(await runMain([verb, '--help'])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Usage:'),
      });
    }
  });

  it('recommends a policy that validates without a finding', async () => {
    const { code, stdout } = await runMain(['recommend', tools]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ hide: ['delete_file'], tools: { list_files: {} } });
    expect(
      await runMain(['validate', '-', '--tools', tools, '--fail-on', 'suggestion'], stdout),
    ).toMatchObject({ code: 0 });
  });

  it('tells a recorded class or review that is none, and goes by the classifier', async () => {
    const odd = file('odd.json', [{ name: 'delete_file', class: `Foo${evil}`, review: 'maybe' }]);
    const { code, stdout, stderr } = await runMain(['recommend', odd]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ hide: ['delete_file'] });
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining('"class" of delete_file is none of Read,'),
      expect.stringContaining('"review" of delete_file is none of reviewed,'),
      '',
    ]);
    const exported = file('exported.json', [{ name: 'delete_file', class: null, review: null }]);
    expect(await runMain(['recommend', exported])).toMatchObject({ code: 0, stderr: '' });
  });

  it('fails on findings at or above the level that was asked for', async () => {
    const open = file('open.json', { version: '1', default: 'allow' });
    expect((await runMain(['validate', open])).code).toBe(0);
    expect((await runMain(['validate', open, '--fail-on', 'security'])).code).toBe(1);
    const bad = file('bad.json', '{"version":"1"}');
    expect(await runMain(['validate', bad])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('missing-key'),
    });
  });

  it('keeps foreign text from the terminal, and from commands of GitHub', async () => {
    const policy = file('evil.json', { version: '1', default: 'deny', tools: { [evil]: {} } });
    const text = (await runMain(['validate', policy, '--tools', tools])).stdout;
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    const github = (await runMain(['validate', policy, '--tools', tools, '--format', 'github'])).stdout;
    for (const line of github.trim().split('\n'))
      expect(line).toMatch(/^::(error|warning|notice) file=[^:]*::(?!.*::)/);
  });

  it('shows what is not seen, so that no two names look alike', async () => {
    const unseen = [
      '\u00ad',
      '\u061c',
      '\u115f',
      '\u180e',
      '\u200b',
      '\u2066',
      '\ufff9',
      '\u{e0041}',
      '\u{e0100}',
    ];
    const names = ['', ...unseen].map((one) => `read${one}_file`);
    const before = file('before.json', { version: '1', default: 'deny' });
    const after = file('after.json', {
      version: '1',
      default: 'deny',
      tools: Object.fromEntries(names.map((name) => [name, {}])),
    });
    const { stdout } = await runMain(['diff', before, after]);
    expect(stdout).toContain('looser         read\\u200b_file\n');
    expect(stdout).toContain('looser         read\\udb40\\udc41_file\n');
    expect(stdout).toMatch(/^[ -~\n…]+$/);
    expect(new Set(stdout.match(/looser {2,}\S+$/gm))).toHaveProperty('size', names.length);
    const sarif = JSON.parse((await runMain(['diff', before, after, '--format', 'sarif'])).stdout);
    const places = sarif.runs[0].results.map((result: { locations: { logicalLocations: object[] }[] }) =>
      JSON.stringify(result.locations[0]?.logicalLocations),
    );
    expect(new Set(places)).toHaveProperty('size', names.length);
  });

  it('keeps what was typed from the terminal too', async () => {
    for (const argv of [
      ['validate', tools, `--format=${evil}`],
      ['validate', tools, tools, evil],
      ['validate', `--${evil}`],
      [evil],
    ]) {
      const { code, stderr } = await runMain(argv);
      expect(code).toBe(2);
      expect(stderr).not.toContain('\u001b');
      expect(stderr).not.toMatch(/^::/m);
    }
  });

  it('writes SARIF that points into the file', async () => {
    const policy = file('p.json', '{\n  "version": "1",\n  "default": "allow"\n}');
    const { stdout } = await runMain(['validate', policy, '--format', 'sarif']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Sallyport',
              rules: [
                {
                  id: 'open-default',
                  helpUri: expect.stringMatching(/^http.*\/guide\/findings\/open-default$/),
                },
              ],
            },
          },
          results: [
            {
              ruleId: 'open-default',
              ruleIndex: 0,
              level: 'error',
              locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 3 } } }],
            },
          ],
        },
      ],
    });
  });

  it('names the page of the guide that explains a finding', async () => {
    const open = file('open.json', { version: '1', default: 'allow' });
    const page = /http\S*\/guide\/findings\/open-default/;
    for (const format of ['text', 'json', 'github'])
      expect((await runMain(['validate', open, '--format', format])).stdout).toMatch(page);
    const bad = file('bad.json', '{"version":"1"}');
    expect((await runMain(['validate', bad])).stdout).not.toContain('/guide/');
  });

  it('tells a program what it found, what may stand there, and the nearest of that', async () => {
    const bad = file('misspelt.json', '{"version":"1","default":"dney"}');
    const { code, stdout } = await runMain(['validate', bad, '--format', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).problems).toEqual([
      {
        level: 'error',
        file: bad,
        pointer: '/default',
        code: 'unknown-word',
        message: '"dney" stands where "allow" or "deny" belongs; the nearest is "deny".',
        line: 1,
        column: 26,
        found: '"dney"',
        allowed: ['allow', 'deny'],
        nearest: 'deny',
      },
    ]);
  });

  it('runs the tests of a policy, one line each, with the rule that answered', async () => {
    const tests = [
      { name: 'read', tool: 'a', expect: 'allow' },
      { name: 'other', tool: 'b', expect: 'allow' },
    ];
    const policy = file('tests.json', { version: '1', default: 'deny', tools: { a: {} }, tests });
    const { code, stdout } = await runMain(['test', policy]);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'ok    read: allow by /tools/a',
      'FAIL  other: expected allow, got deny by (default deny)',
      '1 passed, 1 failed',
      '',
    ]);
    for (const level of ['error', 'security', 'warning', 'suggestion'])
      expect((await runMain(['test', policy, '--fail-on', level])).code).toBe(1);
    expect((await runMain(['test', policy, '--fail-on', 'never'])).code).toBe(2);
  });

  it('points at the same place for a test that fails, whichever verb runs it', async () => {
    const tests = [
      { name: 'verdict', tool: 'b', expect: 'allow' },
      { name: 'rule', tool: 'a', expect: 'allow', rule: '/tools/b' },
      { name: 'both', tool: 'b', expect: 'allow', rule: '/tools/b' },
    ];
    const policy = file(
      'failing.json',
      JSON.stringify({ version: '1', default: 'deny', tools: { a: {} }, tests }, undefined, 2),
    );
    const places = async (verb: string) => {
      const { stdout } = await runMain([verb, policy, '--format', 'sarif']);
      const { results } = JSON.parse(stdout).runs[0] as { results: { ruleId: string; locations: unknown }[] };
      return results.filter(({ ruleId }) => ruleId === 'test-failed').map(({ locations }) => locations);
    };
    const told = await places('test');
    expect(told).toEqual(await places('validate'));
    expect(told).toMatchObject(
      ['/tests/0/expect', '/tests/1/rule', '/tests/2/expect'].map((pointer) => [
        { logicalLocations: [{ fullyQualifiedName: pointer }] },
      ]),
    );
  });

  it('tells what changes, looser first', async () => {
    const before = file('before.json', { version: '1', default: 'deny', tools: { list_files: {} } });
    const after = file('after.json', { version: '1', default: 'deny', tools: { run_job: {} } });
    const { code, stdout } = await runMain([
      'diff',
      before,
      after,
      '--tools',
      tools,
      '--fail-on',
      'security',
    ]);
    expect(code).toBe(1);
    expect(stdout.indexOf('run_job')).toBeLessThan(stdout.indexOf('list_files'));
    expect((await runMain(['diff', before, before, '--fail-on', 'suggestion'])).code).toBe(0);
  });

  it('fails on a call that is answered more loosely, whatever could not be settled beside it', async () => {
    const inFolder = (value: string) => ({
      version: '1',
      default: 'deny',
      tools: { read: { deny_if: [{ conditions: [{ path: 'args.path', op: 'within', value }] }] } },
    });
    const call = ['diff', file('etc.json', inFolder('/etc')), file('ssh.json', inFolder('/etc/ssh'))];
    const { code, stdout } = await runMain([...call, '--fail-on', 'security']);
    expect(stdout).toContain('cannot decide');
    expect(code).toBe(1);
    const log = JSON.parse((await runMain([...call, '--format', 'sarif'])).stdout);
    expect(log.runs[0].results[0]).toMatchObject({ ruleId: 'cannot-decide', level: 'error' });
  });

  it('converts and explains', async () => {
    const yaml = file('intercept.yaml', 'version: "1"\ntools: {a: {rules: [{name: r, rate_limit: 5/hour}]}}');
    const { code, stdout } = await runMain(['convert', yaml, '--from', 'intercept']);
    expect(code).toBe(0);
    expect((await runMain(['convert', '-', '--to', 'policylayer'], stdout)).code).toBe(0);
    expect((await runMain(['explain', '-'], stdout)).stdout).toContain('At most 5 calls an hour');
  });

  it.each([
    ['{', 'Flow map'],
    ['version: "1"\ntools: {a: {rules: [{action: [1]}]}}', 'tools.a.rules[0].action'],
    ['version: "1"\ntools: {__proto__: {rules: [{action: deny}]}}', '__proto__'],
    [
      `a: &a [1,1,1]\n${[...'bcdefgh'].map((one, i) => `${one}: &${one} [${Array(9).fill(`*${'abcdefg'[i]}`)}]\n`).join('')}`,
      'alias',
    ],
  ])('cannot use what is no file of Intercept, and says why', async (yaml, why) => {
    const { code, stdout, stderr } = await runMain(['convert', '-', '--from', 'intercept'], yaml);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(why);
  });
});
