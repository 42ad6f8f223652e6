import { recommendedPerMinute, recommendedRuleSet, riskClasses } from '@/lib/policy';
import type { Block } from '../model';
import { fieldTable } from './fields';

const classTexts: { readonly [riskClass in (typeof riskClasses)[number]]: readonly [string, string] } = {
  Read: ['looks at data, changes nothing', 'Low'],
  Write: ['creates or changes state, and can be undone', 'Medium'],
  Execute: ['starts processes or acts on the world; effects depend on the arguments', 'High'],
  Destructive: ['deletes or overwrites for good', 'Critical'],
  Financial: ['moves money or takes on an obligation', 'Critical'],
};

function recommended(riskClass: (typeof riskClasses)[number]): string {
  const set = recommendedRuleSet('x', riskClass);
  if (set.action !== undefined) return `\`"action": "${set.action}"\``;
  if (riskClass === 'Write' || riskClass === 'Execute') return `${recommendedPerMinute[riskClass]} a minute`;
  return '`{}`: allowed';
}

export const documentBlocks: readonly Block[] = [
  { kind: 'heading', id: 'document', text: 'The document' },
  {
    kind: 'text',
    text: 'A policy is one JSON object. It says what happens to each call that an agent makes through one grant. An editor that reads JSON Schema finds it at [/policy.schema.json](/policy.schema.json).',
  },
  fieldTable('Policy', 'The fields of a policy'),
  {
    kind: 'text',
    text: 'A **tool pattern** is a tool’s exact name, or a name with `*`, which stands for any run of characters, none included. There is no escape. A key that equals the name to the letter wins over every pattern; among patterns the one with the most literal characters wins. Names are case-sensitive.',
  },
  {
    kind: 'example',
    says: 'Two tools are open, one of them only for your own hosts and ten times a minute. What deletes is hidden, and everything else is denied.',
    policy: {
      version: '1',
      default: 'deny',
      hide: ['delete_*'],
      tools: {
        search: {},
        start_security_scan: {
          require: [{ conditions: [{ path: 'args.target', op: 'host_in', value: ['*.example.com'] }] }],
          rate_limit: { max: 10, window: 'minute' },
        },
      },
    },
    calls: [
      { tool: 'search', arguments: { q: 'mcp' }, expect: 'allow', rule: '/tools/search' },
      {
        tool: 'start_security_scan',
        arguments: { target: 'https://a.example.com/' },
        expect: 'allow',
        rule: '/tools/start_security_scan',
      },
      {
        tool: 'start_security_scan',
        arguments: { target: 'https://example.com.evil.net/' },
        expect: 'deny',
        rule: '/tools/start_security_scan/require/0',
      },
      { tool: 'delete_user', expect: 'hidden', rule: '(hidden)' },
      { tool: 'send_mail', expect: 'deny', rule: '(default deny)' },
    ],
  },
  { kind: 'heading', id: 'rule-sets', text: 'Rule sets' },
  {
    kind: 'text',
    text: 'A rule set stands under a tool in `tools`, under a risk class in `classes`, or in `all_tools`, whose rules hold for every call on top of the tool’s own. `{}` allows a tool.',
  },
  fieldTable('RuleSet', 'The fields of a rule set'),
  {
    kind: 'text',
    text: 'With `rate_limit` the counter is the rule set’s key with `_rate` behind it, so that `"rate_limit": { "max": 10, "window": 60 }` under `start_security_scan` means the same as a limit on the counter `start_security_scan_rate`.',
  },
  { kind: 'heading', id: 'classes', text: 'Risk classes', below: true },
  {
    kind: 'text',
    text: 'The class is the one that a person or the classifier recorded for the reviewed definition of the tool, never a hint that the server sent. The recommended policy gives each class this rule under `"default": "deny"`.',
  },
  {
    kind: 'table',
    caption: 'The risk classes and their recommended rules',
    head: ['Class', 'What it does', 'Severity', 'Recommended'],
    rows: riskClasses.map((riskClass) => [
      `**${riskClass}**`,
      ...classTexts[riskClass],
      recommended(riskClass),
    ]),
  },
  {
    kind: 'example',
    says: 'Rules by class reach tools that nobody has named yet.',
    policy: {
      version: '1',
      default: 'deny',
      classes: { Read: {}, Financial: { action: 'approve', reason: 'Money needs a person.' } },
      tools: { read_salaries: { action: 'deny' } },
    },
    calls: [
      { tool: 'list_files', class: 'Read', expect: 'allow', rule: '/classes/Read' },
      { tool: 'read_salaries', class: 'Read', expect: 'deny', rule: '/tools/read_salaries/action' },
      { tool: 'buy_credits', class: 'Financial', expect: 'approve', rule: '/classes/Financial/action' },
      { tool: 'drop_table', class: 'Destructive', expect: 'deny', rule: '(default deny)' },
    ],
  },
  { kind: 'heading', id: 'rules', text: 'Rules' },
  {
    kind: 'text',
    text: 'The conditions of a rule are joined by AND; the rules of `deny_if` and `approve_if` by OR. An empty list of conditions matches every call. Where you write no text the agent is told one fixed sentence, never with the values of arguments.',
  },
  { kind: 'text', text: 'A rule in `deny_if` or `require`:' },
  fieldTable('Rule', 'The fields of a rule in `deny_if` and `require`'),
  { kind: 'text', text: 'A rule in `approve_if`:' },
  fieldTable('ApprovalRule', 'The fields of a rule in `approve_if`'),
  {
    kind: 'example',
    says: 'Refunds above 1,000 wait for a person. What cannot be compared counts against the call: the text "1001" waits as well.',
    policy: {
      version: '1',
      default: 'deny',
      tools: {
        create_refund: {
          require: [{ conditions: [{ path: 'args.amount', op: 'exists', value: true }] }],
          approve_if: [
            {
              conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }],
              reason: 'Above 1,000',
              expires_in: 900,
            },
          ],
        },
      },
    },
    calls: [
      { tool: 'create_refund', arguments: { amount: 1000 }, expect: 'allow', rule: '/tools/create_refund' },
      {
        tool: 'create_refund',
        arguments: { amount: 1001 },
        expect: 'approve',
        rule: '/tools/create_refund/approve_if/0',
      },
      {
        tool: 'create_refund',
        arguments: { amount: '1001' },
        expect: 'approve',
        rule: '/tools/create_refund/approve_if/0',
      },
      { tool: 'create_refund', expect: 'deny', rule: '/tools/create_refund/require/0' },
    ],
  },
];
