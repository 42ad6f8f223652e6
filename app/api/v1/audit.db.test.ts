import { beforeAll, expect, it } from 'vitest';
import { auditWords, kindWords } from '@/components/audit/words';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { auditActions, auditKinds } from '@/lib/audit';
import { createApiToken, listTrailAuthors } from '@/lib/control';
import type { Role } from '@/lib/rights';
import { askApi } from './testing/program';

let team: Team;
const tokens = new Map<Role, string>();
const ids = new Map<Role, string>();

beforeAll(async () => {
  team = await makeTeam();
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    const made = await createApiToken(team.as('owner'), { name: role, role });
    tokens.set(role, made.token);
    ids.set(role, made.id);
  }
});

const trail = async (query = '', as: Role = 'admin') => {
  const { status, json } = await askApi('GET', `/audit${query}`, { token: tokens.get(as) ?? '' });
  return { status, ...json };
};
const actions = (found: { events: { action: string }[] }) => found.events.map(({ action }) => action);

it('tells owners and admins who changed what, the newest first', async () => {
  const token = tokens.get('admin') ?? '';
  const transport = { type: 'http', url: 'https://mcp.example.com/mcp', headers: { 'x-key': 'hunter2' } };
  const server = await askApi('POST', '/servers', { token, body: { name: 'Shop', transport } });
  const document = { version: '1', default: 'deny' };
  const policy = await askApi('POST', '/policies', { token, body: { name: 'Rules', document } });
  const all = await trail();
  expect(actions(all)).toEqual([
    'policy.create',
    'server.register',
    ...Array.from({ length: 4 }, () => 'api-token.create'),
  ]);
  const byToken = { id: `token:${ids.get('admin')}`, name: 'admin (API token)' };
  expect(all.events[1]).toMatchObject({
    by: byToken,
    subject: { kind: 'server', id: server.json.id, name: 'Shop', exists: true },
    details: { origin: 'url', transport: 'http' },
  });
  expect(JSON.stringify(all)).not.toMatch(/hunter2|sally_api_/);

  expect(actions(await trail(`?by=${byToken.id}`))).toEqual(['policy.create', 'server.register']);
  expect(actions(await trail(`?by=${team.as('owner').userId}&kind=api-token`))).toHaveLength(4);
  expect(actions(await trail('?kind=server'))).toEqual(['server.register']);
  expect(actions(await trail('?action=policy.create'))).toEqual(['policy.create']);
  expect(actions(await trail(`?subjectId=${policy.json.id}`))).toEqual(['policy.create']);
  expect(actions(await trail('?by=operator'))).toEqual([]);
});

it('comes in pages that neither repeat nor leave out', async () => {
  const all = await trail();
  const seen: unknown[] = [];
  let next = '';
  do {
    const page = await trail(`?limit=2${next}`, 'owner');
    expect(page.events.length).toBeLessThanOrEqual(2);
    seen.push(...page.events);
    next = page.next === null ? '' : `&before=${page.next}`;
  } while (next !== '');
  expect(seen).toEqual(all.events);
});

it('is not for members and viewers, and holds nothing of another organisation', async () => {
  expect((await trail('', 'member')).status).toBe(403);
  expect((await trail('', 'viewer')).status).toBe(403);
  const other = await makeTeam();
  const { token } = await createApiToken(other.as('owner'), { name: 'theirs', role: 'admin' });
  const { json } = await askApi('GET', `/audit?by=${team.as('owner').userId}`, { token });
  expect(json.events).toEqual([]);
  const authors = await listTrailAuthors(other.as('admin'));
  expect(authors.map(({ name }) => name)).toEqual([
    'The owner',
    'The admin',
    'The member',
    'The viewer',
    'theirs (API token)',
    'The operator, or the clock',
  ]);
  await expect(listTrailAuthors(other.as('member'))).rejects.toMatchObject({ code: 'forbidden' });
});

it('refuses what it does not know', async () => {
  for (const query of ['?action=server.explode', '?kind=planet', '?limit=0', '?who=me'])
    expect([query, (await trail(query)).status]).toEqual([query, 400]);
});

it('has a word for every change and every kind of thing', () => {
  expect(Object.keys(auditWords).sort()).toEqual([...auditActions].sort());
  expect(Object.keys(kindWords).sort()).toEqual([...auditKinds].sort());
  for (const action of auditActions) expect(auditKinds).toContain(action.split('.')[0]);
});
