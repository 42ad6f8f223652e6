import { expect, test } from 'vitest';
import { readAddress } from './read-address';

test('an address is read as it is meant', () => {
  const { address, unknown } = readAddress({
    q: ' delete ',
    class: 'Destructive',
    part: 'on',
    utm_source: 'x',
  });
  expect(address).toMatchObject({ view: 'tools', q: 'delete', class: 'Destructive', part: true });
  expect(unknown).toEqual([]);
  expect(readAddress({ q: '', class: '', view: ['servers', 'tools'] })).toMatchObject({
    address: { view: 'servers', q: '' },
    unknown: [],
  });
});

test('a filter that there is not is told, and everything else read', () => {
  for (const [name, value] of [
    ['view', 'tables'],
    ['part', 'yes'],
    ['class', 'destructive'],
    ['category', 'foo'],
    ['signal', 'x'],
    ['server', '!zz!'],
    ['after', 'zzz'],
  ] as const) {
    const { address, unknown } = readAddress({ q: 'file', [name]: value });
    expect(unknown).toEqual([{ name, value }]);
    expect(address).toMatchObject({ view: 'tools', q: 'file', part: false });
    expect(name === 'view' || name === 'part' ? undefined : address[name]).toBeUndefined();
  }
  expect(readAddress({ class: 'x'.repeat(1_000), view: 'servers', signal: 'free-sql' }).unknown).toEqual([
    { name: 'class', value: 'x'.repeat(100) },
    { name: 'signal', value: 'free-sql' },
  ]);
});
