/** The index as a whole: its size, its shares, its list of addresses. */

import { pool } from '@/lib/db';
import { type RiskClass, riskClasses } from '@/lib/policy';
import { serverPath, toolPath } from '../names';
import type { ServerItem } from '../shapes';
import { type ServerRow, serverColumns, serverItem } from './items';

/** `importedAt` is when something was last imported. */
export async function indexSize(): Promise<{ servers: number; tools: number; importedAt: Date | null }> {
  const { rows } = await pool().query<{ servers: number; tools: number; importedAt: Date | null }>(
    `SELECT
  (SELECT coalesce(sum("count"), 0)::int FROM "IndexCount" WHERE "kind" = 'server' AND "class" = '') AS "servers",
  (SELECT coalesce(sum("count"), 0)::int FROM "IndexCount" WHERE "kind" = 'tool' AND "signal" = '') AS "tools",
  (SELECT max("updatedAt") FROM "IndexImport") AS "importedAt"`,
  );
  return rows[0] ?? { servers: 0, tools: 0, importedAt: null };
}

/** `servers` offer at least one such tool; `share` is of all tools, 0 to 1. */
export async function classShares(): Promise<
  { class: RiskClass; tools: number; servers: number; share: number }[]
> {
  const { rows } = await pool().query<{ kind: string; class: string; count: number }>(
    `SELECT "kind", "class", sum("count")::int AS "count" FROM "IndexCount" WHERE "signal" = '' AND "class" <> '' GROUP BY 1, 2`,
  );
  const of = (kind: string, riskClass: string) =>
    rows.find((row) => row.kind === kind && row.class === riskClass)?.count ?? 0;
  const all = riskClasses.reduce((sum, riskClass) => sum + of('tool', riskClass), 0);
  return riskClasses.map((riskClass) => {
    const tools = of('tool', riskClass);
    return { class: riskClass, tools, servers: of('server', riskClass), share: all === 0 ? 0 : tools / all };
  });
}

const countColumns: Record<RiskClass, string> = {
  Read: '"readCount"',
  Write: '"writeCount"',
  Execute: '"executeCount"',
  Destructive: '"destructiveCount"',
  Financial: '"financialCount"',
};

/** The servers with the most tools of a class. */
export async function largestSurfaces(
  riskClass: RiskClass,
  most = 10,
): Promise<(ServerItem & { ofClass: number })[]> {
  const column = countColumns[riskClass];
  const { rows } = await pool().query<ServerRow>(
    `SELECT ${serverColumns} FROM "IndexServer" s WHERE s."status" <> 'deleted' AND s.${column} > 0
ORDER BY s.${column} DESC, s."id" DESC LIMIT $1`,
    [most],
  );
  return rows.map(serverItem).map((item) => ({ ...item, ofClass: item.byClass[riskClass] }));
}

/** For a site map: addresses by the order in which they came, a page of them. Pages count from 0. */
export async function indexedPaths({
  kind,
  page,
  perPage = 20_000,
}: {
  kind: 'servers' | 'tools';
  page: number;
  perPage?: number;
}): Promise<{ path: string; changedAt: Date | null }[]> {
  const from = Math.max(0, Math.trunc(page)) * perPage;
  if (kind === 'servers') {
    const { rows } = await pool().query<{ name: string; changedAt: Date | null }>(
      `SELECT "name", coalesce("changedAt", "importedAt") AS "changedAt" FROM "IndexServer"
WHERE "id" > $1 AND "id" <= $1 + $2 AND "status" <> 'deleted' ORDER BY "id"`,
      [from, perPage],
    );
    return rows.map(({ name, changedAt }) => ({ path: serverPath(name), changedAt }));
  }
  const { rows } = await pool().query<{ server: string; name: string; changedAt: Date }>(
    `SELECT s."name" AS "server", t."name", t."importedAt" AS "changedAt" FROM "IndexTool" t
JOIN "IndexServer" s ON s."id" = t."serverId"
WHERE t."id" > $1 AND t."id" <= $1 + $2 AND s."status" <> 'deleted' ORDER BY t."id"`,
    [from, perPage],
  );
  return rows.map(({ server, name, changedAt }) => ({ path: toolPath(server, name), changedAt }));
}

/** How many pages `indexedPaths` has. */
export async function pagesOfPaths(kind: 'servers' | 'tools', perPage = 20_000): Promise<number> {
  const table = kind === 'servers' ? '"IndexServer"' : '"IndexTool"';
  const { rows } = await pool().query<{ last: number | null }>(`SELECT max("id") AS "last" FROM ${table}`);
  return Math.ceil((rows[0]?.last ?? 0) / perPage);
}
