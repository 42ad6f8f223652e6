import * as z from 'zod';
import { riskClasses } from '@/lib/policy';
import { categories } from '@/lib/registry';
import { signalCodes } from '@/lib/risk';
import { anyJson, count, Judgement, moment, RiskFinding, riskClass, severity } from './common';

const category = z.enum(categories);

const catalogueTool = {
  server: z.string(),
  serverTitle: z.string().nullable(),
  name: z.string(),
  title: z.string().nullable(),
  summary: z.string(),
  class: riskClass,
  severity,
  category,
  signals: z.array(z.enum(signalCodes)),
  hasFindings: z.boolean(),
  path: z.string(),
};
const ToolItem = z.object(catalogueTool).meta({ id: 'CatalogueToolItem' });

const catalogueServer = {
  name: z.string(),
  title: z.string().nullable(),
  description: z.string(),
  version: z.string().nullable(),
  status: z.enum(['active', 'deprecated']),
  category,
  toolCount: count,
  byClass: z.record(riskClass, count),
  worst: riskClass.nullable(),
  path: z.string(),
  changedAt: moment.nullable(),
};
const ServerItem = z.object(catalogueServer).meta({ id: 'CatalogueServerItem' });

const counts = z.object({
  class: z.partialRecord(z.enum(riskClasses), count).optional(),
  category: z.partialRecord(category, count).optional(),
  signal: z.partialRecord(z.enum(signalCodes), count).optional(),
});

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextAfter: z.string().nullable(),
    total: z.object({ count, isExact: z.boolean() }),
    counts,
  });

export const CatalogueTools = pageOf(ToolItem);
export const CatalogueServers = pageOf(ServerItem);

export const CatalogueSize = z.object({
  servers: count,
  tools: count,
  importedAt: moment.nullable(),
  classes: z.array(z.object({ class: riskClass, tools: count, servers: count, share: z.number() })),
});

export const CatalogueServer = z
  .object({
    ...catalogueServer,
    repository: z.string().nullable(),
    websiteUrl: z.string().nullable(),
    source: z.enum(['registry', 'tools', 'discovery']),
    packages: z.array(z.object({ type: z.string(), identifier: z.string(), version: z.string().nullable() })),
    remotes: z.array(z.object({ type: z.string(), url: z.string() })),
    versions: count,
    publishedAt: moment.nullable(),
    importedAt: moment,
    riskiest: z.array(ToolItem),
  })
  .meta({ id: 'CatalogueServer' });

export const CatalogueTool = z
  .object({
    ...catalogueTool,
    description: z.string().nullable(),
    inputSchema: anyJson.optional(),
    outputSchema: anyJson.optional(),
    annotations: anyJson.optional(),
    definition: anyJson,
    digest: z.string(),
    judgement: Judgement,
    findings: z.array(RiskFinding),
    position: count,
    importedAt: moment,
  })
  .meta({ id: 'CatalogueTool' });
