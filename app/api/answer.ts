import { errorOf } from '@/lib/action';
import { isAppError } from '@/lib/errors';

/** A route's answer; what cannot be done is `{ error }` with the status that fits, as an action says it. */
export async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const told = errorOf(error);
    return Response.json(
      { error: told },
      { status: isAppError(error) ? error.status : 500, headers: { 'Cache-Control': 'no-store' } },
    );
  }
}

/** A file to be saved, byte for byte. `fileName` is ASCII letters, digits, dots and hyphens. */
export function download(fileName: string, body: Uint8Array<ArrayBuffer> | string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
