import { beforeAll, describe, expect, it } from 'vitest';
import { countDecisions, decideApproval, latelyAnswered, listApprovals, listDecisions } from './index';
import { enforcementOf, entryOf, type Granted, holdCall, makeGranted, makePorts } from './testing/granted';

const ports = makePorts();
let granted: Granted;

beforeAll(async () => {
  granted = await makeGranted({ tools: { look: {}, pay: { action: 'approve' } } });
});

type Verdict = 'allow' | 'deny';

async function recorded(tool: string, verdict: Verdict, candidate: Verdict | null): Promise<string> {
  const enforcement = await enforcementOf(ports, granted);
  const entry = entryOf(ports, enforcement, tool, { verdict, rule: `/tools/${tool}`, reason: 'Because.' });
  const versionId = enforcement.policyVersion?.id ?? '';
  ports.record({ ...entry, candidate: candidate && { versionId, verdict: candidate, rule: '/default' } });
  await ports.flushed();
  return entry.id;
}

describe('decisions', () => {
  it('are found by what a candidate would have decided otherwise', async () => {
    const other = await recorded('look', 'allow', 'deny');
    await recorded('look', 'deny', 'deny');
    await recorded('look', 'allow', null);
    const viewer = granted.team.as('viewer');
    const { decisions } = await listDecisions(viewer, { candidate: 'differs', limit: 50 });
    expect(decisions.map(({ id, candidate }) => [id, candidate?.verdict])).toEqual([[other, 'deny']]);
    expect((await listDecisions(viewer, { limit: 50 })).decisions).toHaveLength(3);
  });

  it('are paged by the last of the page before, newest first, with nothing twice', async () => {
    for (let i = 0; i < 5; i += 1) await recorded('pay', 'deny', null);
    const viewer = granted.team.as('viewer');
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await listDecisions(viewer, { tool: 'pay', limit: 2, before });
      seen.push(...page.decisions.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});

describe('a day of decisions', () => {
  it('is counted by verdict and half hour, of what the filter leaves', async () => {
    const day = await makeGranted({ tools: {} }, { team: granted.team });
    const kept = granted;
    granted = day;
    for (const verdict of ['allow', 'allow', 'deny'] as const) await recorded('look', verdict, null);
    await recorded('mail', 'deny', null);
    granted = kept;
    const now = Date.now();
    const { lanes, complete } = await countDecisions(day.team.as('viewer'), { serverId: day.serverId }, now);
    const sums = Object.entries(lanes).map(([verdict, counts]) => [verdict, counts.reduce((a, b) => a + b)]);
    expect(Object.fromEntries(sums)).toEqual({ allow: 2, deny: 2, approve: 0, hidden: 0 });
    expect([complete, lanes.allow.length]).toEqual([true, 48]);
    expect((lanes.allow.at(-1) ?? 0) + (lanes.allow.at(-2) ?? 0)).toBe(2);
    const mails = await countDecisions(day.team.as('viewer'), { serverId: day.serverId, tool: 'mail' }, now);
    expect(mails.lanes.deny.reduce((a, b) => a + b)).toBe(1);
    const later = await countDecisions(
      day.team.as('viewer'),
      { serverId: day.serverId },
      now + 2 * 86_400_000,
    );
    expect(Object.values(later.lanes).flat().some(Boolean)).toBe(false);
  });
});

describe('approvals', () => {
  it('that a person answered are listed by when they answered', async () => {
    const enforcement = await enforcementOf(ports, granted);
    const held = async (n: number) => {
      const decision = { verdict: 'approve', rule: '/tools/pay/action', reason: 'Hold.' } as const;
      return (await holdCall(ports, enforcement, 'pay', decision, { n })).id;
    };
    const [first, second, third] = [await held(1), await held(2), await held(3)];
    const member = granted.team.as('member');
    await decideApproval(member, { approvalId: second, decision: 'approve', reason: '' });
    await decideApproval(member, { approvalId: first, decision: 'deny', reason: 'No.' });
    const answered = await latelyAnswered(granted.team.as('viewer'), { limit: 10 });
    expect(answered.map(({ id, state }) => [id, state])).toEqual([
      [first, 'denied'],
      [second, 'approved'],
    ]);
    const { approvals } = await listApprovals(granted.team.as('viewer'), { state: 'answered', limit: 10 });
    expect(approvals.map(({ id }) => id)).toEqual([second, first]);
    const waiting = await listApprovals(granted.team.as('viewer'), { state: 'pending', limit: 10 });
    expect(waiting.approvals.map(({ id }) => id)).toEqual([third]);
  });
});
