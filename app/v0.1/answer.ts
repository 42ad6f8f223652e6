/** The registry's own read API: its answers and its way of saying no. */

import { publicHeaders, takeTurn } from '@/app/api/public';
import { errorOf } from '@/lib/action';
import { isAppError } from '@/lib/errors';

/** JSON text, or null where there is nothing of that name. */
export async function registryAnswer(
  request: Request,
  work: () => Promise<string | null>,
): Promise<Response> {
  try {
    takeTurn(request.headers);
    const text = await work();
    if (text === null) return refusal(404, 'There is no such server or version here.');
    return new Response(text, { headers: { ...publicHeaders, 'Content-Type': 'application/json' } });
  } catch (error) {
    const { message, hint } = errorOf(error);
    return refusal(isAppError(error) ? error.status : 500, [message, hint].filter(Boolean).join(' '));
  }
}

const titles: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 429: 'Too Many Requests' };

/** As RFC 9457 says it, and the official registry with it. */
function refusal(status: number, detail: string): Response {
  const title = titles[status] ?? 'Internal Server Error';
  return new Response(JSON.stringify({ title, status, detail }), {
    status,
    headers: { ...publicHeaders, 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json' },
  });
}
