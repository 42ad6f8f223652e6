import type { PolicyTool } from '../language';
import type { Page } from './page';

const list: PolicyTool = { name: 'list_files', class: 'Read' };
const remove: PolicyTool = { name: 'delete_file', class: 'Destructive' };
const buy: PolicyTool = { name: 'buy_credits', class: 'Financial' };

export const toolSecurityPages = {
  'open-default': {
    title: 'What the policy does not name is allowed',
    what: '"default": "allow" lets through every tool that no rule set speaks about.',
    why: 'That holds for the Execute, Destructive, Financial and unclassified tools of today, and for whatever the server adds tomorrow. A server that is taken over needs only a new name.',
    mend: 'Set "default": "deny" and name what is needed. The fix names the Read tools that are let through now.',
    example: {
      tools: [list],
      before: { version: '1', default: 'allow' },
      after: { version: '1', default: 'deny', tools: { list_files: {} } },
    },
  },
  'wide-pattern': {
    title: 'A pattern that fits everything allows everything',
    what: 'The pattern "*" has a rule set that neither denies, holds, checks nor counts a call.',
    why: 'Under "default": "deny" it turns the default round: every tool that the policy does not name is allowed, and every future one.',
    mend: 'Name the tools, use "classes" for a whole class, or narrow the pattern.',
    example: {
      tools: [list],
      before: { version: '1', default: 'deny', tools: { '*': {} } },
      after: { version: '1', default: 'deny', tools: { 'list_*': {} } },
    },
  },
  'unguarded-destructive': {
    title: 'A Destructive tool may be called freely',
    what: 'A tool that deletes or overwrites for good is callable with neither approval, condition nor limit.',
    why: 'One wrong or injected call loses data that does not come back.',
    mend: 'Hide it, hold it for approval, or bind it to conditions and a limit.',
    example: {
      tools: [remove],
      before: { version: '1', default: 'deny', tools: { delete_file: {} } },
      after: { version: '1', default: 'deny', tools: { delete_file: { action: 'hide' } } },
    },
  },
  'unguarded-financial': {
    title: 'A Financial tool may be called freely',
    what: 'A tool that moves money or takes on an obligation is callable with neither approval, condition nor limit.',
    why: 'One wrong or injected call costs money, and a loop of them costs it many times.',
    mend: 'Hold it for approval, or bind the amount by a condition and a budget.',
    example: {
      tools: [buy],
      before: { version: '1', default: 'deny', tools: { buy_credits: {} } },
      after: { version: '1', default: 'deny', tools: { buy_credits: { action: 'approve' } } },
    },
  },
  'drifted-tool': {
    title: 'The tool changed since it was reviewed',
    what: 'The policy allows a tool whose definition is not the one that a person reviewed.',
    why: 'A definition that changes after it was trusted is how a rug pull works: new arguments, a new description for the model to follow, another effect.',
    mend: 'Read what changed and review the tool again. Until then, hide it.',
    example: {
      tools: [{ name: 'list_files', class: 'Read', review: 'drifted' }],
      before: { version: '1', default: 'deny', tools: { list_files: {} } },
      after: { version: '1', default: 'deny', tools: { list_files: { action: 'hide' } } },
    },
  },
} as const satisfies { [code: string]: Page };
