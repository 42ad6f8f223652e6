import { expect, test } from 'vitest';
import { token } from '../testing/harness';
import { play, stage } from './testing';

test('a call for another workspace, or for none, never reaches the server', async () => {
  const set = await stage('confused-deputy', { credentials: { authorization: 'Bearer the-servers-own' } });
  await play(set);
  expect(set.reached).toHaveLength(1);
  // The server sees its own credential, never the agent's: there is nothing to confuse.
  expect(set.reached[0]?.headers.authorization).toBe('Bearer the-servers-own');
  expect(JSON.stringify(set.reached)).not.toContain(token);
});
