/** Asking a server what it offers, and keeping the answer. A failure keeps the server and what was typed. */

import { type AuditActor, record } from '@/lib/audit';
import { db, type Server } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import {
  challengedScopes,
  type Discovered,
  type DiscoveryFailure,
  discover,
  samples,
  sampleTarget,
  type UpstreamTarget,
} from '@/lib/upstream';
import { bearerOf, moreScopes, tokenRefused } from './access-tokens';
import type { OfServer } from './inputs';
import { judge, keepTools } from './keep-tools';
import { hintOf } from './last-words';
import { nextLook, readLookEvery } from './look-times';
import { othersOf } from './neighbours';
import { type Outside, workingFolder } from './outside';
import { serverOf } from './read';
import { openSecrets } from './server-secrets';
import type { DiscoveryEvent, SampleName, ServerIdentity } from './shapes';

export type Watching = { signal?: AbortSignal; onEvent?: (event: DiscoveryEvent) => void };

/** Reports while it runs; returns the last event, which is `done`, `failed` or `cancelled`. */
export async function discoverServer(
  actor: Actor,
  input: OfServer,
  outside: Outside,
  watching: Watching = {},
): Promise<DiscoveryEvent> {
  demand(actor, 'server.discover');
  const server = await serverOf(actor, input.serverId);
  return askServer(actor, server, outside, { ...watching, always: true });
}

/**
 * The asking itself, for whoever has the right or runs by the clock. `always`: the trail is told also where nothing is
 * new.
 */
export async function askServer(
  actor: AuditActor,
  server: Server,
  outside: Outside,
  watching: Watching & { always: boolean },
): Promise<DiscoveryEvent> {
  const reach = { addresses: outside.addresses, ...(watching.signal && { signal: watching.signal }) };
  const access = server.url === null ? null : await bearerOf(server, reach);
  if (access?.ok === false) {
    const { message, hint, wants } = access;
    const kind = wants === 'person' ? 'authorization' : 'unreachable';
    const last = await keepFailure(actor, server, { ok: false, kind, message, hint }, hint, watching.always);
    watching.onEvent?.(last);
    return last;
  }
  const plain = await targetOf(server, outside);
  const target = access === null ? plain : withBearer(plain, access.authorization);
  const answered = await discover(target, {
    addresses: outside.addresses,
    signal: watching.signal,
    onProgress: ({ stage, message, tools }) => {
      if (stage === 'listing' || stage === 'done') watching.onEvent?.({ kind: 'tools', count: tools });
      // What is done is the asking: our own `done` is said when the answer is kept.
      if (stage !== 'done') watching.onEvent?.({ kind: 'step', message });
    },
  });
  const found = access === null ? answered : await inView(server, access.generation, answered);
  const last = found.ok
    ? await keepAnswer(actor, server, found, watching)
    : await keepFailure(actor, server, found, hintOf(found, target), watching.always);
  watching.onEvent?.(last);
  return last;
}

function withBearer(target: UpstreamTarget, authorization: string): UpstreamTarget {
  if (target.type !== 'http') return target;
  const others = Object.entries(target.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== 'authorization',
  );
  return { ...target, headers: { ...Object.fromEntries(others), authorization } };
}

/** A refusal of a server that was connected: what was given does not do, or does no longer. */
async function inView(
  server: Server,
  generation: number,
  found: Discovered | DiscoveryFailure,
): Promise<Discovered | DiscoveryFailure> {
  if (found.ok || found.kind !== 'refused') return found;
  if (found.status === 401) {
    await tokenRefused(server.id, generation);
    const message = 'The server refused the access that it was connected with (401).';
    const hint = 'Try again: it is renewed first. If that does not help, connect it once more.';
    return { ...found, kind: 'authorization', message, hint };
  }
  const { error, scopes } = challengedScopes(found.wwwAuthenticate);
  if (error !== 'insufficient_scope') return found;
  await moreScopes(server.id, generation, scopes);
  const message = 'The server wants more than it was given access to (403).';
  const hint = `Connect it once more: it asks for ${scopes ?? 'other scopes'}.`;
  return { ...found, kind: 'authorization', message, hint };
}

