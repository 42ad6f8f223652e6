import { beforeAll, describe, expect, it } from 'vitest';
import { makeTeam } from '@/lib/accounts/testing/people';
import { db } from '@/lib/db';
import { leastId } from './enforcement/keys';
import { lastCalls } from './index';
import { type Granted, makeGranted } from './testing/granted';

const now = Date.parse('2030-06-30T12:00:00Z');
const hourMs = 3_600_000;
let granted: Granted;
let made = 0;

beforeAll(async () => {
  granted = await makeGranted({ tools: { look: {} } });
});

type Call = { tool: string | null; hoursAgo: number; verdict?: string; of?: Granted; grantId?: string };

async function called({ tool, hoursAgo, verdict = 'allow', of = granted, grantId = of.grantId }: Call) {
  const atMs = now - hoursAgo * hourMs;
  made += 1;
  await db().decisionRecord.create({
    data: {
      // The order of ids is the order of time; the tail tells those of one moment apart.
      id: leastId(atMs).slice(0, -12) + made.toString(16).padStart(12, '0'),
      organisationId: of.team.as('owner').organisationId,
      serverId: of.serverId,
      grantId,
      at: new Date(atMs),
      method: tool === null ? 'tools/list' : 'tools/call',
      tool,
      verdict,
      rule: '/default',
      reason: '',
      requestId: '1',
    },
  });
}
const read = (of = granted) => lastCalls(of.team.as('viewer'), { serverId: of.serverId }, now);

describe('the last calls of a server’s tools', () => {
  it('are the newest of each tool, of whichever grant and whatever was decided', async () => {
    await called({ tool: 'look', hoursAgo: 30 });
    await called({ tool: 'look', hoursAgo: 2, verdict: 'deny', grantId: 'another' });
    await called({ tool: 'pay', hoursAgo: 50, verdict: 'approve' });
    await called({ tool: 'gone', hoursAgo: 1 });
    await called({ tool: null, hoursAgo: 1 });
    const { readAt, keptDays, calls } = await read();
    expect([readAt, keptDays]).toEqual(['2030-06-30T12:00:00.000Z', 90]);
    expect(calls.sort((a, b) => (a.tool < b.tool ? -1 : 1))).toEqual([
      { tool: 'look', at: '2030-06-30T10:00:00.000Z', verdict: 'deny' },
      { tool: 'pay', at: '2030-06-28T10:00:00.000Z', verdict: 'approve' },
    ]);
  });

  it('are not those of another server of the organisation', async () => {
    const other = await makeGranted({ tools: {} }, { team: granted.team });
    expect((await read(other)).calls).toEqual([]);
    await called({ tool: 'mail', hoursAgo: 3, of: other });
    expect((await read(other)).calls.map(({ tool }) => tool)).toEqual(['mail']);
    expect((await read()).calls.map(({ tool }) => tool)).not.toContain('mail');
  });

  it('are told to nobody of another organisation', async () => {
    const stranger = (await makeTeam()).as('owner');
    await expect(lastCalls(stranger, { serverId: granted.serverId }, now)).rejects.toThrow(
      'There is no such server.',
    );
  });
});
