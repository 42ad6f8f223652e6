import type { Block } from '@/components/guide';

/** A policy and what it says. A test decides each call and compares. */
export const landingExample = {
  kind: 'example',
  says: 'Search is free, scans are counted, refunds above 1,000 wait for a person, and nothing else is allowed.',
  policy: {
    version: '1',
    default: 'deny',
    tools: {
      search: {},
      start_security_scan: { rate_limit: { max: 10, window: 'minute' } },
      create_refund: {
        require: [{ conditions: [{ path: 'args.amount', op: 'exists', value: true }] }],
        approve_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }], reason: 'Above 1,000' }],
      },
    },
  },
  calls: [
    { tool: 'search', arguments: { q: 'mcp' }, expect: 'allow', rule: '/tools/search' },
    { tool: 'start_security_scan', times: 11, expect: 'deny', rule: '/tools/start_security_scan/rate_limit' },
    {
      tool: 'create_refund',
      arguments: { amount: 1001 },
      expect: 'approve',
      rule: '/tools/create_refund/approve_if/0',
    },
    { tool: 'delete_customer', expect: 'deny', rule: '(default deny)' },
  ],
} as const satisfies Block;
