import { expect, test } from 'vitest';
import { asMarkdown } from '@/components/guide';
import { attackPatterns, attackTest } from '@/lib/attacks';
import { attackBlocks } from './blocks';

test.each(attackPatterns.map((pattern) => [pattern.slug, pattern] as const))(
  'the page of %s names its test and its sources, and shows the policy that the test plays',
  (_slug, pattern) => {
    const blocks = attackBlocks(pattern);
    const markdown = asMarkdown({ title: pattern.title, lead: pattern.summary, blocks });
    expect(markdown).toContain(`\`${attackTest(pattern)}\``);
    for (const { source } of pattern.cases) expect(markdown).toContain(`](${source.url})`);
    expect(blocks.find((block) => block.kind === 'example')).toMatchObject({ policy: pattern.policy });
  },
);
