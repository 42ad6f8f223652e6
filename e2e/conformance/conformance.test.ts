import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GatewayProcess, type Installation, serve, startInstallation } from '../gateways';
import { startConformanceFixture } from './fixture/index.mjs';
import { type Checks, type Revision, revisions, runAll, runOne, scoredScenarios, type Target } from './suite';

// The official suite, against the fixture direct and through `sallyport gateway`: what passes direct passes through it.

let installation: Installation;
let fixture: Awaited<ReturnType<typeof startConformanceFixture>>;
let gateway: GatewayProcess;
let through: Target;

beforeAll(async () => {
  installation = await startInstallation();
  fixture = await startConformanceFixture();
  gateway = await installation.gateway();
  const policy = { version: '1', default: 'allow' };
  const { serverId, token } = await serve(fixture.url, { policy, unreviewed: 'allow', may: 'everything' });
  through = { url: `${gateway.url}/mcp/${serverId}`, token };
});
afterAll(async () => {
  await fixture?.close();
  await installation?.close();
});

const failures = (checks: Checks) => checks.filter((check) => check.endsWith(' FAILURE'));

describe.each(revisions)('revision %s', (revision) => {
  test('every scored scenario passes direct, and through the gateway exactly so', async () => {
    const direct = await runAll({ url: fixture.url }, revision);
    const passed = await runAll(through, revision);
    const scored = scoredScenarios(revision);
    for (const name of scored) {
      const [want, found] = await both(name, revision, direct, passed);
      expect([name, failures(want)]).toEqual([name, []]);
      expect([name, found]).toEqual([name, want]);
    }
    // The others may pass more through it, since it checks what this server does not, and never less.
    expect([...passed.keys()].sort()).toEqual([...direct.keys()].sort());
    for (const [name, checks] of passed) {
      const before = failures(direct.get(name) ?? []);
      expect([name, failures(checks).filter((check) => !before.includes(check))]).toEqual([name, []]);
    }
  });
});

/** Some checks wait for no more than 1.5 s: where the two differ, that scenario is run once more. */
async function both(
  scenario: string,
  revision: Revision,
  direct: Map<string, Checks>,
  passed: Map<string, Checks>,
): Promise<[direct: Checks, through: Checks]> {
  const first: [Checks, Checks] = [direct.get(scenario) ?? ['missing'], passed.get(scenario) ?? ['missing']];
  if (JSON.stringify(first[0]) === JSON.stringify(first[1])) return first;
  console.log(`${scenario} of ${revision} differed and is run once more.`);
  const again: [Checks, Checks] = [
    await runOne({ url: fixture.url }, revision, scenario),
    await runOne(through, revision, scenario),
  ];
  passed.set(scenario, again[1]);
  return again;
}
