/** A grant whose policy counts, and the calls of it as the gateway hands them to be let on. */

import { makeTeam } from '@/lib/accounts/testing/people';
import { confirmReview, getServer, registerFromListing } from '@/lib/catalogue';
import { createGrant, createPolicy } from '@/lib/control';
import { db } from '@/lib/db';
import type { Admission, Ports } from '@/lib/gateway/ports';
import { decide } from '@/lib/policy';

export type Counted = { serverId: string; token: string; counters: number };

/** `counters` tools with a counter each, of which `most` calls a month get through. Each call makes an organisation. */
export async function makeCounted(counters: number, most: number): Promise<Counted> {
  const owner = (await makeTeam()).as('owner');
  const names = Array.from({ length: counters }, (_, n) => `tool_${n}`);
  const tools = names.map((name) => ({ name, description: 'Counts.', inputSchema: { type: 'object' } }));
  const { id: serverId } = await registerFromListing(owner, {
    name: 'Counted',
    text: JSON.stringify({ tools }),
  });
  const url = 'https://mcp.example.com/mcp';
  await db().server.update({ where: { id: serverId }, data: { transport: 'http', url } });
  await confirmReview(owner, { serverId, offer: (await getServer(owner, { serverId })).offer });
  const sets = names.map((name) => [
    name,
    { limits: [{ counter: name, window: 'month', max: most, scope: 'grant' }] },
  ]);
  const text = JSON.stringify({ version: '1', default: 'deny', tools: Object.fromEntries(sets) });
  const policy = await createPolicy(owner, { name: 'Counts', serverId, start: { text } });
  if (!policy.ok) throw new Error(JSON.stringify(policy.faults));
  const { token } = await createGrant(
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
  return { serverId, token, counters };
}

/** Decided beforehand: what is measured is what follows. */
export async function admissionsOf(ports: Ports, counted: Counted, calls: number): Promise<Admission[]> {
  const enforcement = await ports.enforcement(counted.token, counted.serverId);
  if (enforcement === null) throw new Error('There is no such grant.');
  const { grant, server, policy, policyVersion, epochs } = enforcement;
  const context = {
    nowMs: Date.now(),
    grant: grant.id,
    server: server.id,
    organisation: grant.organisationId,
  };
  return Array.from({ length: calls }, (_, n): Admission => {
    const tool = `tool_${n % counted.counters}`;
    const decision = decide(policy, { tool, arguments: {} }, context);
    if (decision.verdict !== 'allow') throw new Error(decision.reason);
    return {
      entry: {
        id: ports.newId(),
        organisationId: grant.organisationId,
        grantId: grant.id,
        serverId: server.id,
        method: 'tools/call',
        tool,
        verdict: 'allow',
        rule: decision.rule,
        reason: decision.reason,
        policyVersionId: policyVersion?.id ?? null,
        candidate: null,
        review: 'reviewed',
        class: null,
        requestId: String(n),
        argumentKeys: [],
        arguments: null,
        retryAfterSeconds: null,
      },
      epochs,
      policyId: policyVersion?.policyId ?? null,
      reservations: decision.reservations,
      approval: null,
    };
  });
}
