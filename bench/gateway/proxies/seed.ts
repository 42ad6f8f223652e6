/** Fills an empty Postgres with what the gateway decides on, says the server's id and the grant's token, and ends. */

import { makeTeam } from '@/lib/accounts/testing/people';
import { confirmReview, getServer, registerFromListing } from '@/lib/catalogue';
import { createGrant, createPolicy } from '@/lib/control';
import { db, disconnect } from '@/lib/db';
import { connect } from '@/lib/db/operate';
import { benchPolicy, toolNames } from '../scenario';

await connect({ share: true });
const owner = (await makeTeam()).as('owner');
const inputSchema = { type: 'object', properties: { region: { type: 'string' }, count: { type: 'number' } } };
const tools = toolNames.map((name) => ({ name, description: `Does ${name}.`, inputSchema }));
const { id: serverId } = await registerFromListing(owner, { name: 'Cloud', text: JSON.stringify({ tools }) });
await db().server.update({
  where: { id: serverId },
  data: { transport: 'http', url: 'https://mcp.example.com/mcp', maxInFlight: 1_000 },
});
await confirmReview(owner, { serverId, offer: (await getServer(owner, { serverId })).offer });
const policy = await createPolicy(owner, { name: 'Bench', serverId, start: { text: benchPolicy(true) } });
if (!policy.ok) throw new Error(JSON.stringify(policy.faults));
const grant = await createGrant(
  owner,
  {
    serverId,
    label: 'Bench',
    policyId: policy.id,
    policyNumber: null,
    candidateId: null,
    candidateNumber: null,
    may: [],
    maxInFlight: 1_000,
    expiresAt: null,
  },
  'http://127.0.0.1',
);
process.send?.({ serverId, token: grant.token });
await disconnect();
process.disconnect?.();
