import { beforeAll, expect, test } from 'vitest';
import { attackPattern } from '@/lib/attacks';
import { parse, print } from '@/lib/policy';
import { importTools, slugOf } from '@/lib/registry';
import { proposalOf } from './proposal';

const server = 'com.example/open <b>';

async function* lines(...tools: string[]) {
  let number = 0;
  for (const tool of tools) {
    number += 1;
    const text = JSON.stringify({ server, tool, description: '', inputSchema: { type: 'object' } });
    yield { number, bytes: Buffer.from(text) };
  }
}

beforeAll(async () => {
  await importTools(lines('start_scan', 'delete_everything', 'wild_*'), { source: 'tools' });
});

test('the keys of a tool bring its recommended policy, made anew', async () => {
  const proposal = await proposalOf({ server: slugOf(server), tool: 'start_scan' });
  expect(proposal).toMatchObject({
    tool: 'start_scan',
    name: `${server}: start_scan`,
    served: { toolCount: 3 },
  });
  const parsed = parse(proposal?.text ?? '');
  expect(parsed.ok && Object.keys(parsed.policy.tools ?? {})).toEqual(['start_scan']);
});

test('the key of a server brings its starter policy, without a name that would be a pattern', async () => {
  const proposal = await proposalOf({ server: slugOf(server) });
  expect(proposal).toMatchObject({ tool: null, path: `/catalogue/${slugOf(server)}` });
  const parsed = parse(proposal?.text ?? '');
  expect(parsed).toMatchObject({ ok: true, policy: { default: 'deny', hide: ['delete_everything'] } });
  expect(proposal?.text).not.toContain('wild_');
});

test('an attack brings the policy of its page', async () => {
  const pattern = attackPattern('rug-pull');
  const proposal = await proposalOf({ attack: 'rug-pull' });
  expect(proposal?.text).toBe(pattern && print(pattern.policy));
});

test.each([
  {},
  { server: 'nobody' },
  { server: slugOf(server), tool: 'none' },
  { attack: 'none' },
  { server: '%%%' },
  { server: '!zz!' },
])('%j brings nothing', async (keys) => {
  expect(await proposalOf(keys)).toBeNull();
});
