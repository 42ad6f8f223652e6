import { expect, test } from 'vitest';
import { play, review, stage, toldBy } from './testing';

test('what one tool may not do, no other does without a person', async () => {
  const set = await stage('capability-laundering');
  await play(set);
  expect(set.reached.map(({ body }) => JSON.parse(body).params.arguments.path)).toEqual([
    '/workspace/docs/plan.md',
  ]);
});

test('a tool that comes later and runs things is held by its class, and denied before its review', async () => {
  const { pattern, gateway, reached } = await stage('capability-laundering');
  const later = { ...pattern, tools: { ...pattern.tools, eval_python: { class: 'Execute' as const } } };
  expect(toldBy((await gateway.call('eval_python', { code: 'x' })).body).rule).toBe('(unreviewed)');
  review(gateway, later);
  expect(toldBy((await gateway.call('eval_python', { code: 'x' })).body).rule).toBe(
    '/classes/Execute/action',
  );
  expect(reached).toEqual([]);
});
