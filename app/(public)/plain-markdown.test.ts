import { expect, test } from 'vitest';
import { fencedMarkdown, plainMarkdown } from './plain-markdown';

test.each([
  ['[a](javascript:x)', '\\[a\\]\\(javascript:x\\)'],
  ['<script>', '\\<script\\>'],
  ['# x\n- y', '\\# x - y'],
  ['- x', '\\- x'],
  ['1. x', '1\\. x'],
  ['`a` **b** ~c~ a_b', '\\`a\\` \\*\\*b\\*\\* \\~c\\~ a\\_b'],
  ['https://evil.example', 'https\\://evil.example'],
  ['a\u202eb\u200bc', 'aU+202EbU+200Bc'],
  ['plain words, 1.5 of them.', 'plain words, 1.5 of them.'],
])('%j stays plain', (text, plain) => {
  expect(plainMarkdown(text)).toBe(plain);
});

test('no fence in a text ends its block', () => {
  const text = 'a\n```\n# not a heading\n````\n';
  const [first, ...rest] = fencedMarkdown(text, 'text').split('\n');
  expect(first).toBe('`````text');
  expect(rest.at(-1)).toBe('`````');
  expect(rest.slice(0, -1).some((line) => line.startsWith('`````'))).toBe(false);
});

test('what is unseen in a block is shown, and its lines stay', () => {
  expect(fencedMarkdown('a\r\nb\u202e\tc')).toBe('```\na\nbU+202E\tc\n```');
});
