import { asMarkdown } from '@/components/guide';
import { attackPattern } from '@/lib/attacks';
import { markdownAnswer, nothingHere } from '../../../head';
import { attackArticle } from '../../texts';

/** Asked for as `/attacks/<slug>.md`: next.config.js leads here. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const pattern = attackPattern((await params).slug);
  return pattern ? markdownAnswer(asMarkdown(attackArticle(pattern))) : nothingHere();
}