/** Where a server is and what it is told, credentials in plain text: for a connection that is about to be made. */
export async function targetOf(server: Server, outside: Outside): Promise<UpstreamTarget> {
  if (server.sample !== null) return targetOfSample(server.sample as SampleName, server.id, outside);
  const { headers, env } = await openSecrets(server);
  if (server.url !== null) return { type: 'http', url: server.url, headers };
  if (server.command === null) {
    throw new AppError('invalid', 'This server was pasted as a list of tools: there is no address to ask.', {
      hint: 'Paste a newer answer of tools/list.',
    });
  }
  if (!outside.stdio) {
    throw new AppError('forbidden', 'Servers that are started by a command are off here.', {
      hint: 'Whoever runs this Sallyport can set SALLYPORT_STDIO=on and start it again.',
    });
  }
  return {
    type: 'stdio',
    command: server.command,
    args: server.args,
    env,
    cwd: await workingFolder(outside, server.id),
  };
}

async function targetOfSample(
  sample: SampleName,
  serverId: string,
  outside: Outside,
): Promise<UpstreamTarget> {
  const target = await sampleTarget(sample, await workingFolder(outside, serverId), outside.root);
  if (target) return target;
  throw new AppError('unavailable', `The package ${samples[sample].packageName} is not installed.`, {
    hint: 'Run npm ci in the folder of this Sallyport.',
  });
}

async function keepAnswer(
  actor: AuditActor,
  server: Server,
  found: Discovered,
  watching: Watching & { always: boolean },
): Promise<DiscoveryEvent> {
  watching.onEvent?.({ kind: 'step', message: 'Judging how dangerous each tool is' });
  const { near } = await othersOf(server.organisationId, server.id);
  const findings = await judge(found.tools, found.serverInfo.name || server.name, near);
  if (watching.signal?.aborted) return { kind: 'cancelled', serverId: server.id };
  const now = new Date();
  const changes = await db().$transaction(async (tx) => {
    // INVARIANT: the row is held while its tools are written, and only what its present address offered is kept.
    const { count } = await tx.server.updateMany({
      where: { organisationId: server.organisationId, id: server.id, revision: server.revision },
      data: {
        identity: JSON.stringify(identityOf(found)),
        discoveredAt: now,
        failureKind: null,
        failureMessage: null,
        failureHint: null,
        failedAt: null,
        lookFailures: 0,
        lookAt: nextLook(readLookEvery(server.lookEvery), 0, now.getTime(), Math.random()),
      },
    });
    if (count !== 1) throw editedMeanwhile();
    const { changes: told, moved } = await keepTools(tx, server, findings, now);
    if (!moved && !watching.always) return told;
    await record(tx, actor, {
      action: 'server.discover',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: {
        tools: found.tools.length,
        new: told.new.length,
        changed: told.changed.length,
        removed: told.removed.length,
      },
    });
    return told;
  });
  const malformed = found.tools.filter((tool) => !tool.ok).length;
  return { kind: 'done', serverId: server.id, toolCount: found.tools.length - malformed, malformed, changes };
}

async function keepFailure(
  actor: AuditActor,
  server: Server,
  found: DiscoveryFailure,
  hint: string,
  always: boolean,
): Promise<DiscoveryEvent> {
  if (found.kind === 'cancelled') return { kind: 'cancelled', serverId: server.id };
  const failure = { kind: found.kind, message: found.message, hint };
  const now = new Date();
  const failures = server.lookFailures + 1;
  await db().$transaction(async (tx) => {
    const { count } = await tx.server.updateMany({
      where: { organisationId: server.organisationId, id: server.id, revision: server.revision },
      data: {
        failureKind: failure.kind,
        failureMessage: failure.message,
        failureHint: failure.hint,
        failedAt: now,
        lookFailures: failures,
        // Nobody is asked by the clock who never answered.
        ...(server.discoveredAt && {
          lookAt: nextLook(readLookEvery(server.lookEvery), failures, now.getTime(), Math.random()),
        }),
      },
    });
    if (count !== 1) throw editedMeanwhile();
    if (!always && server.failureKind !== null) return;
    await record(tx, actor, {
      action: 'server.discover',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: { failed: failure.kind },
    });
  });
  return { kind: 'failed', serverId: server.id, failure };
}

function identityOf(found: Discovered): ServerIdentity {
  return {
    protocolVersion: found.protocolVersion,
    generation: found.generation,
    transport: found.transport,
    name: found.serverInfo.name,
    title: found.serverInfo.title,
    version: found.serverInfo.version,
    instructions: found.instructions,
    problems: found.problems,
  };
}

function editedMeanwhile(): AppError {
  return new AppError('conflict', 'The server was edited or deleted while it was being asked.', {
    hint: 'Discover again.',
  });
}
