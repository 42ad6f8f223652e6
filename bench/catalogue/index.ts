/**
 * `npm run bench:catalogue [-- --servers N] [--json FILE] [--only postgres|embedded] [--kinds] [--without-pages] [--keep DIR]`: the public index
 * at the size of the registry on a real Postgres of its own, and at 2,000 servers on the embedded database: import, then
 * everything that a page can ask, first pages and deep ones, and the pages themselves. With --keep the Postgres stays in DIR: an import that was broken
 * off goes on, and one that is complete is not made again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disconnect, pool } from '@/lib/db';
import { migrate } from '@/lib/db/operate';
import { startEmbedded } from '@/lib/db/operate/embedded';
import { placeOf } from '@/lib/db/place';
import { importDump, importTools } from '@/lib/registry';
import { writeCursor } from '@/lib/registry/search/cursor';
import { findPostgres, startPostgres } from '../../scripts/steps/postgres.mjs';
import { atLeast, atMost, type Figure, report, told } from '../figures';
import { ready } from '../postgres';
import { chanceOf } from './chance';
import { registryRecords, toolLines, toolsOfServer } from './generate';
import { processorTime, quantile, timed } from './measure';
import { firstBytes } from './pages';
import { type Depths, type KnownTool, questions } from './questions';

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const servers = Number(argument('--servers') ?? 43_000);
const only = argument('--only');
const figures: Figure[] = [];
if (only !== 'embedded') figures.push(...(await onPostgres(servers)));
if (only !== 'postgres') figures.push(...(await onEmbedded(Math.min(servers, 2_000))));
process.exitCode = report(figures, process.argv) ? 0 : 1;

async function onPostgres(count: number): Promise<Figure[]> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('No Postgres was found: install one, or run with --only embedded.');
  const keep = argument('--keep');
  const postgres = await startPostgres(bin, { durable: keep !== undefined, keep });
  await ready(postgres.url);
  process.env.DATABASE_URL = postgres.url;
  try {
    await migrate({ kind: 'postgres', connectionString: postgres.url });
    const figures = await measured(count, true);
    if (process.argv.includes('--without-pages')) return figures;
    return [
      ...figures,
      ...(await firstBytes(postgres.url, (name) => `${count.toLocaleString('en-GB')} servers: ${name}`)),
    ];
  } finally {
    await disconnect();
    delete process.env.DATABASE_URL;
    await postgres.stop();
  }
}

async function onEmbedded(count: number): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  process.env.SALLYPORT_DATA = data;
  const embedded = await startEmbedded(data);
  try {
    await migrate(placeOf());
    return await measured(count, false);
  } finally {
    await disconnect();
    await embedded.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measured(count: number, isPostgres: boolean): Promise<Figure[]> {
  const place = isPostgres ? 'Postgres' : 'embedded';
  const on = (name: string) => `${place}, ${(count * toolsOfServer).toLocaleString('en-GB')} tools: ${name}`;
  const imported = await fill(count, isPostgres);
  console.error(`The index is there: it is asked now.`);
  const chance = chanceOf(1);
  const { depths, tools } = await sample();
  await timed(questions(chance, 1, count, depths, tools), isPostgres);
  const rounds = isPostgres ? 4 : 2;
  const results = await timed(questions(chance, rounds, count, depths, tools), isPostgres);
  if (process.argv.includes('--kinds')) tellKinds(results);
  const wall = results.map((result) => result.wall);
  const cpu = results.map((result) => result.cpu);
  const { rows } = await pool().query<{ bytes: string }>(
    'SELECT pg_database_size(current_database()) AS "bytes"',
  );
  return [
    ...importFigures(imported, on, isPostgres),
    told(on('size'), Number(rows[0]?.bytes) / 1e6, ' MB'),
    told(on('questions'), results.length, ''),
    told(on('median wall time'), quantile(wall, 0.5), ' ms'),
    atMost(on('p95 of wall time'), quantile(wall, 0.95), ' ms', isPostgres ? 20 : 50),
    told(on('p99 of wall time'), quantile(wall, 0.99), ' ms'),
    ...(isPostgres && !cpu.some(Number.isNaN)
      ? [
          told(on("median of the database's CPU"), quantile(cpu, 0.5), ' ms'),
          atMost(on("p95 of the database's CPU"), quantile(cpu, 0.95), ' ms', 15),
          told(on("p99 of the database's CPU"), quantile(cpu, 0.99), ' ms'),
        ]
      : []),
  ];
}

/** `processorTime` in microseconds a tool, all programs together, the making of the tools included: what a busy machine leaves true. */
type Imported = { serversASecond: number; toolsASecond: number; processorTime: number; builtAfter: number };

