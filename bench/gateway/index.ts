/**
 * `npm run bench:gateway [-- --soak 10m] [-- --turns N] [-- --json FILE]`: the gateway beside a proxy that does nothing,
 * one built of the SDK's objects, and mcp-proxy, in one run.
 */

import { atLeast, atMost, type Figure, report, told } from '../figures';
import { installPeers } from '../install.mjs';
import { type Child, start } from './children';
import { type Compared, compare, type Variant } from './compare';
import { openDatabase } from './database';
import { type Client, openClient, paced, type Target } from './load';
import { serverId } from './scenario';
import { secondsOf, soak } from './soak';

const connections = 64;
const argument = (name: string) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const turns = Number(argument('--turns') ?? 24);
const soakSeconds = secondsOf(argument('--soak') ?? '0s');

installPeers('mcp-proxy');
const upstream = await start('upstream.mjs');
const origin = `http://127.0.0.1:${upstream.port}`;
const database = await openDatabase();
const opened: { proxies: Child[]; clients: Client[] } = { proxies: [upstream], clients: [] };
const collects = soakSeconds > 0;

try {
  process.exitCode = report(await figuresOf(), process.argv) ? 0 : 1;
} finally {
  for (const client of opened.clients) client.close();
  await Promise.all(opened.proxies.map((proxy) => proxy.close()));
  await database?.stop();
}

async function figuresOf(): Promise<Figure[]> {
  const floor = await variant('floor', ['floor.mjs'], { path: '/mcp' });
  const decided = await variant('decided', ['decided.ts'], { path: `/mcp/${serverId}` });
  const sdk = await variant('built of the SDK', ['sdk.ts'], { path: '/mcp', session: true }, 100);
  const peer = await variant('mcp-proxy', ['mcp-proxy.mjs'], { path: '/mcp', session: true }, 100);
  const ofOurs: Variant[] = [floor, decided];
  if (database !== null) {
    const target = { path: `/mcp/${database.serverId}`, token: database.token };
    ofOurs.push(await variant('recorded', ['recorded.ts'], target));
    ofOurs.push(await variant('recorded by two processes', ['recorded.ts', 'recorded.ts'], target));
  }
  const ours = await compare(ofOurs, turns);
  const theirs = await compare([floor, sdk, peer], Math.ceil(turns / 3));
  const of = (name: string, from = ours) => from.get(name) as Compared;

  const figures = [...ours].map(([name, { cpu }]) => told(`CPU of a call: ${name}`, cpu, ' µs'));
  figures.push(...[...ours].map(([name, { perSecond }]) => told(`calls a second: ${name}`, perSecond, '')));
  figures.push(atMost('decided, against the floor', of('decided').ratio, '×', 1.2));
  const { recorded } = { recorded: ours.get('recorded') };
  if (recorded !== undefined) {
    figures.push(atMost('decided, counted and recorded, against the floor', recorded.ratio, '×', 1.5));
    const two = of('recorded by two processes').cpu / recorded.cpu;
    figures.push(atMost('a call by two processes, against one', two, '×', 1.1));
  } else console.error('No Postgres was found: what is recorded is left out.');
  for (const name of ['built of the SDK', 'mcp-proxy']) {
    figures.push(told(`CPU of a call: ${name}`, of(name, theirs).cpu, ' µs'));
    figures.push(
      atLeast(`${name}, against the decided`, of(name, theirs).ratio / of('decided').ratio, '×', 8),
    );
  }
  figures.push(...(await halfLoad(floor, decided, of('decided').perSecond / 2, 2)));
  // A record waits for the disk: what that takes is told, and has no bar.
  if (recorded !== undefined)
    figures.push(...(await halfLoad(floor, ofOurs[2] as Variant, recorded.perSecond / 2, null)));
  if (soakSeconds > 0) {
    const { name, proxies, clients } = ofOurs[2] ?? decided;
    const perSecond = (recorded ?? of('decided')).perSecond / 2;
    figures.push(...(await soak(name, proxies[0] as Child, clients, perSecond, soakSeconds)));
  }
  return figures;
}

/** What a proxy adds to calls of the server itself, against what the floor adds, all at the same rate and in turns. */
async function halfLoad(
  floor: Variant,
  { name, clients }: Variant,
  perSecond: number,
  most: number | null,
): Promise<Figure[]> {
  const direct = await clientsOf([{ port: upstream.port, path: '/mcp' }]);
  const ways = [direct, floor.clients, clients].map((from) => ({ from, taken: [] as number[] }));
  for (let turn = 0; turn < 5; turn += 1)
    for (const { from, taken } of ways) taken.push(...(await paced(from, perSecond, 2)));
  const sorted = ways.map(({ taken }) => taken.sort((a, b) => a - b));
  const figures: Figure[] = [told(`half load of ${name}: calls a second`, perSecond, '')];
  for (const [percentile, part] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const [alone = 0, byFloor = 0, byThis = 0] = sorted.map(
      (taken) => taken[Math.floor(taken.length * part)] ?? Number.NaN,
    );
    figures.push(told(`half load: ${percentile} of a direct call`, alone, ' ms'));
    figures.push(told(`half load: ${percentile} that the floor adds`, byFloor - alone, ' ms'));
    figures.push(told(`half load: ${percentile} that ${name} adds`, byThis - alone, ' ms'));
    const times = (byThis - alone) / (byFloor - alone);
    if (most !== null)
      figures.push(atMost(`half load: ${percentile} added, against the floor`, times, '×', most));
  }
  return figures;
}

async function variant(
  name: string,
  files: readonly string[],
  target: Omit<Target, 'port'>,
  calls = 1_000,
): Promise<Variant> {
  const proxies: Child[] = [];
  for (const file of files) {
    const proxy = await start(file, [origin], { collects });
    opened.proxies.push(proxy);
    proxies.push(proxy);
  }
  const clients = await clientsOf(proxies.map(({ port }) => ({ ...target, port })));
  return { name, proxies, clients, calls };
}

/** 64 to each that answers. */
async function clientsOf(targets: readonly Target[]): Promise<Client[]> {
  const each = targets.flatMap((target) => Array.from({ length: connections }, () => target));
  const clients = await Promise.all(each.map(openClient));
  opened.clients.push(...clients);
  return clients;
}
