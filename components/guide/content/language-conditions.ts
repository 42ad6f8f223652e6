import { maxRegexInput } from '@/lib/policy';
import type { Block } from '../model';
import { grouped } from './fields';
import { operatorTable } from './operators';

export const conditionBlocks: readonly Block[] = [
  { kind: 'heading', id: 'conditions', text: 'Conditions' },
  {
    kind: 'text',
    text: 'A condition is `{ "path", "op", "value" }`, or exactly one of `{ "any": [condition…] }`, `{ "all": [condition…] }` and `{ "not": condition }`.',
  },
  { kind: 'heading', id: 'paths', text: 'Paths', below: true },
  {
    kind: 'table',
    caption: 'The parts of a path',
    head: ['Path', 'Reaches'],
    rows: [
      ['`args`', 'all arguments as one object; always there'],
      ['`args.amount`', 'one argument, or a member of one: `args.target.host`'],
      ['`args["any name"]`', 'a name with blanks, dots or brackets, as a JSON string'],
      ['`args.items[*].price`', 'the price of every element of a list'],
    ],
  },
  {
    kind: 'text',
    text: 'There is no index and no blank. Only an argument’s own members are reached: `.length` of a text or a list is a missing path.',
  },
  { kind: 'heading', id: 'operators', text: 'Operators', below: true },
  {
    kind: 'text',
    text: 'Each example gives the value of a condition, then what an argument makes of it. “Missing” is an argument that the call left out.',
  },
  operatorTable,
  {
    kind: 'text',
    text: 'Hosts in a policy are bare: no scheme, no port, punycode where needed. Case, port, user and one trailing dot of the URL do not matter, its scheme neither: put a condition on `https://` beside `host_in`.',
  },
  { kind: 'heading', id: 'unknown', text: 'What cannot be told counts against the call', below: true },
  {
    kind: 'text',
    text: 'A condition is true, false or unknown. `require` holds only on true; `deny_if` and `approve_if` fire on true and on unknown. `any`, `all` and `not` follow Kleene’s tables.',
  },
  {
    kind: 'list',
    items: [
      `A type that the operator cannot compare is unknown: \`"20000"\` under \`gt\`, or more than ${grouped(maxRegexInput)} code points under \`regex\`, or a text on which dozens of long repetitions behind each other would take a tenth of a second.`,
      'A missing argument is false or unknown as the table says. So `not` around `eq` is not `neq`: where the argument is missing, the first is true and the second unknown.',
      'With `[*]` a `require` needs every element to hold; `deny_if` and `approve_if` fire on any. Under a `not` this turns round. An empty list has no element: `require` holds and `deny_if` does not fire.',
      '`[*]` on something that is there but is no list is unknown. A missing list counts as one missing element.',
      'Two conditions with `[*]` in one rule each look at all elements: “one element with both” cannot be said.',
      'Numbers are IEEE doubles. Texts are compared by code point, without normalisation.',
    ],
  },
  {
    kind: 'example',
    says: 'Every recipient must be inside, and the subject must not be urgent unless it is signed.',
    policy: {
      version: '1',
      default: 'deny',
      tools: {
        send_mail: {
          require: [
            { conditions: [{ path: 'args.to[*]', op: 'ends_with', value: '@example.com' }] },
            {
              conditions: [
                {
                  any: [
                    { path: 'args.subject', op: 'not_contains', value: 'urgent' },
                    { path: 'args.signed', op: 'eq', value: true },
                  ],
                },
              ],
              on_deny: 'Sign what is urgent.',
            },
          ],
        },
      },
    },
    calls: [
      {
        tool: 'send_mail',
        arguments: { to: ['ada@example.com'], subject: 'Lunch' },
        expect: 'allow',
        rule: '/tools/send_mail',
      },
      {
        tool: 'send_mail',
        arguments: { to: ['ada@example.com', 'eve@evil.net'], subject: 'Lunch' },
        expect: 'deny',
        rule: '/tools/send_mail/require/0',
      },
      {
        tool: 'send_mail',
        arguments: { to: ['ada@example.com'], subject: 'urgent!' },
        expect: 'deny',
        rule: '/tools/send_mail/require/1',
      },
      {
        tool: 'send_mail',
        arguments: { to: ['ada@example.com'], subject: 'urgent!', signed: true },
        expect: 'allow',
        rule: '/tools/send_mail',
      },
    ],
  },
  {
    kind: 'example',
    says: 'A file tool stays in its folder, and may name only arguments that its schema declares.',
    policy: {
      version: '1',
      default: 'deny',
      tools: {
        read_file: {
          require: [{ conditions: [{ path: 'args.path', op: 'within', value: '/data' }] }],
          validate_arguments: true,
        },
      },
    },
    calls: [
      {
        tool: 'read_file',
        arguments: { path: '/data/notes.md' },
        schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
        expect: 'allow',
        rule: '/tools/read_file',
      },
      {
        tool: 'read_file',
        arguments: { path: '/data/../etc/passwd' },
        schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
        expect: 'deny',
        rule: '/tools/read_file/require/0',
      },
      {
        tool: 'read_file',
        arguments: { path: '/data/notes.md', follow: true },
        schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
        expect: 'deny',
        rule: '/tools/read_file/validate_arguments',
      },
    ],
  },
];
