/** The gateway as it serves people, on Postgres: each call decided, counted and durably recorded before it goes on. */

import { createServer } from 'node:http';
import { Pool } from 'undici';
import { enforcementPorts } from '@/lib/control';
import { disconnect } from '@/lib/db';
import { createGateway } from '@/lib/gateway';
import { serve } from './report.mjs';

const origin = process.argv[2] ?? '';
const dispatcher = new Pool(origin, { connections: 64 });
const connection = { kind: 'http' as const, dispatcher, origin, path: '/mcp', headers: {} };
const log = (line: string, cause?: unknown) => console.error(line, cause ?? '');
const ports = enforcementPorts({
  baseUrl: () => 'http://127.0.0.1',
  upstream: () => connection,
  toolsChanged: () => {},
  log,
});

const gateway = createGateway(ports, { secret: Buffer.alloc(32, 1), log });
serve(createServer(gateway), async () => {
  gateway.close();
  await ports.close();
  await disconnect();
});
