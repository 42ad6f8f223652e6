import { findingGuidePages } from '@/components/guide';
import { findingPath } from '@/components/risk/finding-guide';
import { markdownOf } from '../../../page-of';

/** Asked for as `/guide/findings/<code>.md`: next.config.js leads here. */
export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams() {
  return findingGuidePages.map(({ title }) => ({ code: title }));
}

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ code: string }> },
): Promise<Response> {
  return markdownOf(findingPath((await params).code));
}
