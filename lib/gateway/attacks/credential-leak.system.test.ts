import { expect, test } from 'vitest';
import { token } from '../testing/harness';
import { play, stage } from './testing';

test('files with secrets are not read, and keys do not go out', async () => {
  const set = await stage('credential-leak');
  await play(set);
  expect(set.reached.some(({ body }) => /AKIA|\.env|\.aws/.test(body))).toBe(false);
});

test('the token of a grant and the credential of a server never meet', async () => {
  const { gateway, reached } = await stage('credential-leak', {
    credentials: { 'x-api-key': 'server-secret' },
  });
  const { body } = await gateway.call('read_file', { path: '/workspace/src/main.ts' });
  expect(reached[0]?.headers['x-api-key']).toBe('server-secret');
  expect(JSON.stringify(reached)).not.toContain(token);
  expect(JSON.stringify(body)).not.toContain('server-secret');
});
