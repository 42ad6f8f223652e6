/** One tool of the index, and tools like it. */

import { pool } from '@/lib/db';
import type { Json } from '@/lib/json';
import { readTool } from '@/lib/mcp';
import type { RiskClass } from '@/lib/policy';
import type { Classification, RiskFinding } from '@/lib/risk';
import { searchTools } from '../search/search';
import type { IndexedTool, ToolItem } from '../shapes';
import { wordsOf } from '../words';
import { type ToolRow, toolColumns, toolItem } from './items';
import { gravestOf } from './server';

type WholeRow = ToolRow & {
  position: number;
  digest: string;
  importedAt: Date;
  definition: string;
  judgement: string;
  findings: string;
};

/** null where there is none, or its server was deleted from the registry. */
export async function toolOf(server: string, tool: string): Promise<IndexedTool | null> {
  const { rows } = await pool().query<WholeRow>(
    `SELECT ${toolColumns}, t."position", t."digest", t."importedAt", d."definition", d."judgement", d."findings"
FROM "IndexServer" s JOIN "IndexTool" t ON t."serverId" = s."id" JOIN "IndexDefinition" d ON d."toolId" = t."id"
WHERE s."name" = $1 AND s."status" <> 'deleted' AND t."name" = $2`,
    [server, tool],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { position, digest, importedAt } = row;
  const definition = JSON.parse(row.definition) as Json;
  const read = readTool(definition, position);
  return {
    ...toolItem(withoutTexts(row)),
    description: (read.ok ? read.description : undefined) ?? null,
    inputSchema: read.ok ? read.inputSchema : undefined,
    outputSchema: read.ok ? read.outputSchema : undefined,
    annotations: read.ok ? read.annotations : undefined,
    definition,
    digest,
    judgement: JSON.parse(row.judgement) as Classification,
    findings: JSON.parse(row.findings) as RiskFinding[],
    position,
    importedAt,
  };
}

/** Other tools of the same server, the gravest first. */
export function siblings(server: string, tool: string, most = 6): Promise<ToolItem[]> {
  return gravestOf(server, tool, most);
}

/** Tools of the same class of other servers: first such as share the words of its name, then the most popular. */
export async function relatedTools(server: string, tool: string, most = 6): Promise<ToolItem[]> {
  const { rows } = await pool().query<{ class: RiskClass }>(
    `SELECT t."class" FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId" WHERE s."name" = $1 AND t."name" = $2`,
    [server, tool],
  );
  const riskClass = rows[0]?.class;
  if (riskClass === undefined) return [];
  const words = [...new Set(wordsOf(tool))];
  const found: ToolItem[] = [];
  for (const asked of [words.slice(0, 3).join(' '), words.slice(-1).join(' '), '']) {
    const page = await searchTools({ words: `${asked} `, class: riskClass, limit: 30 });
    const known = new Set(found.map(({ path }) => path));
    const servers = new Set(found.map((item) => item.server));
    for (const item of page.items) {
      // One of each server: six times the same vendor would say little.
      if (item.server === server || known.has(item.path) || servers.has(item.server)) continue;
      servers.add(item.server);
      found.push(item);
    }
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

function withoutTexts(row: WholeRow): ToolRow {
  const {
    definition: _d,
    judgement: _j,
    findings: _f,
    position: _p,
    digest: _g,
    importedAt: _i,
    ...rest
  } = row;
  return rest;
}
