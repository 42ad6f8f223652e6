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
  const slowest = recorded ?? of('decided');
  const perSecond = slowest.perSecond / 2;
  figures.push(...(await halfLoad(ofOurs.slice(0, 3), perSecond)));
  if (soakSeconds > 0) {
    const { name, proxies, clients } = ofOurs[2] ?? decided;
    figures.push(...(await soak(name, proxies[0] as Child, clients, perSecond, soakSeconds)));
  }
  return figures;
}

/** What a proxy adds to calls of the server itself, at the same rate, in turns. */
async function halfLoad(variants: readonly Variant[], perSecond: number): Promise<Figure[]> {
  const direct = await clientsOf([{ port: upstream.port, path: '/mcp' }]);
  const all = [{ name: 'direct', clients: direct }, ...variants];
  const taken = new Map(all.map(({ name }): [string, number[]] => [name, []]));
  for (let turn = 0; turn < 4; turn += 1)
    for (const { name, clients } of all) taken.get(name)?.push(...(await paced(clients, perSecond, 2)));
  const at = (name: string, part: number) => {
    const sorted = (taken.get(name) ?? []).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  };
  const figures: Figure[] = [told('half load: calls a second', perSecond, '')];
  for (const [percentile, part] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const added = (name: string) => at(name, part) - at('direct', part);
    figures.push(told(`half load: ${percentile} of a direct call`, at('direct', part), ' ms'));
    figures.push(told(`half load: ${percentile} that the floor adds`, added('floor'), ' ms'));
    for (const { name } of variants.slice(1))
      figures.push(
        atMost(
          `half load: ${percentile} that ${name} adds, against the floor`,
          added(name) / added('floor'),
          '×',
          2,
        ),
      );
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

/** 64 of them, spread over what answers. */
async function clientsOf(targets: readonly Target[]): Promise<Client[]> {
  const each = Array.from({ length: connections }, (_, n) => targets[n % targets.length] as Target);
  const clients = await Promise.all(each.map(openClient));
  opened.clients.push(...clients);
  return clients;
}
