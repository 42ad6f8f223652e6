import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Granted } from '@/lib/control/testing/granted';
import { db, pool } from '@/lib/db';
import {
  approveFinancial,
  type Class,
  type ClassServer,
  callEach,
  classes,
  grantClasses,
  startClassServer,
  unrecorded,
  wasAnswered,
} from '../e2e/classes';
import { type Gate, gateTo } from '../e2e/gate';
import { type GatewayProcess, type Installation, postgresBin, startInstallation } from '../e2e/gateways';

// What happens to a call of each class when the database fails. In all: nothing reaches the server without a recorded
// allow, nothing is let on that could not be recorded, and the gateway works again by itself once the database does.

let installation: Installation;
let gate: Gate;
let server: ClassServer;
let gateway: GatewayProcess;
let granted: Granted;

beforeAll(async () => {
  if (postgresBin === undefined) return;
  installation = await startInstallation({ durable: true });
  gate = await gateTo(installation.env.DATABASE_URL ?? '');
  server = await startClassServer();
  granted = await grantClasses(server.url);
  gateway = await installation.gateway({ DATABASE_URL: gate.url });
});
afterAll(async () => {
  await gate?.close();
  await server?.close();
  await installation?.close();
});

const sql = (text: string) => pool().query(text);
/** Ends the gateway's sessions, so that what was set for new ones holds. */
const endSessions = () =>
  sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sallyport' AND pid <> pg_backend_pid()
         AND query NOT LIKE 'LOCK%'`);
const raising = (name: string, table: string, when: string) => async () => {
  await sql(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The table cannot be written.'; END $$`);
  await sql(`CREATE TRIGGER ${name} BEFORE ${when} ON "${table}" FOR EACH ROW EXECUTE FUNCTION ${name}()`);
};
const newVersion = (text: string) => async () => {
  const policy = await db().policy.findUniqueOrThrow({ where: { id: granted.policyId } });
  const { organisationId, id: policyId, latestNumber } = policy;
  const number = latestNumber + 1;
  const row = { organisationId, policyId, number, text, digest: '', message: '', authorName: 'Nobody' };
  await db().policyVersion.create({ data: row });
  await db().policy.update({ where: { id: policyId }, data: { latestNumber: number } });
};
const firstVersion = async () => {
  await db().policyVersion.deleteMany({ where: { policyId: granted.policyId, number: { gt: 1 } } });
  await db().policy.update({ where: { id: granted.policyId }, data: { latestNumber: 1 } });
};

type Fault = {
  breaks: () => unknown;
  mends: () => unknown;
  /** The classes whose calls need what fails; all where left out. */
  concerns?: readonly Class[];
};
const faults: Record<string, Fault> = {
  'the database is down': {
    breaks: () => installation.postgres?.kill(),
    mends: () => installation.postgres?.start(),
  },
  'the database cannot be reached': { breaks: () => gate.set('shut'), mends: () => gate.set('open') },
  'the database does not answer in time': { breaks: () => gate.set('held'), mends: () => gate.set('open') },
  'the answers of the database are lost': { breaks: () => gate.set('deaf'), mends: () => gate.set('open') },
  'the database is read-only': {
    breaks: async () => {
      await sql('ALTER DATABASE postgres SET default_transaction_read_only = on');
      await endSessions();
    },
    mends: async () => {
      await sql(
        'SET default_transaction_read_only = off; ALTER DATABASE postgres RESET default_transaction_read_only',
      );
      await endSessions();
    },
  },
  'the record cannot be written': {
    breaks: raising('no_records', 'DecisionRecord', 'INSERT'),
    mends: () => sql('DROP TRIGGER no_records ON "DecisionRecord"'),
  },
  'the counts cannot be written': {
    breaks: raising('no_counts', 'QuotaCount', 'INSERT OR UPDATE'),
    mends: () => sql('DROP TRIGGER no_counts ON "QuotaCount"'),
    concerns: ['Write', 'Execute', 'Destructive'],
  },
  'the approvals cannot be written': {
    breaks: raising('no_approvals', 'Approval', 'INSERT OR UPDATE'),
    mends: () => sql('DROP TRIGGER no_approvals ON "Approval"'),
    concerns: ['Financial'],
  },
  'the approvals cannot be read': {
    breaks: () => sql('ALTER TABLE "Approval" RENAME TO "Elsewhere"'),
    mends: () => sql('ALTER TABLE "Elsewhere" RENAME TO "Approval"'),
  },
  'the definitions cannot be read': {
    breaks: async () => {
      await sql('ALTER TABLE "ReviewedDefinition" RENAME TO "Elsewhere"');
      await sql('UPDATE "Server" SET "definitionsEpoch" = "definitionsEpoch" + 1');
    },
    mends: () => sql('ALTER TABLE "Elsewhere" RENAME TO "ReviewedDefinition"'),
  },
  'the policy is missing': {
    breaks: () => sql('UPDATE "Policy" SET "latestNumber" = "latestNumber" + 1'),
    mends: firstVersion,
  },
  'the policy is corrupt': { breaks: newVersion('{"version": "1", '), mends: firstVersion },
  'the policy is of an unknown version': {
    breaks: newVersion('{"version":"99","default":"allow"}'),
    mends: firstVersion,
  },
};

