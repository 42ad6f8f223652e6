import { Agent } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ownCodes } from './answer';
import type { MemoryPorts } from './memory-ports';
import type { Ports } from './ports';
import {
  agreeable,
  approve,
  byClass,
  type Harness,
  recordingServer,
  reviewed,
  riskClasses,
  serverId,
  setClasses,
  startHarness,
  token,
} from './testing/harness';

// The cells of FAIL-CLOSED.md that concern the gateway itself. In all: nothing upstream without a recorded allow.

async function start(wrap: (ports: MemoryPorts) => Partial<Ports>) {
  const server = await recordingServer(agreeable);
  onTestFinished(server.close);
  const gateway: Harness = await startHarness(
    server.url,
    { policy: byClass },
    { storeTimeoutMs: 150, wrap: (ports) => ({ ...ports, ...wrap(ports) }) },
  );
  onTestFinished(gateway.close);
  setClasses(gateway);
  return { server, gateway };
}

const never = () => new Promise<never>(() => {});
const fails = async () => {
  throw new Error('The database is down.');
};
const thrown = () => {
  throw new Error('The database is down.');
};

const broken: [string, (ports: MemoryPorts) => Partial<Ports>][] = [
  ['the grant cannot be looked up', () => ({ enforcement: fails })],
  ['the look-up of the grant hangs', () => ({ enforcement: never })],
  ['the look-up of the grant throws at once', () => ({ enforcement: thrown })],
  ['the record cannot be written', () => ({ admit: fails, hold: fails })],
  ['the writing of the record hangs', () => ({ admit: never, hold: never })],
  ['the writing of the record throws at once', () => ({ admit: thrown, hold: thrown })],
  [
    'the approvals cannot be read',
    (ports) => ({ findApproval: fails, admit: (a) => (a.approval ? fails() : ports.admit(a)) }),
  ],
  ['the approvals hang', (ports) => ({ findApproval: never, admit: ports.admit })],
  [
    'everything is always stale',
    () => ({ admit: async () => ({ kind: 'stale' }), hold: async () => ({ kind: 'stale' }) }),
  ],
  ['the address of the server cannot be read', () => ({ upstream: fails })],
  ['the look-up of the server’s address hangs', () => ({ upstream: never })],
  [
    'the definitions cannot be read',
    (ports) => ({
      enforcement: async (...asked) => {
        const found = await ports.enforcement(...asked);
        return found && { ...found, tool: thrown };
      },
    }),
  ],
];

const otherMethods: [string, object][] = [
  ['resources/read', { uri: 'x://y' }],
  ['prompts/get', { name: 'x' }],
  ['completion/complete', { ref: { type: 'ref/prompt', name: 'x' }, argument: { name: 'a', value: 'b' } }],
];

describe.each(broken)('%s', (what, wrap) => {
  test.each(riskClasses)('a call of class %s does not get through unrecorded', async (name) => {
    const { server, gateway } = await start(wrap);
    const { status, body } = await gateway.call(name);
    const allowed = gateway.ports.records.filter(({ verdict }) => verdict === 'allow');
    expect(server.reached).toHaveLength(allowed.length);
    // A failing approval store is no concern of the classes that need no approval.
    const concerned = what.startsWith('the approvals') ? name === 'Financial' : true;
    expect(server.reached).toHaveLength(concerned ? 0 : 1);
    if (concerned && status !== 200) expect([500, 502, 503]).toContain(status);
    if (concerned) expect(body.error?.code ?? body.result.isError).toBeTruthy();
  });

  test.each(otherMethods)('%s does not get through unrecorded either', async (method, params) => {
    const { server, gateway } = await start(wrap);
    const may = ['resources', 'prompts', 'completion'] as const;
    gateway.ports.setGrant({ token, serverId, policy: byClass, may: [...may] });
    const answer = await gateway.post({ jsonrpc: '2.0', id: 1, method, params });
    const allowed = gateway.ports.records.filter(({ verdict }) => verdict === 'allow');
    const sent = allowed.filter(({ id }) => gateway.ports.outcomes.get(id)?.status !== 'not_sent');
    expect(server.reached).toHaveLength(sent.length);
    // No person is asked about them, and no definition tells of them.
    const concerned = !what.startsWith('the approvals') && !what.startsWith('the definitions');
    expect([server.reached.length, answer.status >= 500]).toEqual(concerned ? [0, true] : [1, false]);
  });
});

