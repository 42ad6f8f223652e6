import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { runMain } from '../run-main';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-sarif-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, value: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

/** What the schema of SARIF 2.1.0 (OASIS, errata 01) says of the objects that are written, and no member beside them. */
const uri = z.url();
const uriReference = z.string().regex(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+$/);
const text = z.strictObject({ text: z.string().min(1) });
const Descriptor = z.strictObject({
  id: z.string().min(1),
  shortDescription: text.optional(),
  fullDescription: text.optional(),
  helpUri: uri.optional(),
  help: text.optional(),
});
const Region = z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) });
const Location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: uriReference }),
    region: Region,
  }),
  logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string().min(1) })),
});
const Result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  level: z.enum(['none', 'note', 'warning', 'error']),
  message: text,
  locations: z.array(Location),
  properties: z.record(z.string(), z.json()),
});
const Log = z.strictObject({
  $schema: uri,
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({ name: z.string(), version: z.string(), rules: z.array(Descriptor) }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(Result),
    }),
  ),
});

async function resultsOf(...argv: string[]) {
  const { stdout } = await runMain([...argv, '--format', 'sarif']);
  const [run, ...others] = Log.parse(JSON.parse(stdout)).runs;
  expect(others).toEqual([]);
  const { rules } = run?.tool.driver ?? { rules: [] };
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId);
  return run?.results ?? [];
}

const tools = file('tools [1].json', {
  tools: [{ name: 'pay', class: 'Financial', inputSchema: { type: 'object', properties: { n: {} } } }],
});
const before = { version: '1', default: 'deny', tools: { pay: {} } };

describe('what is written as SARIF', () => {
  it('is a log of version 2.1.0, whichever verb writes it', async () => {
    const conditions = [{ path: 'args["a b"]', op: 'eq', value: 1 }];
    const policy = file('a b#ü.json', {
      version: '1',
      default: 'allow',
      tools: { pay: { deny_if: [{ conditions }] }, 'no [such](https://example.com) tool': {} },
      tests: [{ name: '[1]', tool: 'pay', expect: 'deny' }],
    });
    expect((await resultsOf('validate', policy, '--tools', tools)).length).toBeGreaterThan(3);
    expect(await resultsOf('test', policy)).toHaveLength(1);
    expect((await resultsOf('diff', file('before.json', before), policy)).length).toBeGreaterThan(1);
  });

  it('is one of faults, of a text that is no policy at all, and of nothing', async () => {
    expect((await resultsOf('validate', file('faults.json', '{"version":"2","default":1}'))).length).toBe(2);
    expect(await resultsOf('validate', file('empty.json', ''))).toHaveLength(1);
    expect(await resultsOf('validate', file('fine.json', before))).toEqual([]);
  });

  it('leads nowhere: what looks like a link in a name stays text', async () => {
    const policy = file('link.json', {
      version: '1',
      default: 'deny',
      tools: { '\\[x](https://evil.example)': {} },
    });
    const [first] = await resultsOf('validate', policy, '--tools', tools);
    expect(first?.message.text).toContain('\\\\\\[x\\](https://evil.example)');
  });
});
