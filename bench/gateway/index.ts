/**
 * `npm run bench:gateway [-- --turns N] [-- --soak 10m] [-- --only soak] [-- --json FILE]`: the gateway beside a proxy that
 * does nothing, one built of the SDK's objects, and mcp-proxy, in one run. `--only soak` leaves out the comparison.
 */

import { atLeast, atMost, type Figure, report, told } from '../figures';
import { installPeers } from '../install.mjs';
import { type Child, start } from './children';
import { type Compared, type Comparison, compare, type Variant } from './compare';
import { type Database, openDatabase } from './database';
import { halfLoad } from './latency';
import { type Client, flatOut, openClient, type Target } from './load';
import { serverId } from './scenario';
import { secondsOf, soak } from './soak';

const connections = 64;
/** Turns of calls that each process gets before anything is measured: by then its hot paths are compiled. */
const warming = 80;
/** To learn what a process gets through. */
const soundingCalls = 20_000;
const argument = (name: string) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const turns = Number(argument('--turns') ?? 40);
const soakSeconds = secondsOf(argument('--soak') ?? '0s');

installPeers('mcp-proxy');
const upstream = await start('upstream.mjs');
const origin = `http://127.0.0.1:${upstream.port}`;
const database = await openDatabase();
const opened: { proxies: Child[]; clients: Client[] } = { proxies: [upstream], clients: [] };
const collects = soakSeconds > 0;

try {
  const figures = argument('--only') === 'soak' ? [] : await comparison();
  if (soakSeconds > 0) figures.push(...(await soaking()));
  process.exitCode = report(figures, process.argv) ? 0 : 1;
} finally {
  for (const client of opened.clients) client.close();
  await Promise.all(opened.proxies.map((proxy) => proxy.close()));
  await database?.stop();
}

async function comparison(): Promise<Figure[]> {
  const floor = await variant('floor', ['floor.mjs'], { path: '/mcp' });
  const direct = await clientsOf([{ port: upstream.port, path: '/mcp' }]);
  const figures = await decidedFigures(floor, direct);
  // Behind everything else: Postgres goes on working after its last call.
  if (database === null) console.error('No Postgres was found: what is recorded is left out.');
  else figures.push(...(await recordedFigures(database, floor, direct)));
  return figures;
}

async function decidedFigures(floor: Variant, direct: readonly Client[]): Promise<Figure[]> {
  const decided = await variant('decided', ['decided.ts'], { path: `/mcp/${serverId}` });
  const ours = await compare([floor, decided], turns);
  const { ratio, perSecond } = of('decided', ours);
  const sdk = await variant('built of the SDK', ['sdk.ts'], { path: '/mcp', session: true }, 100);
  const peer = await variant('mcp-proxy', ['mcp-proxy.mjs'], { path: '/mcp', session: true }, 100);
  const theirs = await compare([floor, sdk, peer], Math.ceil(turns / 4));
  return [
    ...costs(ours),
    atMost('decided, against the floor', ratio, '×', 1.2),
    ...[sdk, peer].flatMap(({ name }) => [
      told(`CPU of a call: ${name}`, of(name, theirs).cpu, ' µs'),
      atLeast(`${name}, against the decided`, of(name, theirs).ratio / ratio, '×', 8),
    ]),
    ...(await halfLoad(direct, floor, decided, perSecond / 2, 2)),
  ];
}

async function recordedFigures(
  postgres: Database,
  floor: Variant,
  direct: readonly Client[],
): Promise<Figure[]> {
  const recorded = await variant('recorded', ['recorded.ts'], targetIn(postgres));
  const two = await variant('recorded by two processes', ['recorded.ts', 'recorded.ts'], targetIn(postgres));
  const compared = await compare([floor, recorded, two], turns);
  const { ratio, cpu, perSecond } = of(recorded.name, compared);
  const [, ...durable] = compared;
  return [
    ...costs(durable),
    atMost('decided, counted and recorded, against the floor', ratio, '×', 1.5),
    atMost('a call by two processes, against one', of(two.name, compared).cpu / cpu, '×', 1.1),
    // A record waits for the disk: what that takes is told, and has no bar.
    ...(await halfLoad(direct, floor, recorded, perSecond / 2, null)),
  ];
}

function of(name: string, compared: Comparison): Compared {
  return compared.get(name) as Compared;
}

function costs(compared: Iterable<[string, Compared]>): Figure[] {
  return [...compared].flatMap(([name, { cpu, perSecond }]) => [
    told(`CPU of a call: ${name}`, cpu, ' µs'),
    told(`calls a second: ${name}`, perSecond, ''),
  ]);
}

/** Half of what a process of its own gets through, decided, counted and recorded where there is a Postgres. */
async function soaking(): Promise<Figure[]> {
  const { name, proxies, clients } =
    database === null
      ? await variant('decided', ['decided.ts'], { path: `/mcp/${serverId}` })
      : await variant('recorded', ['recorded.ts'], targetIn(database));
  const perSecond = (await flatOut(clients, soundingCalls)) / 2;
  return soak(name, proxies[0] as Child, clients, perSecond, soakSeconds);
}

function targetIn({ serverId: id, token }: Database): Omit<Target, 'port'> {
  return { path: `/mcp/${id}`, token };
}

/** Open, and warm. */
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
  console.error(`Warming up: ${name}`);
  await flatOut(clients, calls * warming * proxies.length);
  return { name, proxies, clients, calls };
}

/** 64 to each that answers. */
async function clientsOf(targets: readonly Target[]): Promise<Client[]> {
  const each = targets.flatMap((target) => Array.from({ length: connections }, () => target));
  const clients = await Promise.all(each.map(openClient));
  opened.clients.push(...clients);
  return clients;
}