test.each(riskClasses)('an allow that comes too late is given back and not used (%s)', async (name) => {
  const { server, gateway } = await start((ports) => ({
    admit: async (admission) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return ports.admit(admission);
    },
  }));
  await approve(gateway, name);
  const { status, body } = await gateway.call(name);
  expect([status, body.error.code]).toEqual([503, ownCodes.undecided]);
  await expect.poll(() => gateway.ports.givenBack).toHaveLength(1);
  expect(server.reached).toHaveLength(0);
});

test.each(riskClasses)('what moved while a call was decided is decided again (%s)', async (name) => {
  let moved = false;
  const { server, gateway } = await start((ports) => ({
    admit: async (admission) => {
      if (!moved) {
        moved = true;
        ports.setGrant({ token, serverId, policy: '{"version":"1","default":"deny"}' });
      }
      return ports.admit(admission);
    },
  }));
  await approve(gateway, name);
  expect((await gateway.call(name)).body.result.content[0].text).toMatch(/^\[POLICY DENIED\]/);
  expect(server.reached).toHaveLength(0);
});

test.each(riskClasses)(
  'a call that is decided again goes to the server as it is set now (%s)',
  async (name) => {
    const moved = await recordingServer(agreeable);
    onTestFinished(moved.close);
    let edited = false;
    const { server, gateway } = await start((ports) => ({
      admit: async (admission) => {
        if (!edited) {
          edited = true;
          ports.setGrant({ token, serverId, policy: byClass });
        }
        return ports.admit(admission);
      },
      upstream: async (id, settingsEpoch) => {
        const connection = await ports.upstream(id, settingsEpoch);
        const { origin, pathname: path } = new URL(settingsEpoch > 1 ? moved.url : server.url);
        return connection.kind === 'http'
          ? { ...connection, origin, path, dispatcher: new Agent() }
          : connection;
      },
    }));
    await approve(gateway, name);
    expect((await gateway.call(name)).status).toBe(200);
    // An approval holds for the settings that it was given under.
    expect([server.reached.length, moved.reached.length]).toEqual([0, name === 'Financial' ? 0 : 1]);
  },
);

test.each(riskClasses)(
  'a grant that is revoked while a call is decided lets nothing on (%s)',
  async (name) => {
    const { server, gateway } = await start((ports) => ({
      admit: async (admission) => {
        ports.revoke(token);
        return ports.admit(admission);
      },
    }));
    await approve(gateway, name);
    expect((await gateway.call(name)).status).toBe(401);
    expect(server.reached).toHaveLength(0);
  },
);

test.each(riskClasses)(
  'a clock that jumps back neither frees a window nor revives a grant (%s)',
  async (name) => {
    let offset = 0;
    const { server, gateway } = await start((ports) => ({ nowMs: () => ports.nowMs() + offset }));
    for (const jump of [0, -3_600_000, 3_600_000, Number.MAX_SAFE_INTEGER - Date.now()]) {
      offset = jump;
      await gateway.call(name);
    }
    const allowed = gateway.ports.records.filter(({ verdict }) => verdict === 'allow');
    expect(server.reached).toHaveLength(allowed.length);
    gateway.ports.setGrant({ token, serverId, policy: byClass, expiresAtMs: Date.now() - 1_000 });
    offset = -3_600_000;
    const before = server.reached.length;
    await approve(gateway, name);
    expect((await gateway.call(name)).status).toBe(401);
    expect(server.reached).toHaveLength(before);
  },
);

test('a method that no policy speaks about needs the grant’s permission, and then a record', async () => {
  const { server, gateway } = await start(() => ({}));
  const read = { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: 'x://y' } };
  const refused = (await (await gateway.post(read)).json()) as { error: { code: number } };
  expect(refused.error.code).toBe(ownCodes.notGranted);
  gateway.ports.setTools(serverId, reviewed());
  gateway.ports.setGrant({ token, serverId, policy: byClass, may: ['resources'] });
  expect((await gateway.post(read)).status).toBe(200);
  expect(server.reached).toHaveLength(1);
  expect(gateway.ports.records.map(({ verdict, method }) => [verdict, method])).toEqual([
    ['deny', 'resources/read'],
    ['allow', 'resources/read'],
  ]);
});

test('a method whose grant keeps changing is refused in the end', async () => {
  const { server, gateway } = await start(() => ({ admit: async () => ({ kind: 'stale' }) }));
  gateway.ports.setGrant({ token, serverId, policy: byClass, may: ['prompts'] });
  const get = { jsonrpc: '2.0', id: 1, method: 'prompts/get', params: { name: 'x' } };
  expect((await gateway.post(get)).status).toBe(503);
  expect(server.reached).toHaveLength(0);
});
