import type { Block } from '@/components/guide';
import { type AttackPattern, attackTest } from '@/lib/attacks';

/** What the page of a pattern says, in the order of reading; its Markdown says the same. */
export function attackBlocks(pattern: AttackPattern): Block[] {
  return [
    { kind: 'heading', id: 'how', text: 'How it works' },
    ...pattern.how.map((text): Block => ({ kind: 'text', text })),
    {
      kind: 'heading',
      id: 'case',
      text: pattern.cases.length === 1 ? 'A documented case' : 'Documented cases',
    },
    ...pattern.cases.map(
      ({ name, year, text, source }): Block => ({
        kind: 'text',
        text: `**${name}, ${year}.** ${text} Source: [${source.title}](${source.url}).`,
      }),
    ),
    { kind: 'heading', id: 'policy', text: 'The policy that stops it' },
    {
      kind: 'example',
      says: pattern.says,
      policy: pattern.policy,
      calls: pattern.calls.map(({ tool, arguments: args, times, expect, rule }) => ({
        tool,
        ...(args && { arguments: args }),
        ...(times && { times }),
        expect,
        rule,
      })),
    },
    { kind: 'heading', id: 'proof', text: 'How we know' },
    {
      kind: 'text',
      text: `Each of these calls is made against the real gateway, with this very policy, in \`${attackTest(pattern)}\`. The test compares the verdict and the rule with the record, and checks that no denied call reached the server.`,
    },
    { kind: 'heading', id: 'beyond', text: 'What no policy sees' },
    { kind: 'text', text: pattern.beyond },
  ];
}
