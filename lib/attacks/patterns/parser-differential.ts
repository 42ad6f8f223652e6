import { type AttackPattern, inputs } from '../pattern';

export const parserDifferential: AttackPattern = {
  slug: 'parser-differential',
  title: 'Parser differential',
  summary: 'The same bytes mean one thing to whoever checks them and another to whoever carries them out.',
  how: [
    'JSON lets an object name a member twice and does not say which counts. One reader takes the first, another the last, a third both. Numbers beyond a double, names that differ in case, and addresses with two `@` are read apart in the same way.',
    'A check that reads `amount` as 5 and a server that reads 5,000,000 have both done their work. So a gateway must refuse what can be read in two ways, and forward the very bytes that it judged.',
  ],
  cases: [
    {
      name: 'Apache CouchDB, CVE-2017-12635',
      year: 2017,
      text: 'CouchDB’s two JSON readers disagreed on a `roles` member that stood twice: the check saw an empty list, the database an administrator. Anybody who might create a user could become one.',
      source: {
        title: 'Remote code execution in CouchDB, by Max Justicz',
        url: 'https://justi.cz/security/2017/11/14/couchdb-rce-npm.html',
      },
    },
  ],
  classes: ['Financial', 'Destructive', 'Write'],
  signals: ['amount'],
  stoppedBy:
    'strict reading: duplicate members, names that differ only in case, and inexact numbers deny the call',
  policy: {
    version: '1',
    default: 'deny',
    all_tools: { validate_arguments: true },
    tools: {
      create_transfer: {
        require: [
          {
            conditions: [
              { path: 'args.amount_cents', op: 'lte', value: 1000 },
              { path: 'args.callback', op: 'starts_with', value: 'https://' },
              { path: 'args.callback', op: 'host_in', value: ['hooks.example.com'] },
            ],
          },
        ],
        rate_limit: { max: 10, window: 'hour' },
      },
    },
  },
  says: 'Transfers of at most 10.00, ten an hour, with a callback on one host; arguments that can be read in two ways are denied before the policy is asked.',
  beyond:
    'This is the gateway’s own work, whatever the policy says. It judges the text of the message and forwards the same bytes; nothing is written anew in between.',
  tools: {
    create_transfer: {
      class: 'Financial',
      inputSchema: inputs({ amount_cents: { type: 'integer' }, callback: { type: 'string' } }),
    },
  },
  calls: [
    {
      tool: 'create_transfer',
      arguments: { amount_cents: 500, callback: 'https://hooks.example.com/done' },
      by: 'work',
      expect: 'allow',
      rule: '/tools/create_transfer',
    },
    {
      tool: 'create_transfer',
      arguments: { amount_cents: 500, callback: 'https://hooks.example.com@evil.example/done' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/create_transfer/require/0',
    },
    {
      tool: 'create_transfer',
      arguments: { amount_cents: 500, callback: 'https://evil.example\\@hooks.example.com/' },
      by: 'attack',
      expect: 'deny',
      rule: '/tools/create_transfer/require/0',
    },
    {
      tool: 'create_transfer',
      arguments: { amount_cents: 500, Amount_Cents: 5000000, callback: 'https://hooks.example.com/' },
      by: 'attack',
      expect: 'deny',
      rule: '(invalid arguments)',
    },
  ],
};
