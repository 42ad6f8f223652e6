/** `mcp-proxy` as a library, HTTP to HTTP: one client of the server for all, a server a session. It decides nothing. */

import { createServer } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Server } from '@modelcontextprotocol/server';
import { proxyServer, startHTTPServer } from 'mcp-proxy';
import { tell } from './report.mjs';

const client = new Client({ name: 'proxy', version: '1' });
await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', process.argv[2])));
const serverCapabilities = client.getServerCapabilities() ?? {};

const port = await freePort();
const { close } = await startHTTPServer({
  host: '127.0.0.1',
  port,
  keepAliveTimeout: 3_600_000,
  eventStore: false,
  enableJsonResponse: true,
  createServer: async () => {
    const server = new Server({ name: 'proxy', version: '1' }, { capabilities: serverCapabilities });
    await proxyServer({ client, server, serverCapabilities });
    return server;
  },
});
tell(port, close);

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
