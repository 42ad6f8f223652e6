import { asMarkdown } from '@/components/guide';
import { attacksArticle } from '../attacks/texts';
import { markdownAnswer } from '../head';

export function GET() {
  return markdownAnswer(asMarkdown(attacksArticle));
}
