import { policyJsonSchema } from '@/lib/policy';

export const dynamic = 'force-static';

/** The JSON Schema of policy.json, made from the zod schema that reads it. Public: editors fetch it without a session. */
export function GET(): Response {
  return new Response(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/schema+json; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
    },
  });
}
