import { describe, expect, it } from 'vitest';
import { db, pool } from '@/lib/db';
import { getDecision, setEnforcement } from '../index';
import { admissionOf, enforcementOf, type Granted, makeGranted, makePorts } from '../testing/granted';
import { leastId, newId } from './keys';

const open = { tools: { look: {} } };
const dayMs = 86_400_000;

async function admitted(granted: Granted, args: object): Promise<string> {
  const ports = makePorts();
  const admission = admissionOf(ports, await enforcementOf(ports, granted), 'look', args);
  expect((await ports.admit(admission)).kind).toBe('allow');
  return admission.entry.id;
}

/** As if that many had been admitted then. */
async function oldRecords({ grantId, serverId, team }: Granted, count: number, days: number, sealed = false) {
  const row = await db().decisionRecord.findFirstOrThrow({ where: { grantId } });
  const ids = Array.from({ length: count }, () => newId(Date.now() - days * dayMs));
  await pool().query(
    `INSERT INTO "DecisionRecord" ("id", "organisationId", "serverId", "grantId", "at", "method", "tool", "verdict", "rule",
       "reason", "requestId", "sealedArguments")
     SELECT u.id, $1, $2, $3, now(), 'tools/call', 'look', 'allow', '', '', '1', $4 FROM unnest($5::text[]) AS u(id)`,
    [team.organisationId, serverId, grantId, sealed ? row.sealedArguments : null, ids],
  );
}

describe('arguments', () => {
  const secret = {
    id: 'a',
    password: 'hunter2',
    note: 'use sk-live-abcdefghijklmnopqrstuvwx',
    deep: [{ apiKey: 'k' }],
  };

  it('are kept by their keys alone, until the server’s owner turns their values on', async () => {
    const granted = await makeGranted(open);
    const row = await db().decisionRecord.findUniqueOrThrow({
      where: { id: await admitted(granted, secret) },
    });
    expect(row.sealedArguments).toBeNull();
    expect(row.argumentKeys).toEqual(['deep', 'id', 'note', 'password']);
    expect(JSON.stringify(row)).not.toMatch(/hunter2|sk-live/);
  });

  it('are then kept sealed, with what looks like a secret masked', async () => {
    const granted = await makeGranted(open);
    await setEnforcement(granted.team.as('owner'), { serverId: granted.serverId, recordsArguments: true });
    const id = await admitted(granted, secret);
    const row = await db().decisionRecord.findUniqueOrThrow({ where: { id } });
    expect(row.sealedArguments).toEqual(expect.any(String));
    expect(JSON.stringify(row)).not.toMatch(/hunter2|sk-live/);
    const shown = await getDecision(granted.team.as('owner'), { decisionId: id });
    expect(shown.arguments).toEqual({
      kind: 'kept',
      text: '{"id":"a","password":"•••","note":"use •••","deep":[{"apiKey":"•••"}]}',
    });
  });
});

describe('what has been kept long enough', () => {
  it('goes in batches, and nothing younger goes with it', async () => {
    const granted = await makeGranted(open);
    await setEnforcement(granted.team.as('owner'), { serverId: granted.serverId, recordsDays: 10 });
    await admitted(granted, {});
    await oldRecords(granted, 4_500, 11);
    await oldRecords(granted, 3, 9);
    const count = () => db().decisionRecord.count({ where: { grantId: granted.grantId } });
    expect(await count()).toBe(4_504);
    expect(await makePorts().sweep()).toBeGreaterThanOrEqual(4_500);
    expect(await count()).toBe(4);
    expect(
      await db().decisionRecord.count({
        where: { grantId: granted.grantId, id: { lt: leastId(Date.now() - 10 * dayMs) } },
      }),
    ).toBe(0);
  });

  it('loses its arguments first, where they are kept for less', async () => {
    const granted = await makeGranted(open);
    const settings = { recordsArguments: true, recordsDays: 30, argumentsDays: 2 };
    await setEnforcement(granted.team.as('owner'), { serverId: granted.serverId, ...settings });
    await admitted(granted, { id: 'a' });
    await oldRecords(granted, 5, 3, true);
    await makePorts().sweep();
    const rows = await db().decisionRecord.findMany({ where: { grantId: granted.grantId } });
    expect(rows.filter(({ sealedArguments }) => sealedArguments !== null)).toHaveLength(1);
    expect(rows).toHaveLength(6);
  });
});

describe('requests without a valid grant', () => {
  it('are a count for each minute, address and reason, however many they are', async () => {
    const ports = makePorts();
    for (let i = 0; i < 3_000; i += 1)
      ports.refused(`198.51.100.${i % 2}`, i % 4 < 2 ? 'no_token' : 'unknown_token');
    await ports.flushed();
    const rows = await db().refusalCount.findMany({ where: { address: { startsWith: '198.51.100.' } } });
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
    // They may have come over the turn of a minute.
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(rows.every(({ minute }) => minute.getTime() % 60_000 === 0)).toBe(true);
    expect(ports.logged).toEqual([]);
  });
});
