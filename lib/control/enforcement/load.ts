/** What calls are decided on, read from the database: at most a second old, and compared again when a call is let on. */

import { type PinnedTool, pinnedToolsOf } from '@/lib/catalogue';
import { ask } from '@/lib/db';
import type { EnforcedTool, Enforcement, Permission, ReviewSetting } from '@/lib/gateway/ports';
import { type Compiled, compileText } from '@/lib/policy';
import { hashToken } from '@/lib/secrets';
import { remembering } from './remembering';

/** Milliseconds that what was read may be used for. */
const usableMs = 1_000;
/** From then on it is read anew, while it is still used: nobody waits once a second. */
const renewedMs = 500;
const purgedMs = 10_000;
const lastUsedEveryMs = 10_000;

export type Loader = {
  /** No promise where it is known. */
  load(token: string, serverId: string): Enforcement | null | Promise<Enforcement | null>;
  /** What was read of this grant is not used again. */
  forget(grantId: string): void;
};

type Head = {
  id: string;
  organisationId: string;
  label: string;
  expiresAt: Date | null;
  may: Permission[];
  grantMost: number;
  grantEpoch: number;
  serverId: string;
  serverName: string;
  transport: string;
  identity: string | null;
  unreviewed: string;
  drifted: string;
  timeoutMs: number;
  serverMost: number;
  recordsArguments: boolean;
  definitionsEpoch: number;
  settingsEpoch: number;
  policyId: string | null;
  versionId: string | null;
  versionNumber: number | null;
  candidateVersionId: string | null;
};

export function loader(log: (line: string, error?: unknown) => void): Loader {
  const heads = new Map<string, Known>();
  let lastPurge = 0;
  const policies = remembering(200, policyOfVersion);
  const definitions = remembering(200, definitionsOf);
  const used = new Map<string, number>();

  async function read(tokenHash: string): Promise<Enforcement | null> {
    const { rows } = await ask<Head>(headQuery, [tokenHash]);
    const head = rows[0];
    if (head === undefined) return null;
    noteUse(head.id);
    const [policy, candidate, pinned] = await Promise.all([
      head.versionId === null ? compileText(null) : policies(head.versionId, head.organisationId),
      head.candidateVersionId === null ? null : policies(head.candidateVersionId, head.organisationId),
      definitions(`${head.serverId} ${head.definitionsEpoch}`, head.organisationId, head.serverId),
    ]);
    return enforcementOf(head, policy, candidate, pinned);
  }

  function noteUse(grantId: string): void {
    const now = performance.now();
    if (now - (used.get(grantId) ?? -lastUsedEveryMs) < lastUsedEveryMs) return;
    if (used.size > 10_000) used.clear();
    used.set(grantId, now);
    ask('UPDATE "Grant" SET "lastUsedAt" = now() WHERE "id" = $1', [grantId]).catch((error) =>
      log('When a grant was last used could not be written.', error),
    );
  }

  function startReading(token: string, now: number): Known {
    const fresh: Known = { at: now, answer: read(hashToken(token)), found: null, renewing: false };
    // What could not be read, or is no grant, is asked for again.
    fresh.answer.then(
      (found) => {
        fresh.found = found;
        if (found === null && heads.get(token) === fresh) heads.delete(token);
      },
      () => {
        if (heads.get(token) === fresh) heads.delete(token);
      },
    );
    return fresh;
  }

  function renew(token: string, known: Known, now: number): void {
    known.renewing = true;
    const fresh = startReading(token, now);
    fresh.answer.then(
      (found) => {
        // One that was forgotten meanwhile may have been read before what made it stale.
        if (heads.get(token) !== known) return;
        if (found === null) heads.delete(token);
        else heads.set(token, fresh);
      },
      () => {
        known.renewing = false;
      },
    );
  }

  /** Tokens that are not used any more go with one of the next readings. */
  function purge(now: number): void {
    if (now - lastPurge < purgedMs && heads.size <= 10_000) return;
    lastPurge = now;
    for (const [token, { at }] of heads) if (now - at >= usableMs) heads.delete(token);
  }

  return {
    load(token, serverId) {
      const now = performance.now();
      let known = heads.get(token);
      if (known === undefined || now - known.at >= usableMs) {
        purge(now);
        known = startReading(token, now);
        heads.set(token, known);
      }
      const { found } = known;
      if (found === null) return known.answer.then((answer) => ofServer(answer, serverId));
      if (now - known.at >= renewedMs && !known.renewing) renew(token, known, now);
      return ofServer(found, serverId);
    },
    forget(grantId) {
      for (const [token, { found }] of heads) if (found?.grant.id === grantId) heads.delete(token);
    },
  };
}

