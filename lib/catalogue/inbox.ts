/** What waits for a person, over all servers: definitions that are new, changed or gone since somebody looked. */

import { db, type ReviewedDefinition, type Tool } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { RiskClass } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import { offerDigest, readDefinition } from './definition';
import { changesOf } from './definition-changes';
import type { ListReviews } from './inputs';
import { othersOf } from './neighbours';
import { shadowsOf } from './read';
import type { PendingTool, ReviewGroup } from './shapes';
import { classOf, reviewState, toolView, treatmentOf } from './view';

/** Servers by name, each with what waits there, the riskiest first; drafts, where nothing was confirmed yet, by their count alone. */
export async function listReviews(actor: Actor, input: ListReviews): Promise<ReviewGroup[]> {
  demand(actor, 'server.read');
  const waiting = await waitingCounts(actor.organisationId, input.serverId);
  const servers = await db().server.findMany({
    where: { organisationId: actor.organisationId, id: { in: [...waiting.keys()] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, state: true, unreviewed: true, drifted: true },
  });
  const groups: ReviewGroup[] = [];
  for (const { id, name, state, unreviewed, drifted } of servers) {
    const draft = state === 'draft';
    groups.push({
      server: { id, name },
      draft,
      unreviewed: treatmentOf(unreviewed),
      drifted: treatmentOf(drifted),
      count: waiting.get(id) ?? 0,
      ...(draft ? { offer: '', tools: [] } : await pendingOf(actor.organisationId, id)),
    });
  }
  return groups;
}

/** How many definitions wait; a draft counts as one. */
export async function countReviews(actor: Actor): Promise<number> {
  demand(actor, 'server.read');
  const counts = await waitingCounts(actor.organisationId);
  const drafts = await db().server.findMany({
    where: { organisationId: actor.organisationId, state: 'draft', id: { in: [...counts.keys()] } },
    select: { id: true },
  });
  for (const { id } of drafts) counts.set(id, 1);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Worth a look by itself: what can do harm, what attacks, and what became graver than it was confirmed as. */
export function isRisky(tool: Pick<PendingTool, 'change' | 'class' | 'classBefore' | 'findings'>): boolean {
  if (tool.change === 'removed') return false;
  if (tool.findings.some(({ level }) => level !== 'notice')) return true;
  return tool.class === null || rank(tool.class) >= rank('Execute') || graver(tool.classBefore, tool.class);
}

/** By server id; who has nothing to look at is not among them. */
async function waitingCounts(organisationId: string, serverId?: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ serverId: string; count: number }[]>`
    SELECT t."serverId", count(*)::int AS "count" FROM "Tool" t
    LEFT JOIN "ReviewedDefinition" r ON r."serverId" = t."serverId" AND r."toolName" = t."name"
    WHERE t."organisationId" = ${organisationId} AND t."problem" IS NULL
      AND (${serverId ?? null}::text IS NULL OR t."serverId" = ${serverId ?? null})
      AND (t."removedAt" IS NOT NULL OR r."id" IS NULL OR r."digest" <> t."digest")
    GROUP BY t."serverId"`;
  return new Map(rows.map((row) => [row.serverId, row.count]));
}

async function pendingOf(
  organisationId: string,
  serverId: string,
): Promise<Pick<ReviewGroup, 'offer' | 'tools'>> {
  const ofServer = { organisationId, serverId };
  const [tools, reviewed, others] = await Promise.all([
    db().tool.findMany({ where: ofServer, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    db().reviewedDefinition.findMany({ where: ofServer }),
    othersOf(organisationId, serverId),
  ]);
  const pins = new Map(reviewed.map((pin) => [pin.toolName, pin]));
  const pending = tools.flatMap((tool): PendingTool[] => {
    const pin = pins.get(tool.name);
    const change = changeOf(tool, pin);
    if (change === null) return [];
    const { findings } = toolView(tool, pin, shadowsOf(tool, others));
    const found = {
      toolId: tool.id,
      name: tool.name,
      change,
      description: readDefinition(tool.definition).description?.slice(0, longestDescription) ?? null,
      class: classOf(tool),
      classBefore: pin ? classOf({ setClass: null, judgedClass: pin.class }) : null,
      findings,
      changes: change === 'changed' && pin ? changesOf(pin.definition, tool.definition) : [],
    };
    return [{ ...found, risky: isRisky(found) }];
  });
  return { offer: offerDigest(tools), tools: pending.sort((a, b) => weight(b) - weight(a)) };
}

function changeOf(tool: Tool, pin: ReviewedDefinition | undefined): PendingTool['change'] | null {
  switch (reviewState(tool, pin)) {
    case 'unreviewed':
      return 'new';
    case 'drifted':
      return 'changed';
    case 'removed':
      return 'removed';
    default:
      return null;
  }
}

const longestDescription = 2_000;

const ranks: readonly RiskClass[] = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'];

function rank(riskClass: RiskClass): number {
  return ranks.indexOf(riskClass);
}

function graver(before: RiskClass | null, now: RiskClass): boolean {
  return before !== null && rank(now) > rank(before);
}

/** What attacks, then what changed, then by class; what is gone comes last. */
function weight(tool: PendingTool): number {
  const attacks = tool.findings.some(({ level }) => level === 'critical') ? 100 : 0;
  const gone = tool.change === 'removed' ? -50 : 0;
  const drifted = tool.change === 'changed' ? 3 : 0;
  return attacks + gone + drifted + (tool.risky ? 20 : 0) + (tool.class === null ? 3 : rank(tool.class));
}
