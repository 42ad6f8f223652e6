import { type AttackPattern, inputs } from '../pattern';

const repository = (rest: { [name: string]: { type: string } } = {}) =>
  inputs({ owner: { type: 'string' }, repo: { type: 'string' }, ...rest });

const ours = [
  {
    conditions: [
      { path: 'args.owner', op: 'eq' as const, value: 'acme' },
      { path: 'args.repo', op: 'eq' as const, value: 'website' },
    ],
    on_deny: 'This agent works on acme/website only.',
  },
];

export const exfiltration: AttackPattern = {
  slug: 'exfiltration',
  title: 'Private data, untrusted text and a way out',
  summary:
    'An agent that reads private data and strangers’ text, and can write where strangers read, will carry the one to the other.',
  how: [
    'Three things are harmless alone and a leak together: access to something private, a text that anybody could have written, and a place that the writer of that text can read. The text asks the agent to fetch the first and put it into the third, and the model has no sure way to tell a task from a text about one.',
    'All three may come from one server. Code hosting has private repositories, issues that anybody opens, and public pull requests.',
  ],
  cases: [
    {
      name: 'GitHub MCP toxic agent flow, by Invariant Labs',
      year: 2025,
      text: 'An issue in a public repository asked the agent that was reading it to write about the author’s other repositories. The agent read private ones and put what it found into a public pull request.',
      source: {
        title: 'GitHub MCP Exploited: Accessing private repositories via MCP',
        url: 'https://invariantlabs.ai/blog/mcp-github-vulnerability',
      },
    },
  ],
  classes: ['Read', 'Write', 'Execute'],
  signals: ['recipient'],
  stoppedBy:
    '`require` on what is read: one repository, so that nothing private and foreign meets in one agent',
  policy: {
    version: '1',
    default: 'deny',
    tools: {
      list_issues: { require: ours },
      get_file_contents: { require: ours },
      create_pull_request: {
        require: ours,
        action: 'approve',
        reason: 'Everybody can read what is proposed here.',
      },
    },
  },
  says: 'Issues and files of one repository may be read; a pull request waits for a person; any other repository is denied.',
  beyond:
    'Cut one of the three, and best the private one: a rule on arguments cannot tell whether an allowed text holds a secret. Where an agent needs more repositories, give each a grant and a policy of its own.',
  tools: {
    list_issues: { class: 'Read', inputSchema: repository() },
    get_file_contents: { class: 'Read', inputSchema: repository({ path: { type: 'string' } }) },
    create_pull_request: { class: 'Write', inputSchema: repository({ title: { type: 'string' } }) },
  },
  calls: [
    {
      tool: 'list_issues',
      arguments: { owner: 'acme', repo: 'website' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/list_issues',
    },
    {
      tool: 'get_file_contents',
      arguments: { owner: 'acme', repo: 'salaries', path: 'README.md' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/get_file_contents/require/0',
    },
    {
      tool: 'create_pull_request',
      arguments: { owner: 'acme', repo: 'website', title: 'About the author' },
      by: 'attack',
      expect: 'approve',
      rule: '/tools/create_pull_request/action',
    },
  ],
};
