import { findingGuidePages } from '@/components/guide';
import { findingPath } from '@/components/risk/finding-guide';
import { metadataOf, PageOf } from '../../page-of';

type FindingPageProps = { params: Promise<{ code: string }> };

/** The codes that there are; any other address is not found. */
export const dynamicParams = false;

export function generateStaticParams() {
  return findingGuidePages.map(({ title }) => ({ code: title }));
}

export async function generateMetadata({ params }: FindingPageProps) {
  return metadataOf(findingPath((await params).code));
}

export default async function FindingPage({ params }: FindingPageProps) {
  return <PageOf path={findingPath((await params).code)} />;
}
