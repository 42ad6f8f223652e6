import * as z from 'zod';
import { riskClasses } from '@/lib/policy';
import { anyJson, count, id, Judgement, named, pointer, RiskFinding, riskClass, time } from './common';

const treatment = z.enum(['deny', 'hold', 'allow']);
const secretMark = z.object({ name: z.string(), set: z.literal(true) });

export const Looking = z
  .object({
    every: z.enum(['off', 'hourly', 'daily']),
    last: time.nullable(),
    next: time.nullable(),
    failures: count,
  })
  .meta({ id: 'Looking', description: 'How often the server is asked by the clock what it offers.' });

export const Connection = z
  .object({
    state: z.enum(['waiting', 'connected', 'lost', 'tried']),
    problem: z.string().nullable(),
    issuer: z.string().nullable(),
    scopes: z.array(z.string()),
    asks: z.array(z.string()).nullable(),
    wantedScopes: z.string().nullable(),
    client: z.object({ from: z.enum(['hand', 'document', 'registered']), id: z.string() }).nullable(),
    expiresAt: time.nullable(),
    renews: z.boolean(),
    connectedAt: time.nullable(),
    connectedBy: z.string().nullable(),
  })
  .meta({ id: 'Connection', description: 'The access to a server by OAuth.' });

export const ServerEnforcement = z
  .object({
    serverId: id,
    unreviewed: treatment,
    drifted: treatment,
    timeoutMs: count,
    maxInFlight: count,
    recordsArguments: z.boolean(),
    argumentsDays: count,
    recordsDays: count,
  })
  .meta({ id: 'ServerEnforcement', description: 'How the gateway treats calls to a server.' });

const summary = {
  id,
  name: z.string(),
  state: z.enum(['draft', 'reviewed']),
  origin: z.enum(['url', 'command', 'configuration', 'listing', 'sample']),
  sample: z.enum(['everything', 'filesystem', 'memory']).nullable(),
  transport: z.enum(['http', 'stdio', 'none']),
  address: z.string(),
  health: z.enum(['unknown', 'ok', 'failed']),
  failure: z.object({ kind: z.string(), message: z.string(), hint: z.string() }).nullable(),
  toolCount: count,
  classes: z.record(z.enum([...riskClasses, 'Unclassified']), count),
  pending: z.object({ new: count, changed: count, removed: count, malformed: count }),
  policies: z.array(named),
  discoveredAt: time.nullable(),
  failedAt: time.nullable(),
  createdAt: time,
  createdBy: z.string(),
};
export const ServerSummary = z.object(summary).meta({ id: 'ServerSummary' });

export const Server = z
  .object({
    ...summary,
    access: Connection.nullable(),
    url: z.string().nullable(),
    command: z.string().nullable(),
    args: z.array(z.string()),
    headers: z.array(secretMark),
    env: z.array(secretMark),
    identity: z
      .object({
        protocolVersion: z.string().optional(),
        generation: z.enum(['legacy', 'modern']).optional(),
        transport: z.string().optional(),
        name: z.string().optional(),
        title: z.string().optional(),
        version: z.string().optional(),
        instructions: z.string().optional(),
        problems: z.array(z.string()).optional(),
      })
      .nullable()
      .meta({ description: 'What the server says of itself: its claims.' }),
    looking: Looking,
    treatment: z.object({ unreviewed: treatment, drifted: treatment }),
    offer: z.string(),
    reviews: z.array(z.object({ id, by: z.string(), at: time })),
    enforcement: ServerEnforcement,
  })
  .meta({ id: 'Server' });

export const Tool = z
  .object({
    id,
    name: z.string(),
    position: count,
    title: z.string().nullable(),
    description: z.string().nullable(),
    inputSchema: anyJson.nullable(),
    outputSchema: anyJson.nullable(),
    annotations: anyJson.nullable(),
    problem: z.string().nullable(),
    notes: z.array(z.string()),
    review: z.enum(['reviewed', 'unreviewed', 'drifted', 'removed', 'malformed']),
    removedAt: time.nullable(),
    class: riskClass.nullable(),
    setByPerson: z.object({ class: riskClass, by: z.string(), at: time }).nullable(),
    judgement: Judgement.nullable(),
    findings: z.array(RiskFinding),
  })
  .meta({ id: 'Tool' });

export const Discovered = z.object({
  toolCount: count,
  malformed: count,
  changes: z.object({
    new: z.array(z.string()),
    changed: z.array(z.string()),
    removed: z.array(z.string()),
  }),
});

const effect = z.object({
  level: z.enum(['error', 'security', 'warning', 'suggestion', 'info']),
  code: z.string().nullable(),
  says: z.string(),
});

const PendingTool = z
  .object({
    toolId: id,
    name: z.string(),
    change: z.enum(['new', 'changed', 'removed']),
    description: z.string().nullable(),
    class: riskClass.nullable(),
    classBefore: riskClass.nullable(),
    findings: z.array(RiskFinding),
    changes: z.array(
      z.object({ part: z.string(), pointer, before: z.string().nullable(), after: z.string().nullable() }),
    ),
    risky: z.boolean(),
    policies: z.array(
      z.object({
        policyId: id,
        name: z.string(),
        number: count,
        enforced: z.boolean(),
        effects: z.array(effect),
      }),
    ),
  })
  .meta({ id: 'PendingTool', description: 'A definition that waits for a person.' });

export const PendingReviews = z.object({
  servers: z.array(
    z.object({
      server: named,
      draft: z.boolean(),
      unreviewed: treatment,
      drifted: treatment,
      count,
      offer: z.string(),
      tools: z.array(PendingTool),
    }),
  ),
});
