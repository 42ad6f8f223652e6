import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { comeBack } from '@/lib/catalogue';
import { createApiToken } from '@/lib/control';
import { outside } from '@/lib/wiring';
import { openApi } from './openapi';
import type { AnyOperation } from './operation';
import { operations } from './operations';
import { connectOperation, disconnectOperation, getConnection } from './operations/connections';
import { discover, registerServer } from './operations/servers';
import { askOperation } from './testing/program';

let team: Team;
let fixture: Awaited<ReturnType<typeof startOAuth>>;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  fixture = await startOAuth({ registers: false, client: { id: 'by-hand', secret: 'hand-secret' } });
  team = await makeTeam();
  for (const role of ['admin', 'viewer'] as const)
    tokens[role] = (await createApiToken(team.as('owner'), { name: role, role })).token;
});
afterAll(() => fixture.close());

function ask(made: AnyOperation, params: object, body?: object, as = 'admin') {
  const request = new Request(`http://127.0.0.1:3000/api/v1${made.path}`, {
    method: made.method,
    headers: {
      host: '127.0.0.1:3000',
      authorization: `Bearer ${tokens[as]}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return askOperation(made, request, params);
}

describe('a program', () => {
  it('registers a server by OAuth, has a person connect it, reads its tools and ends the access', async () => {
    const auth = { type: 'oauth', clientId: 'by-hand', clientSecret: 'hand-secret', scopes: 'tools:read' };
    const transport = { type: 'http', url: fixture.url };
    const made = await ask(registerServer, {}, { transport, auth });
    expect(made).toMatchObject({ status: 201 });
    const of = { serverId: made.json.id };
    expect(await ask(getConnection, of)).toMatchObject({
      status: 200,
      json: { state: 'waiting', client: { from: 'hand', id: 'by-hand' }, wantedScopes: 'tools:read' },
    });
    expect(await ask(discover, of)).toMatchObject({
      status: 502,
      json: { error: { message: 'The server has not been connected yet.' } },
    });

    const began = await ask(connectOperation, of, {});
    expect(began).toMatchObject({ status: 201, json: { expiresAt: expect.any(String) } });
    const address = new URL(began.json.authorizationUrl);
    expect(address.searchParams.get('redirect_uri')).toBe('http://127.0.0.1:3000/api/oauth/callback');
    const back = Object.fromEntries((await fixture.consent(address.href)).searchParams) as { state: string };
    const came = await comeBack(team.as('member'), back, outside(), 'a browser that is signed in');
    expect(came.connected).toBe(true);
    expect(await ask(discover, of)).toMatchObject({ status: 200, json: { toolCount: 5 } });
    const shown = await ask(getConnection, of, undefined, 'viewer');
    expect(shown).toMatchObject({ status: 200, json: { state: 'connected', connectedBy: 'The member' } });
    for (const secret of fixture.secrets()) expect(shown.text + began.text).not.toContain(secret);

    expect((await ask(disconnectOperation, of, undefined, 'viewer')).status).toBe(403);
    expect((await ask(disconnectOperation, of)).status).toBe(204);
    expect(fixture.state.revoked.length).toBeGreaterThan(0);
    expect(await ask(getConnection, of)).toMatchObject({ json: { state: 'waiting' } });
  });

  it('is told what does not go together', async () => {
    const transport = { type: 'http', url: fixture.url };
    const auth = { type: 'oauth' };
    const headers = { Authorization: 'Bearer abc' };
    expect((await ask(registerServer, {}, { transport: { ...transport, headers }, auth })).status).toBe(400);
    const command = { type: 'stdio', command: 'node' };
    expect((await ask(registerServer, {}, { transport: command, auth })).status).toBe(400);
    const secretAlone = { ...auth, clientSecret: 'abc' };
    expect((await ask(registerServer, {}, { transport, auth: secretAlone })).status).toBe(400);
    const plain = await ask(registerServer, {}, { transport });
    expect((await ask(getConnection, { serverId: plain.json.id })).status).toBe(404);
    expect((await ask(disconnectOperation, { serverId: plain.json.id })).status).toBe(404);
  });

  it('finds all of it in the OpenAPI document', () => {
    const { paths } = openApi(operations) as { paths: Record<string, Record<string, object>> };
    expect(Object.keys(paths['/servers/{serverId}/connection'] ?? {}).sort()).toEqual([
      'delete',
      'get',
      'post',
    ]);
    const body = JSON.stringify(paths['/servers']?.post);
    for (const name of ['oauth', 'clientId', 'clientSecret', 'scopes']) expect(body).toContain(name);
  });
});
