/** For tests: a server with reviewed tools, a policy, a grant, and the gateway's ports on this very database. */

import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { confirmReview, getServer, registerFromListing } from '@/lib/catalogue';
import { listing, tool } from '@/lib/catalogue/testing/outside';
import { db } from '@/lib/db';
import type { Admission, Enforcement, Ports, RecordEntry } from '@/lib/gateway/ports';
import { sha256 } from '@/lib/json';
import { type Decision, decide } from '@/lib/policy';
import { createPolicy } from '../change';
import { type EnforcementPorts, enforcementPorts } from '../enforcement';
import { createGrant } from '../grants';

export type Granted = {
  team: Team;
  serverId: string;
  policyId: string;
  grantId: string;
  token: string;
};

const address = 'https://mcp.example.com/mcp';

/** Each call makes an organisation of its own. */
export async function makeGranted(
  policy: object,
  more: { team?: Team; url?: string } = {},
): Promise<Granted> {
  const team = more.team ?? (await makeTeam());
  const owner = team.as('owner');
  const text = listing(tool('look'), tool('pay'), tool('mail'));
  const { id: serverId } = await registerFromListing(owner, { name: 'Shop', text });
  await db().server.update({
    where: { id: serverId },
    data: { transport: 'http', url: more.url ?? address },
  });
  await confirmReview(owner, { serverId, offer: (await getServer(owner, { serverId })).offer });
  const made = await createPolicy(owner, {
    name: 'Rules',
    serverId,
    start: { text: JSON.stringify({ version: '1', default: 'deny', ...policy }) },
  });
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  const grant = await createGrant(
    owner,
    {
      serverId,
      label: 'Agent',
      policyId: made.id,
      policyNumber: null,
      candidateId: null,
      candidateNumber: null,
      may: [],
      maxInFlight: 20,
      expiresAt: null,
    },
    'https://sally.example',
  );
  return { team, serverId, policyId: made.id, grantId: grant.id, token: grant.token };
}

/** As one process has them. */
export function makePorts(): EnforcementPorts & { logged: string[] } {
  const logged: string[] = [];
  const ports = enforcementPorts({
    baseUrl: () => 'https://sally.example',
    upstream: () => Promise.reject(new Error('Nothing is called here.')),
    toolsChanged: () => {},
    log: (line) => logged.push(line),
  });
  return Object.assign(ports, { logged });
}

export async function enforcementOf(ports: Ports, granted: Granted): Promise<Enforcement> {
  const found = await ports.enforcement(granted.token, granted.serverId);
  if (!found) throw new Error('no grant');
  return found;
}

export function decideOn(
  enforcement: Enforcement,
  name: string,
  args: object = {},
  approved = false,
): Decision {
  const { grant, server } = enforcement;
  return decide(
    enforcement.policy,
    { tool: name, arguments: args as never },
    { nowMs: Date.now(), grant: grant.id, server: server.id, organisation: grant.organisationId, approved },
  );
}

/** Holds a call that `decision` holds. Fails where what it was decided on has moved. */
export async function holdCall(
  ports: Ports,
  enforcement: Enforcement,
  name: string,
  decision: Pick<Decision, 'verdict' | 'rule' | 'reason'>,
  args: object = {},
  seconds = 600,
) {
  const identity = identityOf(enforcement, name, args);
  const entry = entryOf(ports, enforcement, name, decision, args);
  const held = await ports.hold(identity, entry, enforcement.epochs, seconds);
  if (held.kind === 'stale') throw new Error('What this was decided on has moved.');
  return held;
}

export function entryOf(
  ports: Ports,
  enforcement: Enforcement,
  name: string,
  decision: Pick<Decision, 'verdict' | 'rule' | 'reason'>,
  args: object = {},
): RecordEntry {
  return {
    id: ports.newId(),
    organisationId: enforcement.grant.organisationId,
    grantId: enforcement.grant.id,
    serverId: enforcement.server.id,
    method: 'tools/call',
    tool: name,
    verdict: decision.verdict,
    rule: decision.rule,
    reason: decision.reason,
    policyVersionId: enforcement.policyVersion?.id ?? null,
    candidate: null,
    review: 'reviewed',
    class: null,
    requestId: '1',
    argumentKeys: Object.keys(args).sort(),
    arguments: enforcement.server.recordsArguments ? (args as never) : null,
    retryAfterSeconds: null,
  };
}

/** What the gateway would admit: the decision must be an allow. */
export function admissionOf(
  ports: Ports,
  enforcement: Enforcement,
  name: string,
  args: object = {},
  approval: Admission['approval'] = null,
): Admission {
  const decision = decideOn(enforcement, name, args, approval !== null);
  if (decision.verdict !== 'allow') throw new Error(`${decision.verdict}: ${decision.reason}`);
  return {
    entry: entryOf(ports, enforcement, name, decision, args),
    epochs: enforcement.epochs,
    policyId: enforcement.policyVersion?.policyId ?? null,
    reservations: decision.reservations,
    approval,
  };
}

export function identityOf(enforcement: Enforcement, name: string, args: object = {}) {
  return {
    grantId: enforcement.grant.id,
    serverId: enforcement.server.id,
    organisationId: enforcement.grant.organisationId,
    tool: name,
    argumentsDigest: sha256(JSON.stringify(args)),
    policyVersionId: enforcement.policyVersion?.id ?? null,
    definitionDigest: enforcement.tool(name).digest,
  };
}
