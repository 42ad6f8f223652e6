import { describe, expect, it } from 'vitest';
import { getServer, setToolClass } from '@/lib/catalogue';
import { db } from '@/lib/db';
import {
  deletePolicy,
  getGrant,
  listDecisions,
  revokeGrant,
  savePolicy,
  setEnforcement,
  updateGrant,
} from '../index';
import {
  admissionOf,
  decideOn,
  enforcementOf,
  entryOf,
  type Granted,
  identityOf,
  makeGranted,
  makePorts,
} from '../testing/granted';

const open = { tools: { look: {}, pay: {} } };
const later = { version: '1', default: 'deny', tools: { look: {} } };

const changes: [string, (granted: Granted) => Promise<unknown>][] = [
  ['the grant is revoked', ({ team, grantId }) => revokeGrant(team.as('member'), { grantId })],
  [
    'the grant expires',
    ({ grantId }) => db().$executeRaw`UPDATE "Grant" SET "expiresAt" = now() WHERE "id" = ${grantId}`,
  ],
  [
    'the grant gets another policy',
    ({ team, grantId }) => updateGrant(team.as('member'), { grantId, policyId: null }),
  ],
  [
    'the policy that it follows gets a new version',
    ({ team, policyId }) =>
      savePolicy(team.as('member'), { policyId, text: JSON.stringify(later), baseVersion: 1, message: '' }),
  ],
  ['the policy is deleted', ({ team, policyId }) => deletePolicy(team.as('owner'), { policyId })],
  [
    'a definition drifts',
    ({ serverId }) => db().tool.updateMany({ where: { serverId, name: 'pay' }, data: { digest: 'else' } }),
  ],
  [
    'a class is set',
    async ({ team, serverId }) => {
      const { tools } = await getServer(team.as('owner'), { serverId });
      const toolId = tools[0]?.id ?? '';
      return setToolClass(team.as('owner'), { serverId, toolId, class: 'Destructive' });
    },
  ],
  [
    'the server treats calls in another way',
    ({ team, serverId }) => setEnforcement(team.as('admin'), { serverId, unreviewed: 'hold' }),
  ],
  [
    'the server is deleted',
    async ({ serverId }) => {
      await db().policy.updateMany({ where: { serverId }, data: { serverId: null } });
      await db().server.delete({ where: { id: serverId } });
    },
  ],
];

describe('a call that was decided before', () => {
  it.each(changes)('is decided again in every process when %s', async (_what, change) => {
    const granted = await makeGranted(open);
    const [one, other] = [makePorts(), makePorts()];
    const before = await enforcementOf(one, granted);
    const stale = [one, other].map((ports) => admissionOf(ports, before, 'look'));
    expect((await other.admit(admissionOf(other, before, 'look'))).kind).toBe('allow');
    await change(granted);
    expect(await Promise.all([one.admit(stale[0]!), other.admit(stale[1]!)])).toEqual([
      { kind: 'stale' },
      { kind: 'stale' },
    ]);
    const records = await db().decisionRecord.count({ where: { grantId: granted.grantId } });
    expect(records).toBe(1);
    // What was remembered is not used for the next attempt.
    const after = await one.enforcement(granted.token, granted.serverId);
    expect(after?.epochs).not.toEqual(before.epochs);
  });

  it.each(changes)('is not put before a person when %s', async (_what, change) => {
    const granted = await makeGranted({ tools: { pay: { action: 'approve' } } });
    const ports = makePorts();
    const before = await enforcementOf(ports, granted);
    await change(granted);
    const held = { verdict: 'approve', rule: '/tools/pay/action', reason: 'Ask.' } as const;
    const entry = entryOf(ports, before, 'pay', held);
    expect(await ports.hold(identityOf(before, 'pay', {}), entry, before.epochs, 600)).toEqual({
      kind: 'stale',
    });
    expect(await db().approval.count({ where: { grantId: granted.grantId } })).toBe(0);
    expect(await db().decisionRecord.count({ where: { grantId: granted.grantId } })).toBe(0);
    const after = await ports.enforcement(granted.token, granted.serverId);
    expect(after?.epochs).not.toEqual(before.epochs);
  });

  it('is let on where only a name has changed', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const before = await enforcementOf(ports, granted);
    await updateGrant(granted.team.as('member'), { grantId: granted.grantId, label: 'Renamed' });
    expect((await ports.admit(admissionOf(ports, before, 'look'))).kind).toBe('allow');
  });

  it('stays with the version that its grant is pinned to', async () => {
    const granted = await makeGranted(open);
    const { team, grantId, policyId } = granted;
    await updateGrant(team.as('member'), { grantId, policyNumber: 1 });
    const ports = makePorts();
    const before = await enforcementOf(ports, granted);
    await savePolicy(team.as('member'), {
      policyId,
      text: JSON.stringify(later),
      baseVersion: 1,
      message: '',
    });
    expect((await ports.admit(admissionOf(ports, before, 'pay'))).kind).toBe('allow');
    expect((await getGrant(team.as('viewer'), { grantId })).policy).toMatchObject({ number: 1, newest: 2 });
  });
});

