import type { PolicyTool } from '../language';
import type { Page } from './page';

const scan: PolicyTool = { name: 'start_security_scan', class: 'Execute' };
const list: PolicyTool = { name: 'list_scans', class: 'Read' };
const rate_limit = { max: 10, window: 'minute' } as const;

export const toolWarningPages = {
  'unlimited-execute': {
    title: 'No limit holds this Execute tool',
    what: 'A tool that starts processes or acts on the world may be called as often as an agent likes.',
    why: 'An agent in a loop starts as many as the server can take, and what it starts may cost money or disturb others.',
    mend: 'Add a limit. Ten a minute is the recommendation for Execute.',
    example: {
      tools: [scan],
      before: { version: '1', default: 'deny', tools: { start_security_scan: {} } },
      after: { version: '1', default: 'deny', tools: { start_security_scan: { rate_limit } } },
    },
  },
  'unclassified-tool': {
    title: 'Nobody knows how dangerous this tool is',
    what: 'The policy allows a tool that has no risk class.',
    why: 'Without a class neither the rules under "classes" nor the advice about dangerous tools can look after it.',
    mend: "Set the class on the tool's page. Until then, hold its calls for approval.",
    example: {
      tools: [{ name: 'frobnicate' }],
      before: { version: '1', default: 'deny', tools: { frobnicate: {} } },
      after: { version: '1', default: 'deny', tools: { frobnicate: { action: 'approve' } } },
    },
  },
  'unreviewed-tool': {
    title: 'The policy does not speak about this tool',
    what: 'The server offers a tool that no rule set, pattern or class of the policy covers.',
    why: 'The default decides. That may be right, but nobody has said so.',
    mend: 'Decide it on purpose: name it with the action that is meant.',
    example: {
      tools: [scan, list],
      before: { version: '1', default: 'deny', tools: { list_scans: {} } },
      after: {
        version: '1',
        default: 'deny',
        tools: { list_scans: {}, start_security_scan: { action: 'deny' } },
      },
    },
  },
  'split-counter': {
    title: 'One counter, several counts',
    what: 'Limits with the same counter differ in window, scope, "by" or maximum.',
    why: 'Only limits that agree in counter, window, scope and "by" share a count. Where they differ the name promises a common count that does not exist, or one count has two maxima, of which the smaller decides for some tools only.',
    mend: 'Give each count a name of its own, or make the limits agree.',
    example: {
      tools: [scan, list],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          list_scans: { limits: [{ counter: 'scans', window: 'minute', max: 10 }] },
          start_security_scan: { limits: [{ counter: 'scans', window: 'hour', max: 10 }] },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          list_scans: { limits: [{ counter: 'scans', window: 'minute', max: 10 }] },
          start_security_scan: { limits: [{ counter: 'scans_per_hour', window: 'hour', max: 10 }] },
        },
      },
    },
  },
  'zero-limit': {
    title: 'A limit that admits nothing',
    what: 'A limit has the maximum 0.',
    why: 'Every call that counts is denied, with a time to wait after which it is denied again. An agent that believes the time waits for nothing.',
    mend: 'Say "action": "deny", or raise the maximum.',
    example: {
      tools: [list],
      before: {
        version: '1',
        default: 'deny',
        tools: { list_scans: { rate_limit: { max: 0, window: 'hour' } } },
      },
      after: { version: '1', default: 'deny', tools: { list_scans: { action: 'deny' } } },
    },
  },
} as const satisfies { [code: string]: Page };
