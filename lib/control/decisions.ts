/** What the gateway decided: newest first, and one of them step by step. Records are read here and written nowhere. */

import { type DecisionRecord, db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import { riskClasses } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import { keptArguments } from './arguments';
import { stepsOf } from './decision-steps';
import type { ListDecisions, OfDecision } from './inputs';
import type { DecisionDetail, DecisionVerdict, DecisionView } from './shapes';

/** `next` is the `before` of the next page; null where there is none. */
export async function listDecisions(
  actor: Actor,
  input: ListDecisions,
): Promise<{ decisions: DecisionView[]; next: string | null }> {
  demand(actor, 'record.read');
  const { serverId, grantId, verdict, tool, rule, candidate, before, after, limit } = input;
  const { fields } = db().decisionRecord;
  const rows = await db().decisionRecord.findMany({
    where: {
      organisationId: actor.organisationId,
      serverId,
      grantId,
      verdict,
      tool,
      rule,
      id: { lt: before, gt: after },
      ...(candidate && {
        candidateVerdict: { not: null },
        NOT: { candidateVerdict: { equals: fields.verdict } },
      }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const names = await namesOf(actor, page);
  return {
    decisions: page.map((row) => decisionView(row, names)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export async function getDecision(actor: Actor, input: OfDecision): Promise<DecisionDetail> {
  demand(actor, 'record.read');
  const row = await db().decisionRecord.findFirst({
    where: { organisationId: actor.organisationId, id: input.decisionId },
  });
  if (!row) {
    throw new AppError('not_found', 'There is no such record.', {
      hint: 'Records are removed when they are old enough.',
    });
  }
  const [names, policy, candidatePolicy] = await Promise.all([
    namesOf(actor, [row]),
    versionOf(actor, row.policyVersionId),
    versionOf(actor, row.candidateVersionId),
  ]);
  const view = decisionView(row, names);
  return {
    ...view,
    policy,
    candidatePolicy,
    arguments: keptArguments(actor, 'DecisionRecord', row),
    steps: stepsOf(view),
  };
}

type Names = { servers: Map<string, string>; grants: Map<string, string> };

/** A record outlives what it tells of: a name may be gone. */
async function namesOf(actor: Actor, rows: readonly DecisionRecord[]): Promise<Names> {
  const { organisationId } = actor;
  const ids = (of: 'serverId' | 'grantId') => [...new Set(rows.map((row) => row[of]))];
  const [servers, grants] = await Promise.all([
    db().server.findMany({
      where: { organisationId, id: { in: ids('serverId') } },
      select: { id: true, name: true },
    }),
    db().grant.findMany({
      where: { organisationId, id: { in: ids('grantId') } },
      select: { id: true, label: true },
    }),
  ]);
  return {
    servers: new Map(servers.map(({ id, name }) => [id, name])),
    grants: new Map(grants.map(({ id, label }) => [id, label])),
  };
}

async function versionOf(actor: Actor, versionId: string | null): Promise<DecisionDetail['policy']> {
  if (versionId === null) return null;
  const version = await db().policyVersion.findUnique({
    where: { organisationId_id: { organisationId: actor.organisationId, id: versionId } },
    select: { number: true, policy: { select: { id: true, name: true } } },
  });
  return version && { ...version.policy, number: version.number };
}

function decisionView(row: DecisionRecord, names: Names): DecisionView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    server: { id: row.serverId, name: names.servers.get(row.serverId) ?? null },
    grant: { id: row.grantId, label: names.grants.get(row.grantId) ?? null },
    method: row.method,
    tool: row.tool,
    verdict: row.verdict as DecisionVerdict,
    rule: row.rule,
    reason: row.reason,
    class: riskClasses.find((name) => name === row.class) ?? null,
    review: row.review,
    candidate:
      row.candidateVerdict === null
        ? null
        : { verdict: row.candidateVerdict as DecisionVerdict, rule: row.candidateRule ?? '' },
    retryAfterSeconds: row.retryAfterSeconds,
    requestId: row.requestId,
    argumentKeys: row.argumentKeys,
    outcome:
      row.status === null
        ? null
        : {
            status: row.status,
            httpStatus: row.httpStatus,
            latencyMs: row.latencyMs ?? 0,
            requestBytes: row.requestBytes ?? 0,
            responseBytes: Number(row.responseBytes ?? 0),
            error: row.error,
          },
    approvalId: row.approvalId,
  };
}
