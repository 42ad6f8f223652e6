import type { Json } from '@/lib/json';
import { type Operator, operators, operatorValues, type ValueKind } from '@/lib/policy';
import type { Block } from '../model';

/**
 * What one operator says, with a value that it compares with and arguments for each outcome. A test holds every outcome against the engine.
 */
export type OperatorText = {
  says: string;
  value: Json;
  holds: Json;
  fails?: Json;
  unknown?: Json;
  /** What it says where the argument is missing. */
  missing: 'true' | 'false' | 'unknown';
};

export const operatorTexts: { readonly [op in Operator]: OperatorText } = {
  eq: {
    says: 'Deeply equal, without conversion: `"5"` is not `5`. The order of keys does not matter.',
    value: 5,
    holds: 5,
    fails: '5',
    missing: 'false',
  },
  neq: { says: 'Given, and not equal.', value: 'prod', holds: 'test', fails: 'prod', missing: 'unknown' },
  lt: { says: 'A number below.', value: 100, holds: 99.5, fails: 100, unknown: '99', missing: 'false' },
  lte: { says: 'A number, at most.', value: 100, holds: 100, fails: 100.5, unknown: '99', missing: 'false' },
  gt: { says: 'A number above.', value: 100, holds: 101, fails: 100, unknown: '101', missing: 'false' },
  gte: { says: 'A number, at least.', value: 100, holds: 100, fails: 99, unknown: null, missing: 'false' },
  in: {
    says: 'Equal to one of the elements.',
    value: ['low', 'normal'],
    holds: 'low',
    fails: 'Low',
    missing: 'false',
  },
  not_in: {
    says: 'Given, and equal to none of the elements.',
    value: ['high'],
    holds: 'low',
    fails: 'high',
    missing: 'unknown',
  },
  exists: {
    says: '`true`: the argument is there, even as `null`. `false`: it is not.',
    value: true,
    holds: null,
    missing: 'false',
  },
  regex: {
    says: 'The text holds a match. RE2: linear time, unanchored; `$` is the end of the text only.',
    value: '^team-[a-z]+$',
    holds: 'team-blue',
    fails: 'team-blue.evil',
    unknown: 7,
    missing: 'false',
  },
  not_regex: {
    says: 'A text without a match.',
    value: '(?i)drop\\s+table',
    holds: 'select 1',
    fails: 'DROP TABLE users',
    unknown: 7,
    missing: 'unknown',
  },
  contains: {
    says: 'A text holds this part, or a list holds an equal element.',
    value: 'urgent',
    holds: ['urgent', 'mail'],
    fails: 'calm',
    unknown: { urgent: true },
    missing: 'false',
  },
  not_contains: {
    says: 'A text without this part, or a list without an equal element.',
    value: '..',
    holds: '/data/a',
    fails: '/data/../b',
    unknown: 7,
    missing: 'unknown',
  },
  starts_with: {
    says: 'A text that begins so. For folders and hosts use `within` and `host_in`.',
    value: 'https://',
    holds: 'https://example.com/',
    fails: 'http://example.com/',
    unknown: 7,
    missing: 'false',
  },
  ends_with: {
    says: 'A text that ends so.',
    value: '@example.com',
    holds: 'ada@example.com',
    fails: 'ada@example.org',
    unknown: 7,
    missing: 'false',
  },
  length_lte: {
    says: 'A text of at most so many code points, or a list of at most so many elements.',
    value: 3,
    holds: [1, 2, 3],
    fails: 'four',
    unknown: 3,
    missing: 'false',
  },
  length_gte: {
    says: 'A text of at least so many code points, or a list of at least so many elements.',
    value: 1,
    holds: 'x',
    fails: [],
    unknown: 3,
    missing: 'false',
  },
  host_in: {
    says: 'An absolute URL whose host is one of these or, for `"*.example.com"`, strictly below it. Whatever two parsers may read differently is unknown.',
    value: ['*.example.com'],
    holds: 'https://a.example.com/x',
    fails: 'https://example.com.evil.net/',
    unknown: 'https://a.example.com@evil.net\\@b',
    missing: 'false',
  },
  within: {
    says: 'A POSIX path that is this folder or inside it, once `.` and `..` are taken out. Symbolic links are not seen.',
    value: '/data',
    holds: '/data/a/../b',
    fails: '/data/../etc/passwd',
    unknown: 'notes.txt',
    missing: 'false',
  },
};

const kinds: { readonly [kind in ValueKind]: string } = {
  any: 'any JSON',
  number: 'number',
  list: 'list',
  boolean: '`true` or `false`',
  regex: 'pattern',
  text: 'text',
  whole: 'whole number',
  hosts: 'list of hosts',
  folder: 'path',
};

export const operatorTable: Block = {
  kind: 'table',
  caption: 'The operators, what they compare with, and what they say of a missing argument',
  head: ['op', 'Value', 'True when', 'Example'],
  rows: operators.map((op) => {
    const { says, value, holds, fails, unknown, missing } = operatorTexts[op];
    const outcomes = [
      `\`${shown(value)}\`: true for \`${shown(holds)}\``,
      ...(fails === undefined ? [] : [`false for \`${shown(fails)}\``]),
      ...(unknown === undefined ? [] : [`unknown for \`${shown(unknown)}\``]),
      `${missing} when missing`,
    ];
    return [`\`${op}\``, kinds[operatorValues[op]], says, outcomes.join(', ')];
  }),
};

function shown(value: Json): string {
  return JSON.stringify(value);
}
