import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { db, isForeignKeyViolation } from '@/lib/db';
import {
  confirmReview,
  deleteServer,
  discardDraft,
  discoverServer,
  editServer,
  exportTools,
  getServer,
  getTool,
  listServers,
  registerFromListing,
  replaceListing,
  setToolClass,
} from './index';
import { listing, testOutside, tool } from './testing/outside';

const outside = testOutside();
let ours: Team;
let theirs: Team;
let serverId = '';
let toolId = '';
let offer = '';

beforeAll(async () => {
  [ours, theirs] = [await makeTeam({ operates: true }), await makeTeam()];
  serverId = (
    await registerFromListing(theirs.as('owner'), { name: 'Theirs', text: listing(tool('secret_tool')) })
  ).id;
  const server = await getServer(theirs.as('owner'), { serverId });
  toolId = server.tools[0]?.id ?? '';
  offer = server.offer;
});
afterAll(outside.remove);

describe('another organisation’s server', () => {
  it('is not there, whatever verb asks for it and whoever asks', async () => {
    const actor = ours.as('owner');
    const asked = [
      getServer(actor, { serverId }),
      getTool(actor, { serverId, toolId }),
      exportTools(actor, { serverId }),
      discoverServer(actor, { serverId }, outside),
      confirmReview(actor, { serverId, offer }),
      editServer(actor, { serverId, name: 'Ours' }, outside),
      setToolClass(actor, { serverId, toolId, class: 'Read' }),
      replaceListing(actor, { serverId, text: listing(tool('evil')) }),
      discardDraft(actor, { serverId }, outside),
      deleteServer(actor, { serverId }, outside),
    ];
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    expect(await listServers(actor)).toEqual([]);
    expect(await getServer(theirs.as('owner'), { serverId })).toMatchObject({
      name: 'Theirs',
      state: 'draft',
      toolCount: 1,
    });
  });

  it('leaves no trace in our trail', async () => {
    expect(await db().auditEvent.count({ where: { organisationId: ours.organisationId } })).toBe(0);
  });

  it('cannot be pointed at by a row of ours, whatever the code above does', async () => {
    const { organisationId } = ours;
    const secret = { id: 'x', organisationId, serverId, kind: 'env', name: 'A', position: 0, sealed: '' };
    const rows = [
      () =>
        db().tool.create({
          data: { organisationId, serverId, key: '=x', name: 'x', position: 9, definition: '{}', digest: '' },
        }),
      () => db().serverSecret.create({ data: secret }),
      () => db().review.create({ data: { organisationId, serverId, reviewerName: '', changes: '[]' } }),
      () => db().policy.create({ data: { organisationId, serverId, name: 'x', latestNumber: 1 } }),
    ];
    for (const make of rows) {
      const error = await make().catch((reason: unknown) => reason);
      expect(isForeignKeyViolation(error)).toBe(true);
    }
  });

  it('goes with its organisation, policies and all', async () => {
    const gone = await makeTeam();
    const { id } = await registerFromListing(gone.as('owner'), { name: 'Gone', text: listing(tool('a')) });
    await db().policy.create({
      data: { organisationId: gone.organisationId, serverId: id, name: 'x', latestNumber: 1 },
    });
    await db().organisation.delete({ where: { id: gone.organisationId } });
    expect(await db().tool.count({ where: { serverId: id } })).toBe(0);
  });
});
