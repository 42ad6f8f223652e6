import { ourMetadata } from '@/lib/upstream';
import { oauthAddresses } from '@/lib/wiring';

/** Who this installation is, for authorization servers that read a client's own document. Nothing in it is secret. */
export function GET(request: Request): Response {
  const { redirectUri, clientDocument } = oauthAddresses(request.headers);
  if (clientDocument === null) return new Response('Not found', { status: 404 });
  const { origin } = new URL(clientDocument);
  return Response.json(
    {
      client_id: clientDocument,
      client_uri: origin,
      ...ourMetadata(redirectUri),
      token_endpoint_auth_method: 'none',
    },
    { headers: { 'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff' } },
  );
}