/** `found`: once it is there. `at`: milliseconds of a clock that never goes back, when reading began. */
type Known = {
  at: number;
  answer: Promise<Enforcement | null>;
  found: Enforcement | null;
  renewing: boolean;
};

function ofServer(found: Enforcement | null, serverId: string): Enforcement | null {
  return found !== null && found.server.id === serverId ? found : null;
}

/** What `Epochs.policy` says where a grant has no version in force. As in `sallyport_admit`. */
const noPolicy = 'none';

const headQuery = `
  SELECT g."id", g."organisationId", g."label", g."expiresAt", g."may", g."maxInFlight" AS "grantMost",
    g."epoch" AS "grantEpoch", s."id" AS "serverId", s."name" AS "serverName",
    s."transport", s."identity",
    s."unreviewed", s."drifted", s."timeoutMs", s."maxInFlight" AS "serverMost", s."recordsArguments",
    s."definitionsEpoch", s."settingsEpoch", p."id" AS "policyId", v."id" AS "versionId",
    v."number" AS "versionNumber", w."id" AS "candidateVersionId"
  FROM "Grant" g
  JOIN "Server" s ON s."id" = g."serverId" AND s."organisationId" = g."organisationId"
  LEFT JOIN "Policy" p ON p."id" = g."policyId"
  LEFT JOIN "PolicyVersion" v ON v."policyId" = p."id" AND v."number" = coalesce(g."policyNumber", p."latestNumber")
  LEFT JOIN "Policy" c ON c."id" = g."candidateId"
  LEFT JOIN "PolicyVersion" w ON w."policyId" = c."id" AND w."number" = coalesce(g."candidateNumber", c."latestNumber")
  WHERE g."tokenHash" = $1 AND g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > now())`;

/** A version never changes after it was made. One that is gone or does not parse is invalid: every call is denied. */
async function policyOfVersion(versionId: string, organisationId: string): Promise<Compiled> {
  const { rows } = await ask<{ text: string }>(
    'SELECT "text" FROM "PolicyVersion" WHERE "id" = $1 AND "organisationId" = $2',
    [versionId, organisationId],
  );
  const text = rows[0]?.text;
  return text === undefined ? { kind: 'invalid' } : compileText(text);
}

/** Read after the epoch: it may be newer than that, and then no call is let on by it. */
function definitionsOf(
  _epoch: string,
  organisationId: string,
  serverId: string,
): Promise<Map<string, PinnedTool>> {
  return pinnedToolsOf(organisationId, serverId);
}

const unknownTool: EnforcedTool = { state: 'unreviewed', digest: null };

function enforcementOf(
  head: Head,
  policy: Compiled,
  candidate: Compiled | null,
  pinned: ReadonlyMap<string, PinnedTool>,
): Enforcement {
  const { versionId, versionNumber, policyId, candidateVersionId } = head;
  return {
    grant: {
      id: head.id,
      label: head.label,
      organisationId: head.organisationId,
      serverId: head.serverId,
      expiresAtMs: head.expiresAt?.getTime() ?? null,
      may: head.may,
      maxInFlight: head.grantMost,
    },
    server: {
      id: head.serverId,
      name: head.serverName,
      transport: transportOf(head),
      unreviewed: settingOf(head.unreviewed),
      drifted: settingOf(head.drifted),
      timeoutMs: head.timeoutMs,
      maxInFlight: head.serverMost,
      recordsArguments: head.recordsArguments,
    },
    policy,
    policyVersion:
      versionId === null || versionNumber === null || policyId === null
        ? null
        : { id: versionId, number: versionNumber, policyId },
    candidate:
      candidate === null || candidateVersionId === null
        ? null
        : { policy: candidate, versionId: candidateVersionId },
    tool: (name) => pinned.get(name) ?? unknownTool,
    epochs: {
      grant: head.grantEpoch,
      policy: versionId ?? noPolicy,
      definitions: head.definitionsEpoch,
      server: head.settingsEpoch,
    },
  };
}

function transportOf({ transport, identity }: Head): Enforcement['server']['transport'] {
  if (transport === 'stdio') return 'stdio';
  const said = identity === null ? null : (JSON.parse(identity) as { transport?: unknown });
  return said?.transport === 'sse' ? 'sse' : 'http';
}

/** A word that nobody knows denies. */
function settingOf(text: string): ReviewSetting {
  return text === 'hold' || text === 'allow' ? text : 'deny';
}
