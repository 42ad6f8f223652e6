/** Rows of the index made into what pages list. */

import { pool } from '@/lib/db';
import { type RiskClass, riskClasses } from '@/lib/policy';
import type { Severity, SignalCode } from '@/lib/risk';
import type { Category } from '../category';
import { serverPath, toolPath } from '../names';
import type { ServerItem, ToolItem } from '../shapes';

export type ToolRow = {
  id: number;
  server: string;
  serverTitle: string | null;
  name: string;
  title: string | null;
  summary: string;
  class: RiskClass;
  severity: Severity;
  category: Category;
  signals: SignalCode[];
  hasFindings: boolean;
};

export type ServerRow = {
  id: number;
  name: string;
  title: string | null;
  description: string;
  version: string | null;
  status: string;
  category: Category;
  toolCount: number;
  readCount: number;
  writeCount: number;
  executeCount: number;
  destructiveCount: number;
  financialCount: number;
  changedAt: Date | null;
};

export const toolColumns = `t."id", s."name" AS "server", s."title" AS "serverTitle", t."name", t."title", t."summary",
  t."class", t."severity", t."category", t."signals", t."hasFindings"`;

export const serverColumns = `s."id", s."name", s."title", s."description", s."version", s."status", s."category", s."toolCount",
  s."readCount", s."writeCount", s."executeCount", s."destructiveCount", s."financialCount", s."changedAt"`;

export function toolItem({ id: _id, ...row }: ToolRow): ToolItem {
  return { ...row, path: toolPath(row.server, row.name) };
}

export function serverItem(row: ServerRow): ServerItem {
  const byClass: Record<RiskClass, number> = {
    Read: row.readCount,
    Write: row.writeCount,
    Execute: row.executeCount,
    Destructive: row.destructiveCount,
    Financial: row.financialCount,
  };
  const { name, title, description, version, category, toolCount, changedAt } = row;
  return {
    name,
    title,
    description,
    version,
    status: row.status === 'deprecated' ? 'deprecated' : 'active',
    category,
    toolCount,
    byClass,
    worst: riskClasses.findLast((riskClass) => byClass[riskClass] > 0) ?? null,
    path: serverPath(name),
    changedAt,
  };
}

/** In the order of the ids. One that has gone meanwhile is left out. */
export async function toolItems(ids: readonly number[]): Promise<ToolItem[]> {
  const { rows } = await pool().query<ToolRow>(
    `SELECT ${toolColumns} FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId" WHERE t."id" = ANY($1::int[])`,
    [ids],
  );
  return inOrder(ids, rows).map(toolItem);
}

export async function serverItems(ids: readonly number[]): Promise<ServerItem[]> {
  const { rows } = await pool().query<ServerRow>(
    `SELECT ${serverColumns} FROM "IndexServer" s WHERE s."id" = ANY($1::int[])`,
    [ids],
  );
  return inOrder(ids, rows).map(serverItem);
}

function inOrder<R extends { id: number }>(ids: readonly number[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
