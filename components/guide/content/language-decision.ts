import * as policy from '@/lib/policy';
import type { Block } from '../model';
import { grouped } from './fields';

const { sentences, faultCodes, expiryBounds, windowBounds } = policy;

export const decisionBlocks: readonly Block[] = [
  { kind: 'heading', id: 'decision', text: 'How a call is decided' },
  {
    kind: 'text',
    text: 'The first denial wins. Every verdict names the rule that made it: a JSON Pointer into the document, or a word in brackets. Arguments that are left out are `{}`; what is no object, repeats a key, nests too deep or holds a number that a double cannot keep where a rule reads it is denied `(invalid arguments)` before the policy is asked.',
  },
  {
    kind: 'list',
    ordered: true,
    items: [
      'No policy: denied `(no policy)`. A policy that does not parse: denied `(invalid policy)`. A tool that nobody has reviewed, or whose definition has changed since, is denied, held or let on, as its server’s setting says.',
      'A pattern of `hide` matches: hidden `(hidden)`.',
      'The rule set is chosen: the exact name; else the matching pattern with the most literal characters, on a tie the one that sorts first; else the class of the tool. Where there is none the default decides: `(default deny)`, or an empty rule set.',
      '`"action": "hide"` hides, `"action": "deny"` denies.',
      '`deny_if` of `all_tools`, then of the rule set.',
      '`require`, likewise.',
      '`validate_arguments`, likewise.',
      '`"action": "approve"`, then `approve_if`: the call is held unless this very call was approved, with equal arguments, and the approval is unused. One approval answers every approval rule of the call.',
      'All limits that apply are reserved in one step, or none is. Where one is full the call is denied with the seconds until its window ends.',
    ],
  },
  {
    kind: 'example',
    says: 'An approved call goes on. It still passes denials, requirements and limits.',
    policy: {
      version: '1',
      default: 'deny',
      all_tools: { deny_if: [{ conditions: [{ path: 'args.force', op: 'eq', value: true }] }] },
      tools: { transfer: { action: 'approve' } },
    },
    calls: [
      { tool: 'transfer', arguments: { to: 'DE1' }, expect: 'approve', rule: '/tools/transfer/action' },
      {
        tool: 'transfer',
        arguments: { to: 'DE1' },
        approved: true,
        expect: 'allow',
        rule: '/tools/transfer',
      },
      {
        tool: 'transfer',
        arguments: { to: 'DE1', force: true },
        approved: true,
        expect: 'deny',
        rule: '/all_tools/deny_if/0',
      },
    ],
  },
  { kind: 'heading', id: 'answers', text: 'What the agent sees', below: true },
  {
    kind: 'text',
    text: 'A denied call is answered with a tool result that says `[POLICY DENIED]` and the reason, with `isError`, not with a protocol error. A held call says `[APPROVAL REQUIRED]` and where a person can decide it; the agent calls again with the same arguments. A hidden tool is answered as an unknown one. What `hide` and `"action": "hide"` hide is the whole difference in `tools/list`: denied tools stay listed.',
  },
  {
    kind: 'table',
    caption: 'What is told where you wrote no text',
    head: ['When', 'Sentence'],
    rows: [
      ['No policy', sentences.noPolicy],
      ['The policy does not parse', sentences.invalidPolicy],
      ['Arguments that cannot be read', sentences.invalidArguments],
      ['No rule set under `"default": "deny"`', sentences.defaultDeny],
      ['`"action": "deny"`', sentences.actionDeny],
      ['`deny_if`', sentences.denyIf],
      ['`require`', sentences.require],
      ['`validate_arguments`', sentences.validateArguments],
      ['`"action": "approve"`, `approve_if`', sentences.approve],
      ['A full limit', sentences.limit],
      ['A budget that cannot be counted', sentences.budget],
      ['An error inside', sentences.internalError],
    ],
  },
  { kind: 'heading', id: 'refused', text: 'What is refused' },
  {
    kind: 'text',
    text: 'The document is strict JSON in UTF-8 without a byte order mark. All faults are reported at once, each with a pointer, a line and column, what was found, what is allowed and, for a misspelt word, the nearest right one. `__proto__`, `constructor` and the like are ordinary names.',
  },
  {
    kind: 'table',
    caption: 'Bounds: a document beyond one of them is refused',
    head: ['What', 'At most'],
    rows: [
      ['The document, in bytes of UTF-8', grouped(policy.maxDocumentBytes)],
      ['Nested lists and objects, in the document and in arguments', grouped(policy.maxJsonDepth)],
      ['Rule sets in `all_tools`, `classes` and `tools` together', grouped(policy.maxRuleSets)],
      ['Entries in each of `deny_if`, `require`, `approve_if`, `limits`', grouped(policy.maxRules)],
      ['Levels of nested conditions', grouped(policy.maxConditionLevel)],
      ['Code points of a regular expression', grouped(policy.maxRegexLength)],
      [
        'Product of counted repetitions inside each other, as in `(a{8}){8}`',
        grouped(policy.maxRegexRepetition),
      ],
      ['Code points of the name of a tool or a counter', grouped(policy.maxNameLength)],
      ['Code points of the description', grouped(policy.maxDescriptionLength)],
      ['Seconds of a window', `${grouped(windowBounds.most)}, and at least ${grouped(windowBounds.least)}`],
      [
        'Seconds of `expires_in`',
        `${grouped(expiryBounds.most)}, and at least ${grouped(expiryBounds.least)}`,
      ],
    ],
  },
  {
    kind: 'text',
    text: `The codes of faults are stable: ${faultCodes.map((code) => `\`${code}\``).join(', ')}.`,
  },
];
