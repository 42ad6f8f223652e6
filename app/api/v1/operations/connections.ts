import * as z from 'zod';
import { ByOAuth, connectServer, disconnectServer, getAccess, OfServer } from '@/lib/catalogue';
import { AppError } from '@/lib/errors';
import { oauthAddresses, outside } from '@/lib/wiring';
import { time } from '../answers/common';
import { Connection } from '../answers/servers';
import { nothing, operation } from '../operation';

const path = '/servers/{serverId}/connection';

export const connectOperation = operation({
  id: 'connectServer',
  method: 'POST',
  path,
  summary: 'Set out to connect a server by OAuth',
  params: OfServer,
  query: nothing,
  body: ByOAuth,
  status: 201,
  gives:
    '`{ authorizationUrl, expiresAt }`. A person opens the address in a browser that is signed in here, and is led back. It is good for ten minutes and one answer.',
  answer: z.object({ authorizationUrl: z.url(), expiresAt: time }),
  run: ({ actor, params, body, request }) => {
    // Whoever comes back is signed in: no browser has set out.
    const here = { ...oauthAddresses(request.headers), sessionId: null };
    return connectServer(actor, { ...body, ...params }, outside(), here);
  },
});

export const getConnection = operation({
  id: 'getConnection',
  method: 'GET',
  path,
  summary: 'How a server is connected',
  params: OfServer,
  query: nothing,
  body: null,
  status: 200,
  gives:
    '`{ state, problem, issuer, scopes, asks, wantedScopes, client, expiresAt, renews, connectedAt, connectedBy }`. `asks`: scopes that the server wants beyond those granted, null where it wants none. Tokens and secrets never come back. 404 where the server is reached without OAuth.',
  answer: Connection,
  run: async ({ actor, params }) => {
    const access = await getAccess(actor, params);
    if (access === null) throw new AppError('not_found', 'This server is not connected by OAuth.');
    return access;
  },
});

export const disconnectOperation = operation({
  id: 'disconnectServer',
  method: 'DELETE',
  path,
  summary: 'End the access to a server, here and at its authorization server. It holds from the next call on',
  params: OfServer,
  query: nothing,
  body: null,
  status: 204,
  gives: 'Nothing.',
  answer: null,
  run: ({ actor, params }) => disconnectServer(actor, params, outside()),
});
