import { openApi } from '@/app/api/v1/openapi';
import { operations } from '@/app/api/v1/operations';

/** Public: what it says is the same for everybody. */
export function GET(): Response {
  return Response.json(openApi(operations), { headers: { 'Cache-Control': 'no-cache' } });
}
