import type { Block } from '@/components/guide';
import { type Policy, type RiskClass, recommend } from '@/lib/policy';
import { classTexts } from './class-texts';

const exampleTools: { readonly [riskClass in RiskClass]: string } = {
  Read: 'list_invoices',
  Write: 'update_customer',
  Execute: 'start_security_scan',
  Destructive: 'delete_customer',
  Financial: 'create_refund',
};

/** What is said of a class, without what is counted. */
export function classBlocks(riskClass: RiskClass): Block[] {
  const { effects, border, wrong, why, rule, further } = classTexts[riskClass];
  const tool = exampleTools[riskClass];
  return [
    { kind: 'heading', id: 'means', text: 'What it means' },
    { kind: 'text', text: effects },
    { kind: 'text', text: border },
    { kind: 'heading', id: 'wrong', text: 'What can go wrong' },
    { kind: 'list', items: wrong },
    { kind: 'heading', id: 'control', text: 'How to control it' },
    { kind: 'text', text: `${why} Recommended: the tool ${rule}. ${further}` },
    {
      kind: 'example',
      says: `A tool of this class with the recommended rule. Whatever is not listed is denied.`,
      policy: recommend([{ name: tool, class: riskClass }]) as Policy,
      calls: classCalls(riskClass, tool),
    },
  ];
}

function classCalls(riskClass: RiskClass, tool: string): Extract<Block, { kind: 'example' }>['calls'] {
  const other = { tool: 'some_other_tool', expect: 'deny', rule: '(default deny)' } as const;
  switch (riskClass) {
    case 'Destructive':
      return [{ tool, expect: 'hidden', rule: '(hidden)' }, other];
    case 'Financial':
      return [
        { tool, expect: 'approve', rule: `/tools/${tool}/action` },
        { tool, approved: true, expect: 'allow', rule: `/tools/${tool}` },
        other,
      ];
    case 'Read':
      return [{ tool, expect: 'allow', rule: `/tools/${tool}` }, other];
    case 'Write':
      return [
        { tool, expect: 'allow', rule: `/tools/${tool}` },
        { tool, times: 30, expect: 'deny', rule: `/tools/${tool}/limits/0` },
        other,
      ];
    case 'Execute':
      return [
        { tool, expect: 'allow', rule: `/tools/${tool}` },
        { tool, times: 10, expect: 'deny', rule: `/tools/${tool}/limits/0` },
        other,
      ];
    default:
      return riskClass satisfies never;
  }
}
