import { expect, test } from 'vitest';
import { play, stage } from './testing';

test('no path leaves its folder, and no option poses as a branch', async () => {
  const set = await stage('argument-injection-and-path-escape');
  await play(set);
  expect(set.reached.map(({ body }) => JSON.parse(body).params.arguments.path)).toEqual([
    '/srv/data/report.txt',
  ]);
});

test.each(['/srv/data', '/srv/data/', '/srv/data/a/../b', '/srv/data/./c'])('%s is inside', async (path) => {
  const { gateway } = await stage('argument-injection-and-path-escape');
  expect((await gateway.call('read_file', { path })).body.result.isError).toBeUndefined();
});

test.each(['', '/', '/srv', '/srv/data/..', '/srv/data2', 'srv/data/x', '/srv/data/\0', '//srv/../etc'])(
  '%j is not',
  async (path) => {
    const { gateway, reached } = await stage('argument-injection-and-path-escape');
    expect((await gateway.call('read_file', { path })).body.result.isError).toBe(true);
    expect(reached).toEqual([]);
  },
);
