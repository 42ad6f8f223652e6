import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import type { Enforcement, Ports } from '@/lib/gateway/ports';
import { decideApproval, getApproval, getDecision, listApprovals, setEnforcement } from '../index';
import {
  admissionOf,
  decideOn,
  enforcementOf,
  type Granted,
  holdCall,
  identityOf,
  makeGranted,
  makePorts,
} from '../testing/granted';

const held = { tools: { pay: { action: 'approve', limits: [{ counter: 'p', window: 'day', max: 1 }] } } };
const args = { amount: 5 };

async function holdOne(ports: Ports, enforcement: Enforcement, seconds = 600, given: object = args) {
  const decision = decideOn(enforcement, 'pay', given);
  expect(decision.verdict).toBe('approve');
  const identity = identityOf(enforcement, 'pay', given);
  const made = await holdCall(ports, enforcement, 'pay', decision, given, seconds);
  return { identity, made };
}

const answer = (granted: Granted, approvalId: string, decision: 'approve' | 'deny', reason = '') =>
  decideApproval(granted.team.as('member'), { approvalId, decision, reason });

describe('a held call', () => {
  it('waits once, however often the agent calls', async () => {
    const granted = await makeGranted(held);
    const [one, other] = [makePorts(), makePorts()];
    const enforcement = await enforcementOf(one, granted);
    const made = await Promise.all(
      [one, other, one, other].map(async (ports) => (await holdOne(ports, enforcement)).made.id),
    );
    expect(new Set(made).size).toBe(1);
    expect(await db().decisionRecord.count({ where: { approvalId: made[0], verdict: 'approve' } })).toBe(4);
    const { approvals } = await listApprovals(granted.team.as('viewer'), { state: 'pending', limit: 50 });
    expect(approvals).toMatchObject([{ tool: 'pay', state: 'pending', arguments: { kind: 'not-kept' } }]);
  });

  it('is told apart by arguments, policy version and definition', async () => {
    const granted = await makeGranted(held);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const { identity, made } = await holdOne(ports, enforcement);
    await answer(granted, made.id, 'approve');
    expect(await ports.findApproval(identity)).toEqual({ state: 'approved', id: made.id });
    for (const other of [
      { argumentsDigest: '0'.repeat(64) },
      { policyVersionId: null },
      { definitionDigest: null },
      { tool: 'mail' },
      { grantId: 'another' },
      { organisationId: 'another' },
    ]) {
      expect(await ports.findApproval({ ...identity, ...other })).toEqual({ state: 'none' });
    }
  });

  it('that a person denied is told the reason until it expires', async () => {
    const granted = await makeGranted(held);
    const ports = makePorts();
    const { identity, made } = await holdOne(ports, await enforcementOf(ports, granted));
    await answer(granted, made.id, 'deny', 'Too much');
    expect(await ports.findApproval(identity)).toEqual({ state: 'denied', id: made.id, reason: 'Too much' });
    await db().approval.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await ports.findApproval(identity)).toEqual({ state: 'none' });
    const again = await holdOne(ports, await enforcementOf(ports, granted));
    expect(again.made.id).not.toBe(made.id);
  });

  it('cannot be approved after it expired, nor twice, nor by a viewer, nor from elsewhere', async () => {
    const [granted, stranger] = [await makeGranted(held), await makeGranted(held)];
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const { made } = await holdOne(ports, enforcement);
    const approvalId = made.id;
    const decision = { approvalId, decision: 'approve' as const, reason: '' };
    await expect(decideApproval(granted.team.as('viewer'), decision)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(decideApproval(stranger.team.as('owner'), decision)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(getApproval(stranger.team.as('owner'), { approvalId })).rejects.toMatchObject({
      code: 'not_found',
    });
    const both = await Promise.allSettled([
      answer(granted, approvalId, 'approve'),
      answer(granted, approvalId, 'deny'),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const late = await holdOne(ports, enforcement, 600, { amount: 6 });
    await db().approval.update({
      where: { id: late.made.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    await expect(answer(granted, late.made.id, 'approve')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('shows its arguments masked where the server records them, and opens them for nobody else', async () => {
    const granted = await makeGranted(held);
    await setEnforcement(granted.team.as('owner'), { serverId: granted.serverId, recordsArguments: true });
    const ports = makePorts();
    const given = { amount: 5, apiKey: 'hunter2', note: 'use ghp_0123456789abcdefghijABCDEFGHIJ' };
    const { made } = await holdOne(ports, await enforcementOf(ports, granted), 600, given);
    const approvalId = made.id;
    const kept = { kind: 'kept', text: '{"amount":5,"apiKey":"•••","note":"use •••"}' };
    const seen = await getApproval(granted.team.as('member'), { approvalId });
    expect(seen.arguments).toEqual(kept);
    expect((await getApproval(granted.team.as('viewer'), { approvalId })).arguments.kind).toBe('not-yours');
    const decisionId = seen.recordId;
    expect((await getDecision(granted.team.as('admin'), { decisionId })).arguments).toEqual(kept);
    expect((await getDecision(granted.team.as('member'), { decisionId })).arguments.kind).toBe('not-yours');
    const row = await db().approval.findUniqueOrThrow({ where: { id: approvalId } });
    expect(row.sealedArguments).not.toContain('amount');
  });
});

describe('an approval', () => {
  it('lets exactly one of a thousand identical calls through', async () => {
    const granted = await makeGranted({ tools: { pay: { action: 'approve' } } });
    const processes = Array.from({ length: 4 }, () => makePorts());
    const [first] = processes;
    if (!first) return;
    const { identity, made } = await holdOne(first, await enforcementOf(first, granted));
    await answer(granted, made.id, 'approve');
    const approval = { id: made.id, identity };
    const admitted = await Promise.all(
      processes.flatMap((ports) =>
        Array.from({ length: 250 }, async () =>
          ports.admit(admissionOf(ports, await enforcementOf(ports, granted), 'pay', args, approval)),
        ),
      ),
    );
    expect(admitted.filter(({ kind }) => kind === 'allow')).toHaveLength(1);
    expect(admitted.filter(({ kind }) => kind === 'stale')).toHaveLength(999);
    expect(await first.findApproval(identity)).toEqual({ state: 'none' });
    const wanted = { grantId: granted.grantId, verdict: 'allow' };
    expect(await db().decisionRecord.count({ where: wanted })).toBe(1);
  });

  it('stays unspent where a limit is full, and comes back with a call that never reached the server', async () => {
    const granted = await makeGranted(held);
    const ports = makePorts();
    const enforcement = await enforcementOf(ports, granted);
    const approved = async (given: object) => {
      const { identity, made } = await holdOne(ports, enforcement, 600, given);
      await answer(granted, made.id, 'approve');
      return {
        given,
        identity,
        use: () => admissionOf(ports, enforcement, 'pay', given, { id: made.id, identity }),
      };
    };
    const [one, two] = [await approved({ amount: 1 }), await approved({ amount: 2 })];
    const first = await ports.admit(one.use());
    expect([first.kind, (await ports.admit(two.use())).kind]).toEqual(['allow', 'deny']);
    expect((await ports.findApproval(two.identity)).state).toBe('approved');
    if (first.kind !== 'allow') return;
    await ports.giveBack(first.receipt);
    expect((await ports.findApproval(one.identity)).state).toBe('approved');
    expect((await ports.admit(two.use())).kind).toBe('allow');
  });
});
