import * as z from 'zod';
import { parse } from '@/lib/action';
import {
  ByOAuth,
  discoverServer,
  getServer,
  listServers,
  OfServer,
  RegisterByCommand,
  RegisterByUrl,
  registerByCommand,
  registerByUrl,
} from '@/lib/catalogue';
import { getEnforcement, SetEnforcement, setEnforcement } from '@/lib/control';
import { AppError } from '@/lib/errors';
import { outside } from '@/lib/wiring';
import { id } from '../answers/common';
import { Discovered, Server, ServerEnforcement, ServerSummary, Tool } from '../answers/servers';
import { nothing, operation } from '../operation';

const values = z.record(z.string().max(200), z.string().max(32_768)).default({});

const NewServer = z.strictObject({
  name: z.string().max(120).optional().meta({ description: 'Left out: made from the address or command.' }),
  transport: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('http'), url: z.string().max(8_192), headers: values }),
    z.strictObject({
      type: z.literal('stdio'),
      command: z.string().max(1_024),
      args: z.array(z.string().max(4_096)).max(100).default([]),
      env: values,
    }),
  ]),
  auth: z
    .strictObject({ type: z.literal('oauth'), ...ByOAuth.shape })
    .optional()
    .meta({ description: 'For http alone: the server lets in by OAuth. Connect it before you discover it.' }),
});

const listed = (given: Record<string, string>) =>
  Object.entries(given).map(([name, value]) => ({ name, value }));

export const listServersOperation = operation({
  id: 'listServers',
  method: 'GET',
  path: '/servers',
  summary: 'The servers of the organisation, by name',
  params: nothing,
  query: nothing,
  body: null,
  status: 200,
  gives: '`{ servers }`, each with its health, what waits for review and its policies.',
  answer: z.object({ servers: z.array(ServerSummary) }),
  run: async ({ actor }) => ({ servers: await listServers(actor) }),
});

export const registerServer = operation({
  id: 'registerServer',
  method: 'POST',
  path: '/servers',
  summary: 'Register a server by its address, or by a command that starts it',
  params: nothing,
  query: nothing,
  body: NewServer,
  status: 201,
  gives:
    '`{ id }`. Nothing has been asked yet: discover it next. `stdio` takes a token of an owner, or of an admin that was made by the command line on the machine itself.',
  answer: z.object({ id }),
  run: ({ actor, body: { name, transport, auth } }) => {
    if (transport.type === 'http') {
      const { url, headers } = transport;
      const { type: _type, ...oauth } = auth ?? {};
      const given = { name, url, headers: listed(headers), ...(auth && { oauth }) };
      return registerByUrl(actor, parse(RegisterByUrl, given));
    }
    if (auth !== undefined) {
      const told = 'A server that is started by a command takes its credentials from `env`.';
      throw new AppError('invalid', told, { field: 'auth' });
    }
    const { command, args, env } = transport;
    // Whoever sends a command by program has written it themselves: that is the confirmation.
    const given = { name, command, args, env: listed(env), confirmed: [command.trim(), ...args] };
    return registerByCommand(actor, parse(RegisterByCommand, given), outside());
  },
});

export const getServerOperation = operation({
  id: 'getServer',
  method: 'GET',
  path: '/servers/{serverId}',
  summary: 'One server, and how the gateway treats calls to it',
  params: OfServer,
  query: nothing,
  body: null,
  status: 200,
  gives: 'The server without its tools, with `enforcement`. Values of headers and variables never come back.',
  answer: Server,
  run: async ({ actor, params }) => {
    const { tools: _tools, ...server } = await getServer(actor, params);
    return { ...server, enforcement: await getEnforcement(actor, params) };
  },
});

export const setServerEnforcement = operation({
  id: 'setServerEnforcement',
  method: 'PATCH',
  path: '/servers/{serverId}/enforcement',
  summary: 'Set how the gateway treats calls to a server',
  params: OfServer,
  query: nothing,
  body: SetEnforcement.omit({ serverId: true }),
  status: 200,
  gives: 'The settings as they are now.',
  answer: ServerEnforcement,
  run: ({ actor, params, body }) => setEnforcement(actor, { ...body, ...params }),
});

export const discover = operation({
  id: 'discoverServer',
  method: 'POST',
  path: '/servers/{serverId}/discover',
  summary: 'Ask a server what it offers, and keep the answer',
  params: OfServer,
  query: nothing,
  body: null,
  status: 200,
  gives: '`{ toolCount, malformed, changes: { new, changed, removed } }`, against what was reviewed.',
  answer: Discovered,
  run: async ({ actor, params, request }) => {
    const found = await discoverServer(actor, params, outside(), { signal: request.signal });
    if (found.kind === 'failed') {
      throw new AppError('unreachable', found.failure.message, { hint: found.failure.hint });
    }
    if (found.kind !== 'done') throw new AppError('timeout', 'The discovery was cancelled.');
    const { toolCount, malformed, changes } = found;
    return { toolCount, malformed, changes };
  },
});

export const listTools = operation({
  id: 'listTools',
  method: 'GET',
  path: '/servers/{serverId}/tools',
  summary: 'The tools of a server, as discovered and reviewed',
  params: OfServer,
  query: nothing,
  body: null,
  status: 200,
  gives:
    '`{ offer, tools }`, each with its class, its review and its `findings` (poisoning and shadowing, with their evidence). `offer` is a digest over all of them: hand it back when reviewing.',
  answer: z.object({ offer: z.string(), tools: z.array(Tool) }),
  run: async ({ actor, params }) => {
    const { offer, tools } = await getServer(actor, params);
    return { offer, tools };
  },
});
