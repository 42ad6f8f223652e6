import { describe, expect, it } from 'vitest';
import { savePolicy, setEnforcement, updateGrant } from '../index';
import { type Granted, makeGranted } from '../testing/granted';
import { changes } from './changes';

// By the clock alone it would be told in an hour: so what is told here was heard from the database.
const hourMs = 3_600_000;
const open = { tools: { look: {} } };

describe.runIf(process.env.DATABASE_URL)('a process that listens on a real Postgres', () => {
  it.each<[string, (granted: Granted, turn: number) => Promise<unknown>]>([
    [
      'its policy',
      ({ team, policyId }, turn) =>
        savePolicy(team.as('member'), {
          policyId,
          text: JSON.stringify({ version: '1', default: 'deny', description: `Turn ${turn}` }),
          baseVersion: turn,
          message: '',
        }),
    ],
    [
      'the grant',
      ({ team, grantId }, turn) => updateGrant(team.as('owner'), { grantId, maxInFlight: 20 + turn }),
    ],
    [
      'the server',
      ({ team, serverId }, turn) => setEnforcement(team.as('owner'), { serverId, timeoutMs: 2_000 + turn }),
    ],
  ])('hears at once that %s changed', async (_, change) => {
    const granted = await makeGranted(open);
    const logged: string[] = [];
    const changing = changes((line) => logged.push(line), hourMs);
    let told = 0;
    const stop = changing.listen(granted.grantId, () => {
      told += 1;
    });
    // A change before it listens is what it compares with.
    let turn = 0;
    await expect
      .poll(
        async () => {
          turn += 1;
          if (told === 0) await change(granted, turn);
          return told;
        },
        { timeout: 10_000, interval: 300 },
      )
      .toBeGreaterThan(0);
    stop();
    changing.stop();
    expect(logged).toEqual([]);
  });
});
