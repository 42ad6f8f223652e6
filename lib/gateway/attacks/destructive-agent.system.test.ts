import { expect, test } from 'vitest';
import { json } from '../testing/harness';
import { play, stage } from './testing';

test('what deletes cannot be called, and a free statement waits', async () => {
  const set = await stage('destructive-agent');
  await play(set);
  expect(set.reached.map(({ body }) => JSON.parse(body).params.name)).toEqual(['get_rows']);
});

test('what deletes is not in the list that the agent reads', async () => {
  const offered = ['list_tables', 'run_sql', 'drop_table', 'delete_rows', 'reset_database'];
  const { gateway } = await stage('destructive-agent', {
    answering: ({ body }, res) => {
      const tools = offered.map((name) => ({ name, inputSchema: { type: 'object' } }));
      json(res, { jsonrpc: '2.0', id: JSON.parse(body).id, result: { tools } });
    },
  });
  const answer = await gateway.post({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const { result } = (await answer.json()) as { result: { tools: { name: string }[] } };
  expect(result.tools.map(({ name }) => name)).toEqual(['list_tables', 'run_sql']);
});