describe('a token', () => {
  it('opens its own server alone, and only as long as it holds', async () => {
    const [granted, other] = [await makeGranted(open), await makeGranted(open)];
    const ports = makePorts();
    expect(await ports.enforcement(granted.token, other.serverId)).toBeNull();
    expect(await ports.enforcement(`${granted.token}x`, granted.serverId)).toBeNull();
    const found = await enforcementOf(ports, granted);
    expect(found.grant).toMatchObject({ id: granted.grantId, organisationId: granted.team.organisationId });
    await revokeGrant(granted.team.as('member'), { grantId: granted.grantId });
    await expect
      .poll(() => ports.enforcement(granted.token, granted.serverId), { timeout: 3_000 })
      .toBeNull();
  });

  it('is kept nowhere', async () => {
    const granted = await makeGranted(open);
    const row = await db().grant.findUniqueOrThrow({ where: { id: granted.grantId } });
    expect(JSON.stringify(row)).not.toContain(granted.token);
    expect(granted.token.startsWith(row.tokenPrefix)).toBe(true);
  });
});

describe('what is written behind the calls', () => {
  it('is there in the end: denials, outcomes, refusals, when a grant was last used', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    ports.record(entryOf(ports, enforcement, 'mail', decideOn(enforcement, 'mail')));
    const admitted = await ports.admit(admissionOf(ports, enforcement, 'look'));
    if (admitted.kind !== 'allow') throw new Error(admitted.kind);
    const sizes = { requestBytes: 10, responseBytes: 3_000_000_000 };
    const status = { status: 'answered' as const, httpStatus: 200, latencyMs: 12.4, error: null };
    ports.outcome(admitted.receipt, { ...status, ...sizes });
    for (let i = 0; i < 5; i += 1) ports.refused('203.0.113.7', 'unknown_token');
    await ports.close();
    const viewer = granted.team.as('viewer');
    const { decisions } = await listDecisions(viewer, { serverId: granted.serverId, limit: 10 });
    expect(decisions).toMatchObject([
      { tool: 'look', verdict: 'allow', outcome: { status: 'answered', latencyMs: 12, ...sizes } },
      { tool: 'mail', verdict: 'deny', rule: '(default deny)', outcome: null },
    ]);
    const refusals = await db().refusalCount.findMany({ where: { address: '203.0.113.7' } });
    expect(refusals.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(5);
    await expect
      .poll(async () => (await getGrant(viewer, { grantId: granted.grantId })).lastUsedAt)
      .not.toBeNull();
    expect(ports.logged).toEqual([]);
  });

  it('is paged, filtered, and seen by its own organisation alone', async () => {
    const [granted, stranger] = [await makeGranted(open), await makeGranted(open)];
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    for (let i = 0; i < 5; i += 1) await ports.admit(admissionOf(ports, enforcement, i < 2 ? 'pay' : 'look'));
    const viewer = granted.team.as('viewer');
    const first = await listDecisions(viewer, { limit: 3 });
    const second = await listDecisions(viewer, { limit: 3, before: first.next ?? '' });
    expect([first.decisions.length, second.decisions.length, second.next]).toEqual([3, 2, null]);
    expect((await listDecisions(viewer, { tool: 'pay', limit: 10 })).decisions).toHaveLength(2);
    expect((await listDecisions(viewer, { rule: '/tools/look', limit: 10 })).decisions).toHaveLength(3);
    expect((await listDecisions(viewer, { verdict: 'deny', limit: 10 })).decisions).toEqual([]);
    expect((await listDecisions(stranger.team.as('owner'), { limit: 10 })).decisions).toEqual([]);
  });

  it('goes when it is old enough', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const old = { ...admissionOf(ports, enforcement, 'look') };
    const id = '01800000-0000-7000-8000-000000000000';
    await ports.admit({ ...old, entry: { ...old.entry, id } });
    await ports.admit(admissionOf(ports, enforcement, 'look'));
    expect(await ports.sweep()).toBeGreaterThanOrEqual(1);
    expect(await db().decisionRecord.count({ where: { grantId: granted.grantId } })).toBe(1);
  });
});

describe('who listens for changes', () => {
  it('is told within a second or two, and not before', async () => {
    const granted = await makeGranted(open);
    const ports = makePorts();
    let told = 0;
    const stop = ports.changes(granted.grantId, () => {
      told += 1;
    });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(told).toBe(0);
    await savePolicy(granted.team.as('member'), {
      policyId: granted.policyId,
      text: JSON.stringify(later),
      baseVersion: 1,
      message: '',
    });
    await expect.poll(() => told, { timeout: 3_000 }).toBe(1);
    stop();
    await ports.close();
  });
});
