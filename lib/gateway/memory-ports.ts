/**
 * The ports in memory: exact within one process and gone with it. For tests and benches; what serves people keeps its
 * records in Postgres.
 */

import { compileText, memoryQuotaStore, settle } from '@/lib/policy';
import type {
  Admission,
  Admitted,
  CallIdentity,
  EnforcedTool,
  Enforcement,
  Epochs,
  Outcome,
  Ports,
  Receipt,
  RecordEntry,
  RefusalReason,
  UpstreamConnection,
} from './ports';

export type MemoryGrant = {
  token: string;
  serverId: string;
  policy: string | null;
  candidate?: string;
  may?: Enforcement['grant']['may'];
  expiresAtMs?: number | null;
  maxInFlight?: number;
  server?: Partial<Enforcement['server']>;
};
export type MemoryApproval = {
  id: string;
  identity: CallIdentity;
  state: 'pending' | 'approved' | 'denied' | 'spent';
  reason: string;
  expiresAtMs: number;
};

export type MemoryPorts = Ports & {
  records: RecordEntry[];
  outcomes: Map<string, Outcome>;
  givenBack: string[];
  refusals: { address: string; why: RefusalReason }[];
  /** Ids of servers that said that their tools are others. */
  told: string[];
  approvals: MemoryApproval[];
  /** Adds a grant or changes it, under its token; its epochs grow. */
  setGrant(grant: MemoryGrant): void;
  revoke(token: string): void;
  /** What is known of a server's tools; the others nobody reviewed. */
  setTools(serverId: string, tools: Readonly<Record<string, Partial<EnforcedTool>>>): void;
  setUpstream(serverId: string, connect: () => UpstreamConnection | Promise<UpstreamConnection>): void;
  decideApproval(id: string, state: 'approved' | 'denied', reason?: string): void;
};

type Kept = { token: string; enforcement: Enforcement; revoked: boolean };

