import type { PolicyTool } from '../language';
import type { Page } from './page';

const transfer: PolicyTool = {
  name: 'transfer',
  class: 'Execute',
  inputSchema: {
    type: 'object',
    properties: { account: { type: 'string' }, mode: { type: 'string' } },
    required: ['account'],
  },
};
const fetchPage: PolicyTool = {
  name: 'fetch_page',
  class: 'Read',
  inputSchema: { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] },
};
const readFile: PolicyTool = {
  name: 'read_file',
  class: 'Read',
  inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
const rate_limit = { max: 10, window: 'minute' } as const;

export const argumentSecurityPages = {
  'optional-argument-bypass': {
    title: 'The rule is passed by leaving the argument out',
    what: 'A "deny_if" compares an argument that the caller may leave out, or give in another shape.',
    why: 'A missing argument makes the comparison false, so the rule does not fire, and the server then uses a default that nobody compared.',
    mend: 'Require the argument beside the rule, or say the rule the other way round: "require" holds only on what was given and fits.',
    example: {
      tools: [transfer],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            deny_if: [{ conditions: [{ path: 'args.mode', op: 'eq', value: 'force' }] }],
            rate_limit,
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            deny_if: [{ conditions: [{ path: 'args.mode', op: 'eq', value: 'force' }] }],
            require: [{ conditions: [{ path: 'args.mode', op: 'exists', value: true }] }],
            rate_limit,
          },
        },
      },
    },
  },
  'not-around-missing': {
    title: '"not" holds when the argument is missing',
    what: 'A "require" negates an operator that is false for a missing argument, such as eq, in, regex or contains.',
    why: '"not eq" is not "neq": where the argument is missing, eq is false and its negation true, so that the requirement holds. neq is unknown there, and the call is denied.',
    mend: 'Use neq, not_in, not_regex or not_contains, or add a condition that the argument exists.',
    example: {
      tools: [transfer],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            require: [{ conditions: [{ not: { path: 'args.mode', op: 'eq', value: 'force' } }] }],
            rate_limit,
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            require: [{ conditions: [{ path: 'args.mode', op: 'neq', value: 'force' }] }],
            rate_limit,
          },
        },
      },
    },
  },
  'unanchored-allow': {
    title: 'The pattern allows more than it shows',
    what: 'A "require" uses a regular expression that is not bound to the beginning and the end of the text.',
    why: 'A regular expression matches anywhere. "example\\.com" also allows "example.com.evil.net" and "evil.net/?example.com".',
    mend: 'Put ^(?: before and )$ behind the pattern. To allow anything behind a beginning, say so: "^prefix.*$".',
    example: {
      tools: [transfer],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            require: [{ conditions: [{ path: 'args.account', op: 'regex', value: 'team-[a-z]+' }] }],
            rate_limit,
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          transfer: {
            require: [{ conditions: [{ path: 'args.account', op: 'regex', value: '^team-[a-z]+$' }] }],
            rate_limit,
          },
        },
      },
    },
  },
  'any-scheme': {
    title: 'The host is fixed, the scheme is not',
    what: 'A "require" with host_in has no condition on the scheme of the URL.',
    why: 'host_in looks at the host alone. ftp://, http:// and whatever else the server understands pass as well, in clear text or to another service of that host.',
    mend: 'Add a condition that the URL starts with "https://".',
    example: {
      tools: [fetchPage],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          fetch_page: {
            require: [{ conditions: [{ path: 'args.url', op: 'host_in', value: ['example.com'] }] }],
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          fetch_page: {
            require: [
              {
                conditions: [
                  { path: 'args.url', op: 'host_in', value: ['example.com'] },
                  { path: 'args.url', op: 'starts_with', value: 'https://' },
                ],
              },
            ],
          },
        },
      },
    },
  },
  'prefix-bypass': {
    title: 'A prefix is not a folder and not a host',
    what: 'A "require" compares a path or a URL with starts_with.',
    why: '"/data" also allows "/data-of-others", and "/data/" allows "/data/../etc/passwd". "https://example.com" also allows "https://example.com.evil.net".',
    mend: 'Use within for folders and host_in, with a condition on the scheme, for hosts.',
    example: {
      tools: [readFile],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          read_file: {
            require: [{ conditions: [{ path: 'args.path', op: 'starts_with', value: '/data' }] }],
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          read_file: { require: [{ conditions: [{ path: 'args.path', op: 'within', value: '/data' }] }] },
        },
      },
    },
  },
} as const satisfies { [code: string]: Page };
