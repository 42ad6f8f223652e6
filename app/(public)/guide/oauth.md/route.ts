import { markdownOf } from '../page-of';

export const dynamic = 'force-static';

export function GET(): Response {
  return markdownOf('/guide/oauth');
}
