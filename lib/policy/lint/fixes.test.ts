import { describe, expect, it } from 'vitest';
import { edit } from '../edit';
import type { Finding, Policy, PolicyTool, RuleSet } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { findingPages } from './codes';
import { lint } from './lint';

/** Applies one fix the way the editor does: to the text. */
function mended(policy: Policy, finding: Finding): Policy {
  const edited = edit(print(policy), finding.fix?.commands ?? []);
  if (!edited.ok) throw new Error(edited.message);
  const parsed = parse(edited.text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.policy;
}

function holdsUp(policy: Policy, tools: readonly PolicyTool[] | undefined): void {
  const findings = lint(policy, tools);
  for (const finding of findings) {
    if (finding.fix === undefined) continue;
    const after = lint(mended(policy, finding), tools);
    const of = (list: Finding[], code: string) =>
      list.filter((one) => one.code === code && one.tool === finding.tool);
    expect(of(after, finding.code).length, `${finding.code}: ${finding.message}`).toBeLessThan(
      of(findings, finding.code).length,
    );
    const atLevel = (list: Finding[]) =>
      list.filter(({ level }) => level === finding.level).map(({ code }) => code);
    for (const code of new Set(atLevel(after))) {
      const count = (list: Finding[]) => atLevel(list).filter((one) => one === code).length;
      expect(count(after), `${code} after the fix of ${finding.code}`).toBeLessThanOrEqual(count(findings));
    }
  }
}

const send: PolicyTool = {
  name: 'send_mail',
  class: 'Execute',
  inputSchema: {
    type: 'object',
    properties: {
      to: { type: 'string' },
      cc: { type: 'string' },
      url: { type: 'string' },
      path: { type: 'string' },
      size: { type: 'number' },
      urgent: { type: 'boolean' },
    },
    required: ['to'],
  },
};
const tools: PolicyTool[] = [
  send,
  { name: 'list_mail', class: 'Read', inputSchema: { type: 'object', properties: {} } },
  { name: 'delete_mail', class: 'Destructive' },
  { name: 'pay', class: 'Financial' },
  { name: 'mystery' },
];

const crowded: { [name: string]: Policy } = {
  'an open default': { version: '1', default: 'allow' },
  'conditions of every doubtful kind': {
    version: '1',
    default: 'deny',
    tools: {
      send_mail: {
        deny_if: [
          { conditions: [{ path: 'args.cc', op: 'eq', value: 'x' }] },
          { conditions: [{ path: 'args.cc', op: 'eq', value: 'x' }] },
          { conditions: [{ path: 'args.size', op: 'in', value: [] }] },
          { conditions: [{ any: [] }] },
          { conditions: [{ not: { path: 'args.url', op: 'host_in', value: ['example.com'] } }] },
        ],
        require: [
          { conditions: [{ not: { path: 'args.to', op: 'in', value: ['a'] } }, { all: [] }] },
          { conditions: [{ not: { any: [{ path: 'args.size', op: 'lt', value: 3 }] } }] },
          { conditions: [{ path: 'args.to', op: 'regex', value: 'a|^b$' }] },
          { conditions: [{ path: 'args.to', op: 'regex', value: '(?m)^[a-z]+$' }] },
          { conditions: [{ path: 'args.to', op: 'regex', value: '\\Qa.b' }] },
          { conditions: [{ path: 'args.path', op: 'starts_with', value: '/data' }] },
          { conditions: [{ path: 'args.url', op: 'starts_with', value: 'https://example.com' }] },
          { conditions: [{ path: 'args.urgent', op: 'eq', value: 'true' }] },
          { conditions: [] },
        ],
        limits: [
          { counter: 'a', window: 'minute', max: 5000 },
          { counter: 'a', window: 'hour', max: 10 },
          { counter: 'b', window: 'day', max: 10.5, increment_from: 'args.sise' },
        ],
      },
    },
  },
  'rule sets that never decide': {
    version: '1',
    default: 'deny',
    hide: ['delete_*', 'delete_mail', 'nothing_like_it'],
    classes: { Financial: {} },
    tools: {
      delete_mail: {},
      'send_*': {
        deny_if: [{ conditions: [] }],
        require: [{ conditions: [{ path: 'args.to', op: 'eq', value: 'a' }] }],
      },
      '*_mail': { action: 'deny', reason: 'no', rate_limit: { max: 0, window: 60 } },
      'send*': {},
      sendmail: {},
    },
    tests: [{ name: 'sent', tool: 'sendmial', expect: 'allow' }],
  },
  'no limits at all': { version: '1', default: 'deny', tools: { '*': {} } },
  contradictions: {
    version: '1',
    default: 'deny',
    all_tools: { deny_if: [{ conditions: [{ path: 'args.size', op: 'gt', value: 10 }] }] },
    tools: {
      send_mail: {
        require: [{ conditions: [{ path: 'args.size', op: 'gt', value: 20 }] }],
        rate_limit: { max: 0, window: 'hour' },
      },
      list_mail: { approve_if: [{ conditions: [], reason: 'ask' }], rate_limit: { max: 1, window: 'hour' } },
    },
  },
};

const overlapping = (ruleSet: RuleSet): Policy => ({
  version: '1',
  default: 'deny',
  tools: { 's*': ruleSet, '*l': { action: 'deny' }, 'p*': {}, '*y': { deny_if: [] } },
});

describe('a fix removes its finding and adds none at its level', () => {
  it.each([
    { deny_if: [] },
    { require: [], limits: [] },
    { approve_if: [], rate_limit: { max: 20, window: 60 } },
  ])('where lists of rules are empty: %j', (ruleSet: RuleSet) => {
    holdsUp(overlapping(ruleSet), tools);
  });

  it('says which tools it names, one or several', () => {
    const open: Policy = { version: '1', default: 'allow' };
    const read = (name: string): PolicyTool => ({ name, class: 'Read' });
    const title = (names: string[]) => lint(open, names.map(read))[0]?.fix?.title;
    expect([[], ['a'], ['a', 'b'], ['a', 'a']].map(title)).toEqual([
      'Deny by default',
      'Deny by default, and name the Read tool',
      'Deny by default, and name the 2 Read tools',
      'Deny by default, and name the Read tool',
    ]);
  });

  it.each(findingPages.map((page) => [page.code, page] as const))('on the page of %s', (_code, page) => {
    holdsUp(page.example.before, page.example.tools);
  });

  it.each(Object.entries(crowded))('in %s', (_name, policy) => {
    holdsUp(policy, tools);
    holdsUp(policy, undefined);
  });
});
