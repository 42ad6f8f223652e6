import { expect, test } from 'vitest';
import { neighbourhood, poisoning, shadowing } from '.';

const others = [
  { server: 'Bank', name: 'bank.transfer_money' },
  { server: 'Bank', name: 'list_accounts' },
  { server: 'Mail', name: 'send_message' },
  { server: 'Mail', name: 'search' },
];
const near = neighbourhood(others);

test('whoever is mentioned in a text is found, and nobody else', () => {
  const tool = {
    server: 'Weather',
    name: 'forecast',
    description: 'Before you call bank.transfer_money, read this. Search well.',
  };
  expect(near.mentionedBy(tool)).toEqual([others[0], others[3]]);
  expect(poisoning(tool, near.mentionedBy(tool))).toEqual(poisoning(tool, others));
  expect(poisoning(tool, near.mentionedBy(tool)).map(({ code }) => code)).toContain('steers-other-tools');
});

test.each(['send_message', 'sendMessage', 'sеnd_message', 'sned_message', 'send_massage', 'delete'])(
  'a name is held against those that it could be taken for: %s',
  (name) => {
    const tool = { server: 'Weather', name };
    expect(shadowing(tool, near.like(name))).toEqual(shadowing(tool, others));
  },
);

test('names that are words of JavaScript are names', () => {
  const odd = neighbourhood([{ server: 'x', name: 'constructor' }]);
  expect(odd.like('__proto__')).toEqual([]);
  expect(odd.like('constructor')).toHaveLength(1);
});
