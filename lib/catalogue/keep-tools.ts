/** What a discovery or a pasted answer found, made into rows: classified, numbered, compared with what was there. */

import { setImmediate } from 'node:timers/promises';
import type { Prisma, Tool } from '@/lib/db';
import type { Json } from '@/lib/json';
import { type DiscoveredTool, definitionDigest, readTool } from '@/lib/mcp';
import { classify, type Neighbourhood, poisoning } from '@/lib/risk';
import { keyOf } from './definition';
import { noServer } from './neighbours';
import type { Changes } from './shapes';

/** Everything about a tool that comes from its server or is told from that. A person's class is not among it. */
export type Finding = Pick<
  Tool,
  | 'key'
  | 'name'
  | 'position'
  | 'definition'
  | 'digest'
  | 'problem'
  | 'notes'
  | 'judgedClass'
  | 'severity'
  | 'confidence'
  | 'judgement'
  | 'findings'
>;

const share = 100;
/** Rows in one statement: Postgres takes 65,535 parameters. */
const batch = 500;

/** Classifies in shares, so that 10,000 tools do not hold up other requests. */
export async function judge(
  tools: readonly DiscoveredTool[],
  server: string,
  near: Neighbourhood,
): Promise<Finding[]> {
  const own = new Set(tools.map((tool) => tool.name));
  const findings: Finding[] = [];
  for (const tool of tools) {
    findings.push({ ...judgeOne(tool, server), findings: JSON.stringify(attacks(tool, near, own)) });
    if (findings.length % share === 0) await setImmediate();
  }
  return findings;
}

/** A tool may speak of its siblings, also where another server has one of the same name. */
function attacks(tool: DiscoveredTool, near: Neighbourhood, own: ReadonlySet<string | undefined>) {
  if (!tool.ok) return [];
  const { name, title, description, inputSchema, annotations } = tool;
  const definition = { server: noServer, name, title, description, inputSchema, annotations };
  return poisoning(
    definition,
    near.mentionedBy(definition).filter((other) => !own.has(other.name)),
  );
}

function judgeOne(tool: DiscoveredTool, server: string): Omit<Finding, 'findings'> {
  const common = {
    key: keyOf(tool),
    name: tool.name ?? '',
    position: tool.position,
    definition: JSON.stringify(tool.definition),
    digest: definitionDigest(tool.definition),
  };
  if (!tool.ok) {
    return {
      ...common,
      problem: tool.problem,
      notes: '[]',
      judgedClass: null,
      severity: null,
      confidence: null,
      judgement: null,
    };
  }
  const { name, title, description, inputSchema, annotations } = tool;
  const said = classify({ server, name, title, description, inputSchema, annotations });
  return {
    ...common,
    problem: null,
    notes: JSON.stringify(tool.problems),
    judgedClass: said.class,
    severity: said.severity,
    confidence: said.confidence,
    judgement: JSON.stringify(said),
  };
}

/** The classifier's class of a kept definition, or null where it is none. */
export function judgedClassOf(definition: string, server: string): string | null {
  const tool = readTool(JSON.parse(definition) as Json, 0);
  return judgeOne(tool, server).judgedClass;
}

/** `moved`: something of what the server offers is other than it was kept. */
export type KeptTools = { changes: Changes; moved: boolean };

/**
 * Replaces what the server offers. A tool that is gone stays, marked, while its definition is pinned; a person's class
 * stays with the tool's name. The caller holds the server's row.
 */
export async function keepTools(
  tx: Prisma.TransactionClient,
  server: { organisationId: string; id: string },
  findings: readonly Finding[],
  now: Date,
): Promise<KeptTools> {
  const ofServer = { organisationId: server.organisationId, serverId: server.id };
  const kept = new Map((await tx.tool.findMany({ where: ofServer })).map((tool) => [tool.key, tool]));
  const pins = new Map(
    (await tx.reviewedDefinition.findMany({ where: ofServer, select: { toolName: true, digest: true } })).map(
      (pin) => [pin.toolName, pin.digest],
    ),
  );
  const offered = new Set(findings.map((finding) => finding.key));

  const rows = findings.flatMap((finding) => {
    const before = kept.get(finding.key);
    if (before && isSame(before, finding)) return [];
    return [before ? { ...before, ...finding, removedAt: null } : { ...ofServer, ...finding }];
  });
  const gone = [...kept.values()].filter((tool) => !offered.has(tool.key));
  const forgotten = gone.filter((tool) => tool.problem !== null || !pins.has(tool.name));
  const newlyRemoved = gone.filter((tool) => !forgotten.includes(tool) && tool.removedAt === null);

  const replaced = rows.flatMap((row) => ('id' in row ? [row.id] : []));
  await tx.tool.deleteMany({
    where: { ...ofServer, id: { in: [...replaced, ...forgotten.map((tool) => tool.id)] } },
  });
  await tx.tool.updateMany({
    where: { ...ofServer, id: { in: newlyRemoved.map((tool) => tool.id) } },
    data: { removedAt: now },
  });
  for (let from = 0; from < rows.length; from += batch) {
    await tx.tool.createMany({ data: rows.slice(from, from + batch) });
  }
  const moved = rows.length + newlyRemoved.length + forgotten.length > 0;
  return { changes: changesAgainst(pins, findings), moved };
}

function changesAgainst(pins: ReadonlyMap<string, string>, findings: readonly Finding[]): Changes {
  const sound = findings.filter((finding) => finding.problem === null);
  const names = new Set(sound.map((finding) => finding.name));
  return {
    new: sound.filter(({ name }) => !pins.has(name)).map(({ name }) => name),
    changed: sound
      .filter(({ name, digest }) => pins.has(name) && pins.get(name) !== digest)
      .map(({ name }) => name),
    removed: [...pins.keys()].filter((name) => !names.has(name)),
  };
}

function isSame(before: Tool, finding: Finding): boolean {
  if (before.removedAt !== null) return false;
  return (Object.keys(finding) as (keyof Finding)[]).every((field) => before[field] === finding[field]);
}
