import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOAuth } from '@/e2e/fixtures/index.mjs';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { comeBack } from '@/lib/catalogue';
import { createApiToken } from '@/lib/control';
import { decideOn, enforcementOf, entryOf, identityOf, makePorts } from '@/lib/control/testing/granted';
import { outside } from '@/lib/wiring';
import { openApi } from './openapi';
import { operations } from './operations';
import { answered, askApi } from './testing/program';

let team: Team;
let token: string;
let fixture: Awaited<ReturnType<typeof startOAuth>>;

beforeAll(async () => {
  fixture = await startOAuth({ registers: false, client: { id: 'by-hand', secret: 'hand-secret' } });
  team = await makeTeam();
  token = (await createApiToken(team.as('owner'), { name: 'program', role: 'owner' })).token;
});
afterAll(() => fixture.close());

async function ask(method: string, path: string, body?: object) {
  const { status, json } = await askApi(method, path, { token, body });
  expect([method, path, status, status < 300 ? null : json]).toEqual([method, path, status, null]);
  return json;
}

it('the answers of every operation that takes a token are of the shape that it declares', async () => {
  const { id: serverId } = await ask('POST', '/servers', {
    transport: { type: 'http', url: fixture.url },
    auth: { type: 'oauth', clientId: 'by-hand', clientSecret: 'hand-secret', scopes: 'tools:read' },
  });
  const server = `/servers/${serverId}`;
  const { authorizationUrl } = await ask('POST', `${server}/connection`, {});
  const back = Object.fromEntries((await fixture.consent(authorizationUrl)).searchParams) as {
    state: string;
  };
  await comeBack(team.as('owner'), back, outside(), 'a browser that is signed in');
  await ask('GET', `${server}/connection`);
  await ask('POST', `${server}/discover`);
  await ask('POST', `${server}/reviews`, { tools: [] });
  await ask('GET', '/reviews');
  await ask('POST', `${server}/reviews`);
  const { tools } = await ask('GET', `${server}/tools`);
  await ask('PATCH', `${server}/enforcement`, { recordsArguments: true });
  await ask('PATCH', `${server}/looking`, { every: 'hourly' });

  const document = { version: '1', default: 'allow', tools: { [tools[0].name]: { action: 'approve' } } };
  const { id: policyId } = await ask('POST', '/policies', { serverId, document });
  await ask('PUT', `/policies/${policyId}`, { document: { ...document, description: 'Two.' } });
  await ask('GET', `/policies/${policyId}`);
  await ask('GET', '/policies');
  const grant = await ask('POST', `${server}/grants`, {
    label: 'CI',
    policyId,
    candidateId: policyId,
    candidateNumber: 1,
    may: ['resources'],
  });
  await ask('PATCH', `/grants/${grant.id}`, { expiresAt: '2100-01-01T00:00:00Z' });
  await ask('GET', `${server}/grants`);

  const { recordId, approvalId } = await holdCall({ serverId, token: grant.token }, tools[0].name);
  await ask('GET', '/decisions');
  await ask('GET', `/decisions/${recordId}`);
  await ask('GET', '/approvals');
  await ask('GET', `/approvals/${approvalId}`);
  await ask('POST', `/approvals/${approvalId}`, { decision: 'approve' });

  await ask('DELETE', `/grants/${grant.id}`);
  await ask('DELETE', `${server}/connection`);
  await ask('GET', '/servers');
  await ask('GET', server);
  await ask('GET', '/audit');
  const ours = operations.filter(({ open }) => !open).map(({ id }) => id);
  expect([...answered].sort()).toEqual(ours.sort());
});

async function holdCall(granted: { serverId: string; token: string }, tool: string) {
  const ports = makePorts();
  const enforcement = await enforcementOf(ports, { ...granted, team, policyId: '', grantId: '' });
  const args = { a: 1 };
  const decision = decideOn(enforcement, tool, args);
  const entry = entryOf(ports, enforcement, tool, decision, args);
  const candidate = {
    versionId: enforcement.policyVersion?.id ?? '',
    verdict: 'deny',
    rule: '/default',
  } as const;
  const identity = identityOf(enforcement, tool, args);
  const held = await ports.hold(identity, { ...entry, candidate }, enforcement.epochs, 600);
  if (held.kind === 'stale') throw new Error('What this was decided on has moved.');
  return { recordId: entry.id, approvalId: held.id };
}

it('the document tells the shape of every answer, whose parts are all there', () => {
  const document = openApi(operations) as {
    paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    components: { schemas: Record<string, object> };
  };
  for (const { id, method, path, status, answer } of operations) {
    const told = document.paths[path]?.[method.toLowerCase()]?.responses[status]?.content;
    expect([id, told !== undefined, answer === null]).toEqual([id, status !== 204, status === 204]);
    expect([id, JSON.stringify(told ?? '')]).toEqual([id, expect.not.stringContaining('"schema":{}')]);
  }
  const text = JSON.stringify(document);
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect([...new Set(named)].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(text).not.toContain('$defs');
});
