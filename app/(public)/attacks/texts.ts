import { attackBlocks } from '@/components/attacks';
import { classPath } from '@/components/catalogue';
import type { Article } from '@/components/guide';
import { type AttackPattern, attackPatterns } from '@/lib/attacks';

export const attacksTitle = 'Attacks on agents and their tools';
export const attacksLead = `${attackPatterns.length} documented patterns: how each works, a case that can be read up, and the policy with which the gateway stops it, in a test that you can run.`;

export function attackArticle(pattern: AttackPattern): Article {
  return {
    title: pattern.title,
    lead: pattern.summary,
    blocks: [...attackBlocks(pattern), ...abused(pattern)],
  };
}

function abused({ classes }: AttackPattern): Article['blocks'] {
  return [
    { kind: 'heading', id: 'classes', text: 'Classes that it abuses' },
    { kind: 'list', items: classes.map((riskClass) => `[${riskClass}](${classPath(riskClass)})`) },
  ];
}

export const attacksArticle: Article = {
  title: attacksTitle,
  lead: attacksLead,
  blocks: [
    {
      kind: 'links',
      links: attackPatterns.map(({ slug, title, summary }) => ({
        title,
        text: summary,
        href: `/attacks/${slug}`,
      })),
    },
  ],
};
