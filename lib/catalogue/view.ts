/** Rows made into what pages are given. Pure. */

import type { ReviewedDefinition, Server, Tool } from '@/lib/db';
import { type RiskClass, riskClasses } from '@/lib/policy';
import type { Classification, RiskFinding } from '@/lib/risk';
import { samples } from '@/lib/upstream';
import { readDefinition } from './definition';
import { readLookEvery } from './look-times';
import type {
  Failure,
  Looking,
  ReviewState,
  SampleName,
  ServerIdentity,
  ServerOrigin,
  ServerState,
  ServerTransport,
  ToolView,
  Treatment,
} from './shapes';

type Pin = Pick<ReviewedDefinition, 'digest'>;

/** `shadows`: whom its name imitates, which changes with the servers beside it. */
export function toolView(tool: Tool, pin: Pin | undefined, shadows: readonly RiskFinding[] = []): ToolView {
  const read = tool.problem === null ? readDefinition(tool.definition) : {};
  const set = riskClassOf(tool.setClass);
  return {
    id: tool.id,
    name: tool.name,
    position: tool.position,
    title: read.title ?? null,
    description: read.description ?? null,
    inputSchema: read.inputSchema ?? null,
    outputSchema: read.outputSchema ?? null,
    annotations: read.annotations ?? null,
    problem: tool.problem,
    notes: JSON.parse(tool.notes) as string[],
    review: reviewState(tool, pin),
    removedAt: tool.removedAt?.toISOString() ?? null,
    class: classOf(tool),
    setByPerson:
      set === null
        ? null
        : { class: set, by: tool.setClassBy ?? '', at: (tool.setClassAt ?? tool.firstSeenAt).toISOString() },
    judgement: tool.judgement === null ? null : (JSON.parse(tool.judgement) as Classification),
    findings: tool.removedAt === null ? [...(JSON.parse(tool.findings) as RiskFinding[]), ...shadows] : [],
  };
}

/** A person's class wins. */
export function classOf(tool: Pick<Tool, 'setClass' | 'judgedClass'>): RiskClass | null {
  return riskClassOf(tool.setClass) ?? riskClassOf(tool.judgedClass);
}

export function reviewState(
  tool: Pick<Tool, 'problem' | 'removedAt' | 'digest'>,
  pin: Pin | undefined,
): ReviewState {
  if (tool.problem !== null) return 'malformed';
  if (tool.removedAt !== null) return 'removed';
  if (pin === undefined) return 'unreviewed';
  return pin.digest === tool.digest ? 'reviewed' : 'drifted';
}

export function serverHead(server: Server) {
  const failure = failureOf(server);
  return {
    id: server.id,
    name: server.name,
    state: server.state as ServerState,
    origin: server.origin as ServerOrigin,
    sample: server.sample as SampleName | null,
    transport: server.transport as ServerTransport,
    address: addressOf(server),
    health: failure ? ('failed' as const) : server.discoveredAt ? ('ok' as const) : ('unknown' as const),
    failure,
    discoveredAt: server.discoveredAt?.toISOString() ?? null,
    failedAt: server.failedAt?.toISOString() ?? null,
    createdAt: server.createdAt.toISOString(),
    createdBy: server.createdByName,
  };
}

export function lookingOf(
  server: Pick<Server, 'lookEvery' | 'lookAt' | 'lookFailures' | 'discoveredAt' | 'failedAt'>,
): Looking {
  const last = Math.max(server.discoveredAt?.getTime() ?? 0, server.failedAt?.getTime() ?? 0);
  return {
    every: readLookEvery(server.lookEvery),
    last: last === 0 ? null : new Date(last).toISOString(),
    next: server.lookAt?.toISOString() ?? null,
    failures: server.lookFailures,
  };
}

/** A word that nobody knows denies. */
export function treatmentOf(text: string): Treatment {
  return text === 'hold' || text === 'allow' ? text : 'deny';
}

export function identityOf(server: Server): ServerIdentity | null {
  return server.identity === null ? null : (JSON.parse(server.identity) as ServerIdentity);
}

function failureOf(server: Server): Failure | null {
  if (server.failureKind === null) return null;
  return { kind: server.failureKind, message: server.failureMessage ?? '', hint: server.failureHint ?? '' };
}

function addressOf(server: Server): string {
  if (server.sample !== null) return samples[server.sample as SampleName].packageName;
  if (server.url !== null) return server.url;
  if (server.command !== null) return [server.command, ...server.args].map(quoted).join(' ');
  return '';
}

/** For reading only: nothing is ever handed to a shell. */
function quoted(part: string): string {
  return /^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part);
}

function riskClassOf(text: string | null): RiskClass | null {
  return riskClasses.find((name) => name === text) ?? null;
}
