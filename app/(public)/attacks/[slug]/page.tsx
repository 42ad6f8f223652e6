import { notFound } from 'next/navigation';
import { AttackArticle } from '@/components/attacks';
import { attackPattern, attackPatterns } from '@/lib/attacks';
import { head } from '../../head';
import { Structured } from '../../structured';

type AttackPageProps = { params: Promise<{ slug: string }> };

/** The patterns that there are; any other address is not found. */
export const dynamicParams = false;

export function generateStaticParams() {
  return attackPatterns.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: AttackPageProps) {
  const { slug } = await params;
  const pattern = attackPattern(slug);
  if (!pattern) return { title: 'Not found' };
  const path = `/attacks/${slug}`;
  return head({
    title: `${pattern.title}: how it works and the policy that stops it`,
    description: pattern.summary,
    path,
    markdown: `${path}.md`,
  });
}

export default async function AttackPage({ params }: AttackPageProps) {
  const pattern = attackPattern((await params).slug);
  if (!pattern) notFound();
  return (
    <>
      <AttackArticle pattern={pattern} />
      <Structured
        kind="TechArticle"
        title={pattern.title}
        description={pattern.summary}
        crumbs={[
          { href: '/attacks', label: 'Attacks' },
          { href: `/attacks/${pattern.slug}`, label: pattern.title },
        ]}
      />
    </>
  );
}
