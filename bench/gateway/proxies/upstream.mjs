/** The server behind every variant: as little as MCP over HTTP can be. */

import { createServer } from 'node:http';
import { serve } from './report.mjs';

const info = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'u', version: '1' },
};

function resultOf(method) {
  if (method === 'initialize') return JSON.stringify(info);
  if (method === 'tools/list') return '{"tools":[]}';
  return '{"content":[{"type":"text","text":"done"}]}';
}

serve(
  createServer((req, res) => {
    if (req.method !== 'POST') return res.writeHead(405).end();
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      const { id, method } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (id === undefined) return res.writeHead(202).end();
      const body = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${resultOf(method)}}`;
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      res.end(body);
    });
  }),
);
