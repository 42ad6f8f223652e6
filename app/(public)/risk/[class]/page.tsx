import { notFound } from 'next/navigation';
import { ClassPage, classLead, classTexts } from '@/components/catalogue';
import { classShares, largestSurfaces, searchTools } from '@/lib/registry';
import { head } from '../../head';
import { readClass } from '../read-class';

type Props = { params: Promise<{ class: string }> };

export async function generateMetadata({ params }: Props) {
  const riskClass = readClass((await params).class);
  if (!riskClass) return { title: 'Not found' };
  const path = `/risk/${riskClass.toLowerCase()}`;
  return head({
    title: `${riskClass} tools: what they can do and how to control them`,
    description: `${classLead(riskClass)} ${classTexts[riskClass].why}`,
    path,
    markdown: `${path}.md`,
  });
}

export default async function RiskClassPage({ params }: Props) {
  const riskClass = readClass((await params).class);
  if (!riskClass) notFound();
  const [shares, largest, examples] = await Promise.all([
    classShares(),
    largestSurfaces(riskClass),
    searchTools({ class: riskClass, limit: 6 }),
  ]);
  return (
    <ClassPage
      riskClass={riskClass}
      share={shares.find((share) => share.class === riskClass)}
      largest={largest}
      examples={examples.items}
    />
  );
}
