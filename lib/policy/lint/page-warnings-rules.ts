import type { PolicyTool } from '../language';
import type { Page } from './page';

const createNote: PolicyTool = {
  name: 'create_note',
  class: 'Write',
  inputSchema: { type: 'object', properties: { size: { type: 'number' } }, required: ['size'] },
};
const listNotes: PolicyTool = {
  name: 'list_notes',
  class: 'Read',
  inputSchema: { type: 'object', properties: {} },
};

export const ruleWarningPages = {
  'unreachable-rule': {
    title: 'This can never decide anything',
    what: 'A rule or rule set is hidden, shadowed by another one, or stands behind a rule that already answers every call that it could match.',
    why: 'It reads as if it protected something. Often it is the leftover of an edit, or an earlier rule is wider than was meant.',
    mend: 'Remove it, or narrow the earlier rule.',
    example: {
      tools: [createNote],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: {
            deny_if: [
              { conditions: [{ path: 'args.size', op: 'gt', value: 100 }] },
              { conditions: [{ path: 'args.size', op: 'gt', value: 200 }] },
            ],
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: { create_note: { deny_if: [{ conditions: [{ path: 'args.size', op: 'gt', value: 100 }] }] } },
      },
    },
  },
  'never-allowed': {
    title: 'No call can satisfy these rules',
    what: 'The requirements and denials of a rule set contradict each other: every call is denied.',
    why: 'The tool is listed, the agent tries, and every call fails. That is seldom what conditions are written for.',
    mend: 'Mend the contradiction, or say "action": "deny" if that is what is meant.',
    example: {
      tools: [createNote],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: {
            require: [
              { conditions: [{ path: 'args.size', op: 'lt', value: 10 }] },
              { conditions: [{ path: 'args.size', op: 'gt', value: 20 }] },
            ],
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: {
            require: [
              { conditions: [{ path: 'args.size', op: 'gt', value: 10 }] },
              { conditions: [{ path: 'args.size', op: 'lt', value: 20 }] },
            ],
          },
        },
      },
    },
  },
  'overlapping-patterns': {
    title: 'Two patterns have the same weight',
    what: 'Two patterns match one tool with equally many literal characters.',
    why: 'The one that sorts first wins, which nobody sees when reading the policy. Renaming a pattern could change who wins.',
    mend: 'Name the tool exactly, or make one of the patterns longer.',
    example: {
      tools: [listNotes, { name: 'list_files', class: 'Read' }],
      before: { version: '1', default: 'deny', tools: { 'list_*': {}, '*notes': { action: 'deny' } } },
      after: { version: '1', default: 'deny', tools: { 'list_*': {}, '*_notes': { action: 'deny' } } },
    },
  },
  'argument-not-everywhere': {
    title: 'Some of the tools have no such argument',
    what: 'A "require" in a rule set for several tools reads an argument that some of them do not declare.',
    why: 'Every call of those tools is denied, since a requirement on a missing argument does not hold.',
    mend: 'Put the requirement on the tools that have the argument.',
    example: {
      tools: [createNote, listNotes],
      before: {
        version: '1',
        default: 'deny',
        tools: { '*note*': { require: [{ conditions: [{ path: 'args.size', op: 'lte', value: 100 }] }] } },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          'list_*': {},
          create_note: { require: [{ conditions: [{ path: 'args.size', op: 'lte', value: 100 }] }] },
        },
      },
    },
  },
  'empty-list': {
    title: 'An empty list decides the same way every time',
    what: 'A condition compares with an empty list, or a rule or group has no conditions.',
    why: '"in": [] and "any": [] are never true, "not_in": [] and "all": [] always are once the argument is there. A rule without conditions matches every call.',
    mend: 'Fill the list, remove the condition, or say what is meant with "action".',
    example: {
      tools: [createNote],
      before: {
        version: '1',
        default: 'deny',
        tools: { create_note: { require: [{ conditions: [{ path: 'args.size', op: 'in', value: [] }] }] } },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: { require: [{ conditions: [{ path: 'args.size', op: 'in', value: [1, 2] }] }] },
        },
      },
    },
  },
  'inexact-number': {
    title: 'This number cannot be counted or compared exactly',
    what: 'A whole number lies beyond 2^53, or a budget is in fractions.',
    why: 'Numbers are IEEE doubles. Beyond 2^53 neighbours are one number, so that an identifier can be taken for another; sums of fractions drift, so that a budget ends a little early or late.',
    mend: 'Compare long identifiers as strings. Count money in whole minor units, such as cents.',
    example: {
      tools: [createNote],
      before: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: {
            limits: [{ counter: 'size', window: 'day', max: 99.5, increment_from: 'args.size' }],
          },
        },
      },
      after: {
        version: '1',
        default: 'deny',
        tools: {
          create_note: { limits: [{ counter: 'size', window: 'day', max: 99, increment_from: 'args.size' }] },
        },
      },
    },
  },
} as const satisfies { [code: string]: Page };
