/** How the gateway treats calls to one server. A change holds from the next call on: the settings' epoch moves. */

import { record } from '@/lib/audit';
import { noServer, serverOf } from '@/lib/catalogue';
import { db, type Server } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import type { OfServerEnforcement, SetEnforcement } from './inputs';
import type { ServerEnforcement } from './shapes';

export async function getEnforcement(actor: Actor, input: OfServerEnforcement): Promise<ServerEnforcement> {
  demand(actor, 'server.read');
  return settingsOf(await serverOf(actor, input.serverId));
}

export async function setEnforcement(actor: Actor, input: SetEnforcement): Promise<ServerEnforcement> {
  demand(actor, 'server.enforce');
  const { serverId, ...data } = input;
  return db().$transaction(async (tx) => {
    const before = await tx.server.findUnique({ where: ofServer(actor, serverId) });
    if (!before) throw noServer();
    const after = await tx.server.update({ where: ofServer(actor, serverId), data });
    await record(tx, actor, {
      action: 'server.enforce',
      subject: { kind: 'server', id: before.id, name: before.name },
      details: data,
    });
    return settingsOf(after);
  });
}

function settingsOf(server: Server): ServerEnforcement {
  return {
    serverId: server.id,
    unreviewed: server.unreviewed as ServerEnforcement['unreviewed'],
    drifted: server.drifted as ServerEnforcement['drifted'],
    timeoutMs: server.timeoutMs,
    maxInFlight: server.maxInFlight,
    recordsArguments: server.recordsArguments,
    argumentsDays: server.argumentsDays,
    recordsDays: server.recordsDays,
  };
}

function ofServer(actor: Actor, serverId: string) {
  return { organisationId_id: { organisationId: actor.organisationId, id: serverId } };
}