export function memoryPorts(clock: () => number = Date.now): MemoryPorts {
  const grants = new Map<string, Kept>();
  const byId = new Map<string, Kept>();
  const tools = new Map<string, Map<string, EnforcedTool>>();
  const definitions = new Map<string, number>();
  const upstreams = new Map<string, () => UpstreamConnection | Promise<UpstreamConnection>>();
  const listeners = new Map<string, Set<() => void>>();
  const counts = memoryQuotaStore();
  let ids = 0;
  let epoch = 0;
  const newId = () => {
    ids += 1;
    return `m${ids}`;
  };
  const tell = (grantId: string) => {
    for (const listener of listeners.get(grantId) ?? []) listener();
  };

  const known = (token: string, serverId: string): Enforcement | null => {
    const kept = grants.get(token);
    if (kept === undefined || kept.revoked || kept.enforcement.server.id !== serverId) return null;
    const { enforcement } = kept;
    const { expiresAtMs } = enforcement.grant;
    if (expiresAtMs !== null && expiresAtMs <= clock()) return null;
    const now = definitions.get(serverId) ?? 0;
    if (enforcement.epochs.definitions !== now)
      kept.enforcement = { ...enforcement, epochs: { ...enforcement.epochs, definitions: now } };
    return kept.enforcement;
  };

  const isFresh = ({ grantId, serverId }: RecordEntry, epochs: Epochs): boolean => {
    const token = byId.get(grantId)?.token;
    const now = token === undefined ? null : known(token, serverId);
    return now !== null && areEqual(now.epochs, epochs);
  };

  const ports: MemoryPorts = {
    records: [],
    outcomes: new Map(),
    givenBack: [],
    refusals: [],
    told: [],
    approvals: [],
    nowMs: clock,
    newId,
    enforcement: known,
    admit({ entry, epochs, policyId, approval, reservations: asked }: Admission): Admitted {
      const reservations = asked.map((reservation) => ({
        ...reservation,
        key: `${policyId} ${reservation.key}`,
        limitKey: `${policyId} ${reservation.limitKey}`,
      }));
      if (!isFresh(entry, epochs)) return { kind: 'stale' };
      const spent = approval === null ? undefined : ports.approvals.find(({ id }) => id === approval.id);
      if (approval !== null && (spent?.state !== 'approved' || spent.expiresAtMs <= clock()))
        return { kind: 'stale' };
      const reserved = counts.reserve(reservations, clock());
      if (!reserved.ok) {
        const allowed = { verdict: entry.verdict, rule: entry.rule, reason: entry.reason, reservations: [] };
        const decision = settle(allowed, reserved, clock());
        const { verdict, rule, reason, retryAfterSeconds = null } = decision;
        ports.records.push({ ...entry, verdict, rule, reason, retryAfterSeconds });
        return { kind: 'deny', decision };
      }
      if (spent !== undefined) spent.state = 'spent';
      ports.records.push(entry);
      return { kind: 'allow', receipt: { recordId: entry.id, held: { reservations, spent } } };
    },
    record(entry) {
      ports.records.push(entry);
    },
    async findApproval(identity) {
      const found = ports.approvals.find(
        (approval) => isOf(approval, identity) && approval.expiresAtMs > clock(),
      );
      if (found === undefined) return { state: 'none' };
      const { id, reason, expiresAtMs } = found;
      if (found.state === 'denied') return { state: 'denied', id, reason };
      if (found.state === 'approved') return { state: 'approved', id };
      return { state: 'pending', id, url: urlOf(id), expiresAtMs };
    },
    async hold(identity, entry, epochs, expiresInSeconds) {
      if (!isFresh(entry, epochs)) return { kind: 'stale' };
      ports.records.push(entry);
      const same = ports.approvals.find(
        (approval) => isOf(approval, identity) && approval.state === 'pending',
      );
      const expiresAtMs = clock() + expiresInSeconds * 1_000;
      const made = same ?? { id: newId(), identity, state: 'pending' as const, reason: '', expiresAtMs };
      if (same === undefined) ports.approvals.push(made);
      return { kind: 'held', id: made.id, url: urlOf(made.id), expiresAtMs: made.expiresAtMs };
    },
    outcome(receipt, outcome) {
      ports.outcomes.set(receipt.recordId, outcome);
    },
    async giveBack(receipt: Receipt) {
      const held = receipt.held as { reservations: Admission['reservations']; spent?: MemoryApproval };
      counts.giveBack(held.reservations);
      if (held.spent !== undefined) held.spent.state = 'approved';
      ports.givenBack.push(receipt.recordId);
    },
    refused(address, why) {
      ports.refusals.push({ address, why });
    },
    toolsChanged(serverId) {
      ports.told.push(serverId);
    },
    upstream(serverId) {
      const connect = upstreams.get(serverId);
      if (connect === undefined) throw new Error(`There is no server ${serverId}.`);
      return connect();
    },
    changes(grantId, onChange) {
      const own = listeners.get(grantId) ?? new Set();
      listeners.set(grantId, own.add(onChange));
      return () => void own.delete(onChange);
    },
    setGrant(grant) {
      epoch += 1;
      const id = `grant-${grant.token}`;
      const { token } = grant;
      const kept = { token, revoked: false, enforcement: enforcementOf(grant, id, epoch, tools) };
      grants.set(token, kept);
      byId.set(id, kept);
      tell(id);
    },
    revoke(token) {
      const kept = grants.get(token);
      if (kept === undefined) return;
      kept.revoked = true;
      tell(kept.enforcement.grant.id);
    },
    setTools(serverId, reviewed) {
      const entries = Object.entries(reviewed).map(([name, tool]): [string, EnforcedTool] => [
        name,
        { state: 'reviewed', digest: `digest of ${name}`, ...tool },
      ]);
      tools.set(serverId, new Map(entries));
      definitions.set(serverId, (definitions.get(serverId) ?? 0) + 1);
      for (const grantId of listeners.keys()) tell(grantId);
    },
    setUpstream(serverId, connect) {
      upstreams.set(serverId, connect);
    },
    decideApproval(id, state, reason = '') {
      const approval = ports.approvals.find((candidate) => candidate.id === id);
      if (approval?.state !== 'pending') throw new Error('Nothing is pending under this id.');
      approval.state = state;
      approval.reason = reason;
    },
  };
  return ports;
}

function enforcementOf(
  {
    token,
    serverId,
    policy,
    candidate,
    may = [],
    expiresAtMs = null,
    maxInFlight = 1_000,
    server,
  }: MemoryGrant,
  id: string,
  epoch: number,
  tools: ReadonlyMap<string, ReadonlyMap<string, EnforcedTool>>,
): Enforcement {
  return {
    grant: { id, label: token, organisationId: 'organisation', serverId, expiresAtMs, may, maxInFlight },
    server: {
      id: serverId,
      name: serverId,
      transport: 'http',
      unreviewed: 'deny',
      drifted: 'deny',
      timeoutMs: 30_000,
      maxInFlight: 10_000,
      recordsArguments: false,
      ...server,
    },
    policy: compileText(policy),
    policyVersion:
      policy === null ? null : { id: `version-${epoch}`, number: epoch, policyId: `policy-${token}` },
    candidate:
      candidate === undefined ? null : { policy: compileText(candidate), versionId: `candidate-${epoch}` },
    tool: (name) => tools.get(serverId)?.get(name) ?? { state: 'unreviewed', digest: null },
    epochs: { grant: epoch, policy: `version-${epoch}`, definitions: 0, server: epoch },
  };
}

function areEqual(a: Epochs, b: Epochs): boolean {
  return (
    a.grant === b.grant && a.policy === b.policy && a.definitions === b.definitions && a.server === b.server
  );
}

function isOf({ identity, state }: MemoryApproval, asked: CallIdentity): boolean {
  return state !== 'spent' && JSON.stringify(identity) === JSON.stringify(asked);
}

function urlOf(id: string): string {
  return `http://127.0.0.1/approvals/${id}`;
}
