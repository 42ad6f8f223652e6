import { clientIds } from '@/lib/clients';
import { findingPages, operators } from '@/lib/policy';
import type { GuidePage } from '../model';

export const beginPage: GuidePage = {
  path: '/guide',
  title: 'Guide',
  description:
    'Begin with Sallyport in two minutes: register a server, see what its tools can do, build a policy, try it and download policy.json.',
  lead: 'Agents call the tools of MCP servers. Here you decide which calls: by tool, by risk, by argument, by count, or by asking a person.',
  blocks: [
    { kind: 'heading', id: 'begin', text: 'Begin in two minutes' },
    {
      kind: 'list',
      ordered: true,
      items: [
        '**Start it.** `npm start` in the checkout needs Node 20.19 or newer and nothing else. It prints a one-time code for the first owner.',
        '**Choose a server.** A sample server needs no network. Your own is registered by URL, by command, from the configuration of a client, or from a pasted `tools/list` answer.',
        '**Confirm what was found.** Each tool is shown with its risk class and the words that say so. What you confirm is pinned: a definition that changes later shows.',
        '**Take the recommended policy.** Open it in the builder, change what you mean differently, try calls against it, and download `policy.json`. Its search takes words and filters: `risk:destructive`, `is:unreviewed`, `arg:amount`, `used:never`.',
        '**Point a client at the gateway.** Make a grant on the server’s page, and give its token and address to [your client](/guide/clients). Every call is decided, recorded, and then forwarded or refused.',
      ],
    },
    { kind: 'text', text: '[Go to the servers](/servers), or read what a policy is first.' },
    { kind: 'heading', id: 'policy', text: 'A policy and what it does' },
    {
      kind: 'example',
      says: 'Search is free, mail goes to your own domain ten times a minute, refunds above 1,000 are held for a person, and nothing else is allowed.',
      policy: {
        version: '1',
        default: 'deny',
        tools: {
          search: {},
          send_mail: {
            require: [{ conditions: [{ path: 'args.to', op: 'ends_with', value: '@example.com' }] }],
            rate_limit: { max: 10, window: 'minute' },
          },
          create_refund: {
            require: [{ conditions: [{ path: 'args.amount', op: 'exists', value: true }] }],
            approve_if: [
              { conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }], reason: 'Above 1,000' },
            ],
          },
        },
      },
      calls: [
        { tool: 'search', arguments: { q: 'mcp' }, expect: 'allow', rule: '/tools/search' },
        {
          tool: 'send_mail',
          arguments: { to: 'ada@example.com' },
          expect: 'allow',
          rule: '/tools/send_mail',
        },
        {
          tool: 'send_mail',
          arguments: { to: 'eve@evil.net' },
          expect: 'deny',
          rule: '/tools/send_mail/require/0',
        },
        {
          tool: 'create_refund',
          arguments: { amount: 1001 },
          expect: 'approve',
          rule: '/tools/create_refund/approve_if/0',
        },
        { tool: 'delete_customer', expect: 'deny', rule: '(default deny)' },
      ],
    },
    { kind: 'heading', id: 'read-on', text: 'Read on' },
    {
      kind: 'links',
      links: [
        {
          title: 'Clients',
          text: `The configuration of ${clientIds.length} clients, ready to paste: Claude Code, Cursor, VS Code, Codex and more.`,
          href: '/guide/clients',
        },
        {
          title: 'Servers that ask for OAuth',
          text: 'Connecting them with a click, clients registered by hand, scopes, and what becomes of the tokens.',
          href: '/guide/oauth',
        },
        {
          title: 'The policy language',
          text: `The whole of policy.json as a reference: rule sets, conditions with all ${operators.length} operators, limits, tests, how a call is decided, bounds.`,
          href: '/guide/language',
        },
        {
          title: 'Findings',
          text: `What the ${findingPages.length} findings about a policy mean, why they matter, and how each is mended.`,
          href: '/guide/findings',
        },
        {
          title: 'The command line',
          text: 'Validate, test, compare and explain policies in a terminal or in your pipeline.',
          href: '/guide/command-line',
        },
      ],
    },
  ],
};
