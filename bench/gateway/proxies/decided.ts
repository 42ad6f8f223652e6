/** The gateway with its ports in memory: what deciding and forwarding cost, the database apart. */

import { createServer } from 'node:http';
import { Pool } from 'undici';
import { createGateway, memoryPorts } from '@/lib/gateway';
import { benchPolicy, benchToken, serverId, toolNames } from '../scenario';
import { serve } from './report.mjs';

const origin = process.argv[2] ?? '';
const ports = memoryPorts();
const dispatcher = new Pool(origin, { connections: 64 });
const connection = { kind: 'http' as const, dispatcher, origin, path: '/mcp', headers: {} };
ports.setTools(serverId, Object.fromEntries(toolNames.map((name) => [name, {}])));
ports.setGrant({ token: benchToken, serverId, policy: benchPolicy(false), maxInFlight: 10_000 });
ports.setUpstream(serverId, () => connection);
// A bench makes more records than a process keeps.
ports.records.push = () => 0;
ports.outcome = () => {};

serve(createServer(createGateway(ports, { secret: Buffer.alloc(32, 1) })));