describe.runIf(postgresBin)('a call of each class', () => {
  test.each(Object.entries(faults))('while %s', async (_, { breaks, mends, concerns = classes }) => {
    await works();
    await approveFinancial(gateway, granted);
    const before = server.reached.length;
    await breaks();
    const answers = await callEach(gateway, granted);
    const others = classes.filter((name) => !concerns.includes(name));
    try {
      for (const answer of answers.filter(({ name }) => concerns.includes(name))) {
        expect([answer.name, wasAnswered(answer)]).toEqual([answer.name, false]);
        expect([200, 500, 502, 503]).toContain(answer.status);
        expect(answer.body.error?.code ?? answer.body.result?.isError).toBeTruthy();
      }
      expect(answers.filter(wasAnswered).map(({ name }) => name)).toEqual(others);
      expect(
        server.reached
          .slice(before)
          .map((id) => id.split(' ')[0])
          .sort(),
      ).toEqual([...others].sort());
    } finally {
      await mends();
    }
    await works();
    expect(await unrecorded(server)).toEqual([]);
  });

  test.each(['its session is ended', 'the database is killed'])(
    'whose transaction is under way when %s',
    async (how) => {
      await works();
      await approveFinancial(gateway, granted);
      const before = server.reached.length;
      const lock = await pool().connect();
      lock.on('error', () => {});
      await lock.query('BEGIN');
      await lock.query('LOCK TABLE "DecisionRecord" IN ACCESS EXCLUSIVE MODE');
      const calling = callEach(gateway, granted);
      const blocked = async () => {
        const { rows } = await sql(`SELECT pid FROM pg_stat_activity WHERE query LIKE '%sallyport_admit%'
          AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`);
        return rows.length;
      };
      await expect.poll(blocked).toBeGreaterThan(0);
      let over = false;
      void calling.finally(() => {
        over = true;
      });
      if (how === 'the database is killed') {
        await installation.postgres?.kill();
        lock.release(true);
        await installation.postgres?.start();
      } else {
        while (!over) await endSessions();
        await lock.query('ROLLBACK');
        lock.release(true);
      }
      for (const answer of await calling)
        expect([answer.name, wasAnswered(answer)]).toEqual([answer.name, false]);
      expect(server.reached.slice(before)).toEqual([]);
      await works();
      expect(await unrecorded(server)).toEqual([]);
    },
  );
});

/** By itself, however long the gateway may use what it has read. */
async function works(): Promise<void> {
  await expect
    .poll(
      async () => {
        await approveFinancial(gateway, granted).catch(() => {});
        const answers = await callEach(gateway, granted);
        return answers.filter(wasAnswered).length;
      },
      { timeout: 40_000, interval: 200 },
    )
    .toBe(classes.length);
}
