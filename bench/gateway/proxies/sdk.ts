/** The same gateway built of the SDK's objects: a server and a client a session, and a decision between them. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Server, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { Json } from '@/lib/json';
import { compileText, decide } from '@/lib/policy';
import { benchPolicy, benchToken, serverId } from '../scenario';
import { serve } from './report.mjs';

const upstream = new URL('/mcp', process.argv[2]);
const policy = compileText(benchPolicy(false));
const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();

async function open(): Promise<WebStandardStreamableHTTPServerTransport> {
  const client = new Client({ name: 'gateway', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(upstream));
  const server = new Server({ name: 'gateway', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', async ({ params }) => {
    const call = { tool: params.name, arguments: (params.arguments ?? {}) as Json };
    const context = { nowMs: Date.now(), grant: 'grant', server: serverId, organisation: 'organisation' };
    const decision = decide(policy, call, context);
    if (decision.verdict !== 'allow')
      return { content: [{ type: 'text', text: decision.reason }], isError: true };
    return client.callTool(params);
  });
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    enableJsonResponse: true,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  await server.connect(transport);
  return transport;
}

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.headers.authorization !== `Bearer ${benchToken}`) {
    res.writeHead(401).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const request = new Request(`http://${req.headers.host}${req.url}`, {
    method: req.method ?? 'POST',
    headers: req.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  });
  const known = sessions.get(String(req.headers['mcp-session-id']));
  const answered = await (known ?? (await open())).handleRequest(request);
  const body = Buffer.from(await answered.arrayBuffer());
  res.writeHead(answered.status, {
    ...Object.fromEntries(answered.headers),
    'content-length': String(body.length),
  });
  res.end(body);
}

serve(
  createServer((req, res) => {
    answer(req, res).catch((cause) => {
      console.error(cause);
      res.destroy();
    });
  }),
);
