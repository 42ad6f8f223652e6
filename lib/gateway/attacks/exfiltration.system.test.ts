import { expect, test } from 'vitest';
import { play, stage } from './testing';

test('private repositories are not read, and nothing is published without a person', async () => {
  const set = await stage('exfiltration');
  await play(set);
  expect(set.reached.map(({ body }) => JSON.parse(body).params.name)).toEqual(['list_issues']);
});

test('a call that leaves the repository out is denied, not guessed', async () => {
  const { gateway, reached } = await stage('exfiltration');
  const { body } = await gateway.call('get_file_contents', { owner: 'acme', path: 'README.md' });
  expect(body.result.isError).toBe(true);
  expect(reached).toEqual([]);
});