function importFigures(
  imported: Imported | null,
  on: (name: string) => string,
  isPostgres: boolean,
): Figure[] {
  if (imported === null) return [];
  const classified = [on('imported and classified a second'), imported.toolsASecond, '/s'] as const;
  return [
    told(on('servers imported a second'), imported.serversASecond, '/s'),
    isPostgres ? atLeast(...classified, 5_000) : told(...classified),
    ...(isPostgres && !Number.isNaN(imported.processorTime)
      ? [told(on('processor time a tool imported'), imported.processorTime, ' µs')]
      : []),
    told(on('indexes and counts built after'), imported.builtAfter, ' s'),
  ];
}

/** null where a run before has imported some of it, or all. */
async function fill(count: number, isPostgres: boolean): Promise<Imported | null> {
  const before = await rowsThere();
  if (before.servers === count && before.tools === count * toolsOfServer && before.isCounted) return null;
  const begun = performance.now();
  await importDump(streamed(registryRecords(count)), { resumeAs: 'generated servers' });
  const serversASecond = (count * 1_000) / (performance.now() - begun);
  await Promise.all(Array.from({ length: 10 }, () => pool().query('SELECT pg_sleep(0.05)')));
  const spent = await processorTime(isPostgres);
  let atEnd: Promise<number> | undefined;
  const start = performance.now();
  let last = start;
  await importTools(streamed(toolLines(count)), {
    source: 'tools',
    resumeAs: 'generated tools',
    onProgress: ({ read, skipped }) => {
      last = performance.now();
      if (read + skipped === count * toolsOfServer) atEnd = processorTime(isPostgres);
      if ((read + skipped) % 50_000 === 0)
        console.error(`${read + skipped} tools after ${seconds(last - start)}`);
    },
  });
  const toolsASecond = (count * toolsOfServer * 1_000) / (last - start);
  const builtAfter = (performance.now() - last) / 1_000;
  const processorTimeOfAll = ((await atEnd) ?? Number.NaN) - spent;
  await pool().query('VACUUM ANALYZE');
  return before.servers > 0
    ? null
    : {
        serversASecond,
        toolsASecond,
        builtAfter,
        processorTime: (processorTimeOfAll * 1_000) / (count * toolsOfServer),
      };
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000)} s`;
}

async function rowsThere(): Promise<{ servers: number; tools: number; isCounted: boolean }> {
  const { rows } = await pool().query<{ servers: number; tools: number; counted: number }>(
    `SELECT (SELECT count(*)::int FROM "IndexServer" WHERE "source" <> 'discovery') AS "servers",
  (SELECT count(*)::int FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId" WHERE s."source" <> 'discovery') AS "tools",
  (SELECT coalesce(sum("count"), 0)::int FROM "IndexCount" WHERE "kind" = 'band') AS "counted"`,
  );
  const { servers = 0, tools = 0, counted } = rows[0] ?? {};
  return { servers, tools, isCounted: (counted ?? 0) >= tools };
}

async function* streamed<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** Places at all depths, and tools to look at. */
async function sample(): Promise<{ depths: Depths; tools: KnownTool[] }> {
  const cursors = async (table: string) => {
    const { rows } = await pool().query<{ id: number; popularity: number }>(
      `SELECT "id", "popularity" FROM ${table} ORDER BY md5("id"::text) LIMIT 200`,
    );
    return rows.map((row) => writeCursor(row, { count: 0, isExact: true }));
  };
  const { rows: tools } = await pool().query<KnownTool>(
    `SELECT s."name" AS "server", t."name" FROM (SELECT * FROM "IndexTool" ORDER BY md5("id"::text) LIMIT 200) t
JOIN "IndexServer" s ON s."id" = t."serverId"`,
  );
  return { depths: { tools: await cursors('"IndexTool"'), servers: await cursors('"IndexServer"') }, tools };
}

/** The slowest kinds of questions, for whoever makes them faster. */
function tellKinds(results: Awaited<ReturnType<typeof timed>>): void {
  const kinds = [...new Set(results.map(({ kind }) => kind))].map((kind) => {
    const of = results.filter((result) => result.kind === kind);
    return {
      kind,
      cpu: Math.max(...of.map(({ cpu }) => cpu)),
      wall: Math.max(...of.map(({ wall }) => wall)),
    };
  });
  for (const { kind, cpu, wall } of kinds.sort((a, b) => b.wall - a.wall).slice(0, 40)) {
    console.log(`${cpu.toFixed(1).padStart(8)} ms CPU ${wall.toFixed(1).padStart(8)} ms wall  ${kind}`);
  }
}
