/** Editing, deleting and discarding servers, and setting the class of a tool. */

import { record } from '@/lib/audit';
import { db, type Prisma, type Server } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { endOfAccess } from './access-end';
import { accessOf } from './connect';
import type { EditServer, OfServer, SetToolClass } from './inputs';
import { judgedClassOf } from './keep-tools';
import { type Outside, removeWorkingFolder } from './outside';
import { noServer, serverOf } from './read';
import { demandCommand, demandConfirmed } from './register';
import { writeSecrets } from './server-secrets';
import type { ToolView } from './shapes';
import { toolView } from './view';

export async function editServer(actor: Actor, input: EditServer, outside: Outside): Promise<void> {
  demand(actor, 'server.edit');
  const server = await serverOf(actor, input.serverId);
  refuseWhatDoesNotFit(server, input);
  const command = input.command ?? server.command;
  const args = input.args ?? server.args;
  const runsElse =
    command !== server.command || args.join('\0') !== server.args.join('\0') || input.env !== undefined;
  if (command !== null && runsElse) {
    demandCommand(actor, outside);
    demandConfirmed(command, args, input.confirmed);
  }
  const goesElse = input.url !== undefined && originOf(input.url) !== originOf(server.url ?? '');
  if (goesElse && keepsSecret(input, await secretNames(server))) throw wouldLeak();
  const moved = runsElse || input.url !== undefined || input.headers !== undefined;
  await db().$transaction(async (tx) => {
    await tx.server.update({
      where: { organisationId_id: { organisationId: server.organisationId, id: server.id } },
      data: {
        name: input.name,
        url: input.url,
        command: input.command,
        args: input.args,
        ...(moved && { revision: { increment: 1 } }),
      },
    });
    if (input.headers) await writeSecrets(tx, server, 'header', input.headers);
    if (input.env) await writeSecrets(tx, server, 'env', input.env);
    await record(tx, actor, {
      action: 'server.edit',
      subject: { kind: 'server', id: server.id, name: input.name ?? server.name },
      details: { changed: Object.keys(input).filter((key) => key !== 'serverId' && key !== 'confirmed') },
    });
  });
}

/** Its policies stay, and lose their server. */
export async function deleteServer(actor: Actor, input: OfServer, outside: Outside): Promise<void> {
  demand(actor, 'server.delete');
  await takeAway(actor, input, outside, 'server.delete');
}

/** A server that nobody has confirmed can be given up by whoever may register one. */
export async function discardDraft(actor: Actor, input: OfServer, outside: Outside): Promise<void> {
  demand(actor, 'server.register');
  await takeAway(actor, input, outside, 'server.discard');
}

export async function setToolClass(actor: Actor, input: SetToolClass): Promise<ToolView> {
  demand(actor, 'tool.classify');
  return db().$transaction(async (tx) => {
    const where = { organisationId_id: { organisationId: actor.organisationId, id: input.toolId } };
    const before = await tx.tool.findUnique({ where });
    if (!before || before.serverId !== input.serverId)
      throw new AppError('not_found', 'There is no such tool.');
    if (before.problem !== null) {
      throw new AppError('invalid', 'A malformed tool has no class.', {
        hint: 'A policy can still name it.',
      });
    }
    const person = {
      setClass: input.class,
      setClassById: actor.userId,
      setClassBy: actor.name,
      setClassAt: new Date(),
    };
    const nobody = { setClass: null, setClassById: null, setClassBy: null, setClassAt: null };
    const tool = await tx.tool.update({ where, data: input.class === null ? nobody : person });
    const pin = await tx.reviewedDefinition.findUnique({
      where: { serverId_toolName: { serverId: tool.serverId, toolName: tool.name } },
    });
    // The class that counts at the gateway is the one of the reviewed definition.
    if (pin) {
      const judged = pin.digest === tool.digest ? tool.judgedClass : judgedClassOf(pin.definition, '');
      await tx.reviewedDefinition.update({ where: { id: pin.id }, data: { class: input.class ?? judged } });
    }
    await record(tx, actor, {
      action: 'tool.classify',
      subject: { kind: 'tool', id: tool.id, name: tool.name },
      details: {
        server: tool.serverId,
        from: before.setClass ?? before.judgedClass,
        to: input.class ?? tool.judgedClass,
      },
    });
    return toolView(tool, pin ?? undefined);
  });
}

async function takeAway(
  actor: Actor,
  input: OfServer,
  outside: Outside,
  action: 'server.delete' | 'server.discard',
): Promise<void> {
  const server = await serverOf(actor, input.serverId);
  const endThere = endOfAccess(await accessOf(server), outside);
  await db().$transaction((tx) => removeServer(tx, actor, server, action));
  // Nobody waits for the authorization server: it is over here, whatever that one says.
  void endThere();
  await removeWorkingFolder(outside, server.id);
}

async function removeServer(
  tx: Prisma.TransactionClient,
  actor: Actor,
  server: Server,
  action: 'server.delete' | 'server.discard',
): Promise<void> {
  const ofServer = { organisationId: server.organisationId, serverId: server.id };
  const { count: policies } = await tx.policy.updateMany({ where: ofServer, data: { serverId: null } });
  const { count } = await tx.server.deleteMany({
    where: {
      organisationId: server.organisationId,
      id: server.id,
      ...(action === 'server.discard' && { state: 'draft' }),
    },
  });
  if (count !== 1) {
    if (action === 'server.delete') throw noServer();
    throw new AppError('conflict', 'This server has been confirmed, and is no draft any more.', {
      hint: 'Delete it instead.',
    });
  }
  await record(tx, actor, {
    action,
    subject: { kind: 'server', id: server.id, name: server.name },
    details: { policies },
  });
}

function refuseWhatDoesNotFit(server: Server, input: EditServer): void {
  const byUrl = server.url !== null;
  const byCommand = server.command !== null;
  const wrong =
    (!byUrl && (input.url !== undefined || input.headers !== undefined)) ||
    (!byCommand && (input.command !== undefined || input.args !== undefined || input.env !== undefined));
  if (!wrong) return;
  throw new AppError('invalid', 'This server is not reached that way.', {
    hint: 'Register another one, and delete this one.',
  });
}

async function secretNames(server: Server): Promise<string[]> {
  const rows = await db().serverSecret.findMany({
    where: { organisationId: server.organisationId, serverId: server.id, kind: 'header' },
    select: { name: true },
  });
  return rows.map((row) => row.name);
}

/** INVARIANT: a stored header is sent to no other host than the one that it was given for. */
function keepsSecret(input: EditServer, names: readonly string[]): boolean {
  if (input.headers === undefined) return names.length > 0;
  return input.headers.some((header) => header.value === null);
}

function wouldLeak(): AppError {
  return new AppError(
    'invalid',
    'The address is another host’s: the stored headers do not go there by themselves.',
    {
      hint: 'Type the values of the headers again, or remove them.',
      field: 'headers',
    },
  );
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? '';
}
