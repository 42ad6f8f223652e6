import { type AttackPattern, inputs } from '../pattern';

export const credentialLeak: AttackPattern = {
  slug: 'credential-leak',
  title: 'Credential leak',
  summary:
    'Keys and tokens that an agent can reach end up in its context, in an argument, and somewhere else.',
  how: [
    'An agent works where people work, beside `.env` files, key folders and shell histories. It reads them because they are there, because a text asked it to, or because malware on the machine uses the agent for the search.',
    'Once in the context, a secret travels: in the body of an issue, the query of a search, the address of an image.',
  ],
  cases: [
    {
      name: 's1ngularity, the Nx packages',
      year: 2025,
      text: 'Malicious releases of a build tool asked the AI command lines that they found on the machine, with their safeguards switched off by option, to list files with secrets, and published what was collected in public repositories.',
      source: {
        title: 'GHSA-cxm3-wv7p-598c, the advisory of Nx',
        url: 'https://github.com/nrwl/nx/security/advisories/GHSA-cxm3-wv7p-598c',
      },
    },
  ],
  classes: ['Read', 'Execute', 'Write'],
  signals: ['secret', 'gives-secrets', 'file-path'],
  stoppedBy: '`deny_if` on the places where secrets lie and on what looks like one on its way out',
  policy: {
    version: '1',
    default: 'deny',
    tools: {
      read_file: {
        require: [{ conditions: [{ path: 'args.path', op: 'within', value: '/workspace' }] }],
        deny_if: [
          {
            conditions: [
              {
                path: 'args.path',
                op: 'regex',
                value: '(?i)(^|/)(\\.env[^/]*|\\.ssh|\\.aws|\\.npmrc|\\.netrc|id_[a-z0-9]+|[^/]*\\.pem)(/|$)',
              },
            ],
            on_deny: 'Secrets lie there.',
          },
        ],
      },
      create_issue: {
        require: [{ conditions: [{ path: 'args.body', op: 'length_lte', value: 4000 }] }],
        deny_if: [
          {
            conditions: [
              {
                path: 'args.body',
                op: 'regex',
                value: '(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|-----BEGIN [A-Z ]*PRIVATE KEY)',
              },
            ],
            on_deny: 'The text holds something that looks like a key.',
          },
        ],
        rate_limit: { max: 5, window: 'hour' },
      },
    },
  },
  says: 'Files of the workspace may be read, but not where secrets usually lie; issues are short, five an hour, and hold no key in one of the common shapes.',
  beyond:
    'Patterns find common shapes and no others: a secret that is split or encoded passes. So the credentials of servers are kept sealed by the gateway and never reach an agent, a grant’s token is never passed on, and arguments in the record are masked.',
  tools: {
    read_file: { class: 'Read', inputSchema: inputs({ path: { type: 'string' } }) },
    create_issue: { class: 'Write', inputSchema: inputs({ body: { type: 'string' } }) },
  },
  calls: [
    {
      tool: 'read_file',
      arguments: { path: '/workspace/src/main.ts' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/read_file',
    },
    {
      tool: 'read_file',
      arguments: { path: '/workspace/.env.production' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/read_file/deny_if/0',
    },
    {
      tool: 'read_file',
      arguments: { path: '/home/ana/.aws/credentials' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/read_file/deny_if/0',
    },
    {
      tool: 'create_issue',
      arguments: { body: 'Found this: AKIAABCDEFGHIJKLMNOP' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/create_issue/deny_if/0',
    },
  ],
};
