import type { PolicyTool } from '../language';
import type { Page } from './page';

const sendMail: PolicyTool = {
  name: 'send_mail',
  class: 'Execute',
  inputSchema: {
    type: 'object',
    properties: { to: { type: 'string' }, priority: { enum: ['low', 'normal', 'high'] } },
    required: ['to'],
  },
};
const rate_limit = { max: 10, window: 'minute' } as const;

export const errorPages = {
  'unknown-tool': {
    title: 'No tool has this name',
    what: 'The policy names a tool, or a pattern, that fits nothing the server offers.',
    why: 'A misspelt name protects nothing. Under "default": "deny" the tool that was meant stays shut; in "hide", or under "default": "allow", it stays open although the policy reads as if it were not.',
    mend: 'Take the nearest name that the server offers, or remove the entry if the tool is gone. Names are case-sensitive.',
    example: {
      tools: [sendMail],
      before: { version: '1', default: 'deny', tools: { sendmail: { rate_limit } } },
      after: { version: '1', default: 'deny', tools: { send_mail: { rate_limit } } },
    },
  },
  'unknown-argument': {
    title: 'The tool has no such argument',
    what: "A path of a condition or of a limit is not declared by the tool's input schema.",
    why: 'A condition on an argument that never comes is never what was meant: in "deny_if" it never fires, in "require" it denies every call. A schema that merely tolerates further members ("additionalProperties": true) does not declare them.',
    mend: 'Take the name that the schema declares. If the server really reads an argument that its schema hides, ask for a better schema before you rely on it.',
    example: {
      tools: [sendMail],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          send_mail: {
            require: [{ conditions: [{ path: 'args.recipient', op: 'ends_with', value: '@example.com' }] }],
            rate_limit,
          },
        },
        tests: [
          { name: 'inside', tool: 'send_mail', arguments: { recipient: 'a@example.com' }, expect: 'allow' },
        ],
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          send_mail: {
            require: [{ conditions: [{ path: 'args.to', op: 'ends_with', value: '@example.com' }] }],
            rate_limit,
          },
        },
        tests: [{ name: 'inside', tool: 'send_mail', arguments: { to: 'a@example.com' }, expect: 'allow' }],
      },
    },
  },
  'impossible-value': {
    title: 'No valid call can satisfy this condition',
    what: "The schema's type, bounds or list of values can never make the condition true.",
    why: 'In "require" every call that the server would accept is denied; in "deny_if" no such call is. Values are compared without conversion: "5" is not 5, and "High" is not "high".',
    mend: 'Use a value of the type, and from the list, that the schema declares.',
    example: {
      tools: [sendMail],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          send_mail: {
            require: [{ conditions: [{ path: 'args.priority', op: 'in', value: ['Low'] }] }],
            rate_limit,
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          send_mail: {
            require: [{ conditions: [{ path: 'args.priority', op: 'in', value: ['low'] }] }],
            rate_limit,
          },
        },
      },
    },
  },
  'test-failed': {
    title: 'A test of the policy fails',
    what: 'A test that is kept in the document expects another verdict, or another rule, than the policy gives.',
    why: 'Tests say what the policy is for. One that fails means that an edit broke a promise, or that the promise is out of date. "expect" is exact: "deny" is not met by "hidden".',
    mend: 'Read which rule answered. Mend the rule, or change what the test expects if the new verdict is the right one.',
    example: {
      tools: [sendMail],
      before: {
        version: '1',
        default: 'deny',
        tools: { send_mail: { action: 'approve' } },
        tests: [
          { name: 'mail goes out', tool: 'send_mail', arguments: { to: 'a@example.com' }, expect: 'allow' },
        ],
      },
      after: {
        version: '1',
        default: 'deny',
        tools: { send_mail: { action: 'approve' } },
        tests: [
          { name: 'mail is held', tool: 'send_mail', arguments: { to: 'a@example.com' }, expect: 'approve' },
        ],
      },
    },
  },
  'unusable-schema': {
    title: 'The arguments cannot be validated',
    what: '"validate_arguments" is on for a tool whose input schema is missing or cannot be judged.',
    why: 'What cannot be judged is denied, so that no call of this tool goes through.',
    mend: 'Review the tool so that its schema is known, or set "validate_arguments" only on tools that have one.',
    example: {
      tools: [{ name: 'read_page', class: 'Read' }],
      before: { version: '1', default: 'deny', tools: { read_page: { validate_arguments: true } } },
      after: { version: '1', default: 'deny', tools: { read_page: {} } },
    },
  },
} as const satisfies { [code: string]: Page };
