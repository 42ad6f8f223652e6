import { expect, test } from 'vitest';
import { checkServerUrl } from '@/lib/upstream';
import { play, stage } from './testing';

test('a tool fetches the named places and no inner address', async () => {
  const set = await stage('ssrf-by-registration');
  await play(set);
  expect(set.reached).toHaveLength(1);
});

const rules = { loopback: false, allowNets: [] };

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'http://127.0.0.1:5432/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.5]/',
  'http://2130706433/',
  'https://10.0.0.5/mcp',
])('%s is not registered as a server', async (address) => {
  expect(await checkServerUrl(address, rules)).toMatchObject({ ok: false });
});

test('a public name that resolves to the inside is not registered either', async () => {
  const resolve = async () => [{ address: '169.254.169.254', family: 4 as const }];
  expect(await checkServerUrl('https://tools.example.com/mcp', rules, resolve)).toMatchObject({ ok: false });
});
