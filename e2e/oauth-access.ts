import { comeBack, connectServer } from '@/lib/catalogue';
import type { Actor } from '@/lib/rights';
import { outside } from '@/lib/wiring';
import type { startOAuth } from './fixtures/index.mjs';

const here = {
  redirectUri: 'http://127.0.0.1:47102/api/oauth/callback',
  clientDocument: null,
  sessionId: 'browser',
};

/** Connects a server as a person who allows all that is asked for. */
export async function connectByOAuth(
  fixture: Awaited<ReturnType<typeof startOAuth>>,
  actor: Actor,
  serverId: string,
): Promise<void> {
  const { authorizationUrl } = await connectServer(actor, { serverId }, outside(), here);
  const back = Object.fromEntries((await fixture.consent(authorizationUrl)).searchParams);
  const came = await comeBack(actor, { state: '', ...back }, outside(), here.sessionId);
  if (!came.connected) throw new Error(`${came.name} was not connected.`);
}
