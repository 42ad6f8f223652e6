import { beforeEach, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { decideApproval, getApproval, getPolicy, revokeGrant, savePolicy } from './index';
import { enforcementOf, type Granted, holdCall, makeGranted, makePorts } from './testing/granted';

const ports = makePorts();
let granted: Granted;
let approvalId: string;

beforeEach(async () => {
  granted = await makeGranted({ tools: { pay: { action: 'approve' } } });
  const enforcement = await enforcementOf(ports, granted);
  const held = { verdict: 'approve', rule: '/tools/pay/action', reason: 'Ask.' } as const;
  ({ id: approvalId } = await holdCall(ports, enforcement, 'pay', held, { amount: 5 }, 3_600));
});

const look = async () => (await getApproval(granted.team.as('viewer'), { approvalId })).outdated;
const approve = () =>
  decideApproval(granted.team.as('admin'), { approvalId, decision: 'approve', reason: '' });

it('an approval stands while nothing moves that it is bound to', async () => {
  expect(await look()).toBeNull();
  expect(await approve()).toMatchObject({ state: 'approved', outdated: null });
});

it('another version of the policy makes it outdated: it can be denied alone', async () => {
  const owner = granted.team.as('owner');
  const { version } = await getPolicy(owner, granted);
  const text = '{"version":"1","default":"deny","tools":{"pay":{"action":"approve","reason":"Other."}}}';
  await savePolicy(owner, { policyId: granted.policyId, text, message: '', baseVersion: version });
  expect(await look()).toBe('policy');
  await expect(approve()).rejects.toMatchObject({ code: 'conflict' });
  const denied = await decideApproval(owner, { approvalId, decision: 'deny', reason: '' });
  expect(denied).toMatchObject({ state: 'denied', outdated: null });
});

it('so does another definition of the tool, and an approval given before tells so', async () => {
  await approve();
  await db().tool.updateMany({
    where: { serverId: granted.serverId, name: 'pay' },
    data: { digest: 'other' },
  });
  expect(await look()).toBe('definition');
});

it('so does the end of the grant', async () => {
  await revokeGrant(granted.team.as('owner'), { grantId: granted.grantId });
  expect(await look()).toBe('grant');
  await expect(approve()).rejects.toThrow('The grant was revoked');
});
