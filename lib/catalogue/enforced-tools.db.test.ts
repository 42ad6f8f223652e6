import { expect, it } from 'vitest';
import { makeTeam } from '@/lib/accounts/testing/people';
import {
  confirmReview,
  getServer,
  type PinnedTool,
  pinnedToolsOf,
  registerFromListing,
  replaceListing,
} from './index';
import { listing, tool } from './testing/outside';

it('each tool is known by what is offered of it now, so that a drifted one that drifts again is another', async () => {
  const owner = (await makeTeam()).as('owner');
  const { id: serverId } = await registerFromListing(owner, {
    name: 'Shop',
    text: listing(tool('pay'), tool('gone')),
  });
  const known = async (): Promise<Record<string, PinnedTool | undefined>> =>
    Object.fromEntries(await pinnedToolsOf(owner.organisationId, serverId));
  const offers = (...tools: object[]) => replaceListing(owner, { serverId, text: listing(...tools) });

  const first = await known();
  expect(first.pay).toMatchObject({ state: 'unreviewed', class: undefined, schema: undefined });

  await confirmReview(owner, { serverId, offer: (await getServer(owner, { serverId })).offer });
  const reviewed = await known();
  expect(reviewed.pay).toMatchObject({ state: 'reviewed', digest: first.pay?.digest });

  await offers(tool('pay', { description: 'Pays twice.' }), tool('new'));
  const drifted = await known();
  expect(drifted.pay).toMatchObject({ state: 'drifted', schema: reviewed.pay?.schema });
  expect(drifted.gone).toMatchObject({ state: 'drifted', digest: reviewed.gone?.digest });
  expect(drifted.new?.state).toBe('unreviewed');

  await offers(tool('pay', { description: 'Pays three times.' }), tool('new', { description: 'Other.' }));
  const again = await known();
  expect(again.pay?.state).toBe('drifted');
  const digests = [reviewed, drifted, again].map(({ pay }) => pay?.digest);
  expect(new Set(digests).size).toBe(3);
  expect(again.new?.digest).not.toBe(drifted.new?.digest);
});
