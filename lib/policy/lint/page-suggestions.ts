import type { PolicyTool } from '../language';
import type { Page } from './page';

const scan: PolicyTool = { name: 'start_security_scan', class: 'Execute' };
const shell: PolicyTool = {
  name: 'run_command',
  class: 'Execute',
  inputSchema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
};
const rate_limit = { max: 10, window: 'minute' } as const;
const tests = [{ name: 'no arguments, no call', tool: 'run_command', expect: 'deny' as const }];

export const suggestionPages = {
  'loose-limit': {
    title: 'The limit is above the recommendation',
    what: 'A limit admits more calls a minute than is recommended for the class of the tool.',
    why: 'Thirty a minute are enough for most work with Write tools, ten for Execute. What lies above is room for a loop.',
    mend: 'Lower the maximum, unless recorded use shows that it is needed.',
    example: {
      tools: [scan],
      before: {
        version: '1',
        default: 'deny',
        tools: { start_security_scan: { rate_limit: { max: 500, window: 'minute' } } },
      },
      after: { version: '1', default: 'deny', tools: { start_security_scan: { rate_limit } } },
    },
  },
  'block-list': {
    title: 'A list of what is bad lets the rest through',
    what: 'The text of an Execute tool is guarded by forbidden words alone.',
    why: 'There are more ways to write a command, a query or a script than anybody lists: another spelling, a variable, an encoding.',
    mend: 'Require what is known to be good with "require", or hold the tool for approval.',
    example: {
      tools: [shell],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          run_command: {
            deny_if: [{ conditions: [{ path: 'args.command', op: 'contains', value: 'rm ' }] }],
            rate_limit,
          },
        },
        tests: [
          { name: 'a list of files', tool: 'run_command', arguments: { command: 'ls' }, expect: 'allow' },
        ],
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          run_command: {
            require: [{ conditions: [{ path: 'args.command', op: 'in', value: ['ls', 'pwd'] }] }],
            rate_limit,
          },
        },
        tests,
      },
    },
  },
  'no-tests': {
    title: 'Nothing says what this policy is for',
    what: 'The policy has conditions on arguments and no tests.',
    why: 'A test keeps an intention: whoever edits the policy later is told when it no longer holds.',
    mend: 'Keep one call that must pass and one that must not. The builder finds both from the conditions.',
    example: {
      tools: [shell],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          run_command: {
            require: [{ conditions: [{ path: 'args.command', op: 'in', value: ['ls'] }] }],
            rate_limit,
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          run_command: {
            require: [{ conditions: [{ path: 'args.command', op: 'in', value: ['ls'] }] }],
            rate_limit,
          },
        },
        tests,
      },
    },
  },
} as const satisfies { [code: string]: Page };
