import { headers } from 'next/headers';
import { sessionIdOf } from '@/lib/accounts';
import { actor, errorOf, parse } from '@/lib/action';
import { ComeBack, comeBack } from '@/lib/catalogue';
import { outside } from '@/lib/wiring';

/**
 * Where authorization servers lead back to. Whatever came of it stands on a page of ours: no code, state or token is in
 * its address.
 */
export async function GET(request: Request): Promise<Response> {
  const who = await actor();
  if (who === null) return onTo('/servers/not-connected?why=signed-out');
  try {
    const given: Record<string, string> = {};
    // INVARIANT: what stands there twice could be read in two ways.
    for (const [name, value] of new URL(request.url).searchParams) {
      if (Object.hasOwn(given, name)) return onTo('/servers/not-connected?why=unreadable');
      given[name] = value;
    }
    const sessionId = await sessionIdOf({ headers: new Headers(await headers()) });
    const came = await comeBack(who, parse(ComeBack, given), outside(), sessionId);
    return onTo(came.connected ? `/servers/${came.serverId}/connected` : `/servers/${came.serverId}`);
  } catch (error) {
    const { code } = errorOf(error);
    const why = code === 'forbidden' ? 'unknown' : code === 'invalid' ? 'unreadable' : 'failed';
    return onTo(`/servers/not-connected?why=${why}`);
  }
}

function onTo(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  });
}
