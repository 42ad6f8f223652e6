/** The gateway in a process of its own, with its ports in memory: what deciding and forwarding cost, the database apart. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { createGateway, memoryPorts } from '@/lib/gateway';
import { benchPolicy, benchToken, toolNames } from './scenario';

const origin = process.argv[2] ?? '';
const ports = memoryPorts();
const dispatcher = new Pool(origin, { connections: 64 });
const connection = { kind: 'http' as const, dispatcher, origin, path: '/mcp', headers: {} };
ports.setTools('server', Object.fromEntries(toolNames.map((name) => [name, {}])));
ports.setGrant({ token: benchToken, serverId: 'server', policy: benchPolicy(), maxInFlight: 10_000 });
ports.setUpstream('server', async () => connection);
// A bench makes more records than a process keeps.
ports.records.push = () => 0;
ports.outcome = () => {};

const server = createServer(createGateway(ports, { secret: Buffer.alloc(32, 1) }));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit(0));
