import { expect, test } from 'vitest';
import { nearest } from './nearest';

const served = {
  key: 'io.example/notes',
  title: 'Notes',
  address: 'https://notes.example/mcp',
  packages: ['@example/notes'],
  toolCount: 3,
};
const other = { id: '0', name: 'Another', address: 'https://another.example/mcp' };

test.each([
  ['its address', { name: 'Mine', address: 'https://notes.example/mcp' }],
  ['its package', { name: 'Mine', address: 'npx -y @example/notes@1.2.0 --quiet' }],
  ['its package alone, as a sample has', { name: 'Mine', address: '@example/notes' }],
  ['its name, however it is written', { name: 'NOTES', address: 'https://elsewhere.example/' }],
])('a server of one’s own is meant by %s', (_by, mine) => {
  expect(nearest([other, { id: '1', ...mine }], served)).toBe('server:1');
});

test('the same address is meant rather than the same name', () => {
  const named = { id: '1', name: 'Notes', address: 'https://elsewhere.example/' };
  const there = { id: '2', name: 'Mine', address: 'https://notes.example/mcp' };
  expect(nearest([named, there], served)).toBe('server:2');
});

test('another package that begins alike is not meant, and no server by nothing', () => {
  const alike = { id: '1', name: 'Mine', address: 'npx @example/notes-evil' };
  expect(nearest([alike, other], served)).toBeNull();
  expect(nearest([other], { ...served, address: null })).toBeNull();
  expect(nearest([other], null)).toBeNull();
});
