import { notFound } from 'next/navigation';
import { ClassPage, classLead, classPath, classTexts } from '@/components/catalogue';
import { classShares, largestSurfaces, searchTools } from '@/lib/registry';
import { head } from '../../head';
import { Structured } from '../../structured';
import { readClass } from '../read-class';

type Props = { params: Promise<{ class: string }> };

export async function generateMetadata({ params }: Props) {
  const riskClass = readClass((await params).class);
  if (!riskClass) return { title: 'Not found' };
  const path = classPath(riskClass);
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
    <>
      <ClassPage
        riskClass={riskClass}
        share={shares.find((share) => share.class === riskClass)}
        largest={largest}
        examples={examples.items}
      />
      <Structured
        kind="CollectionPage"
        title={`${riskClass} tools`}
        description={classLead(riskClass)}
        crumbs={[
          { href: '/risk', label: 'Risk' },
          { href: classPath(riskClass), label: riskClass },
        ]}
      />
    </>
  );
}
