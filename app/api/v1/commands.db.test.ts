import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { createApiToken, createApiTokenAtTheMachine, listApiTokens } from '@/lib/control';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import type { Role } from '@/lib/rights';
import { askApi } from './testing/program';

let team: Team;

beforeAll(async () => {
  await db().organisation.updateMany({ where: { operates: true }, data: { operates: null } });
  team = await makeTeam({ operates: true });
  await db().organisation.update({ where: { id: team.organisationId }, data: { operates: true } });
  return () => db().organisation.update({ where: { id: team.organisationId }, data: { operates: null } });
});
beforeEach(() => {
  const before = env().stdio;
  return () => {
    env().stdio = before;
  };
});

const transport = {
  type: 'stdio',
  command: 'npx',
  args: ['-y', '@example/server', '--root', '/srv'],
  env: { API_KEY: 'hunter2' },
};

const register = (token: string) => askApi('POST', '/servers', { token, body: { name: 'S', transport } });
const atTheMachine = async (role: Role) => (await createApiTokenAtTheMachine({ name: role, role })).token;
const inTheConsole = async (maker: Role, role: Role) =>
  (await createApiToken(team.as(maker), { name: role, role })).token;

describe('a server by command, over the API', () => {
  it('is registered with a token that was made on the machine for an owner or admin', async () => {
    for (const role of ['owner', 'admin'] as const) {
      const made = await register(await atTheMachine(role));
      expect([role, made.status]).toEqual([role, 201]);
      const row = await db().server.findUniqueOrThrow({ where: { id: made.json.id } });
      expect([row.command, row.args, row.createdByName]).toEqual([
        transport.command,
        transport.args,
        `${role} (API token)`,
      ]);
    }
    for (const role of ['member', 'viewer'] as const)
      expect([role, (await register(await atTheMachine(role))).status]).toEqual([role, 403]);
  });

  it('is registered with a token of the console only where an owner made it for an owner', async () => {
    expect((await register(await inTheConsole('owner', 'owner'))).status).toBe(201);
    for (const maker of ['owner', 'admin'] as const) {
      const refused = await register(await inTheConsole(maker, 'admin'));
      expect(refused).toMatchObject({
        status: 403,
        json: { error: { code: 'forbidden', hint: expect.stringContaining('sallyport token create') } },
      });
    }
  });

  it('is refused to everybody where such servers are off', async () => {
    const tokens = [await atTheMachine('owner'), await atTheMachine('admin')];
    env().stdio = false;
    for (const token of [...tokens, await inTheConsole('owner', 'owner')]) {
      const refused = await register(token);
      expect(refused).toMatchObject({
        status: 403,
        json: { error: { hint: expect.stringContaining('SALLYPORT_STDIO') } },
      });
    }
  });
});

describe('a token', () => {
  it('says where it was made', async () => {
    await atTheMachine('admin');
    await inTheConsole('owner', 'viewer');
    const [newest, before] = await listApiTokens(team.as('owner'));
    expect([newest?.madeAt, before?.madeAt]).toEqual(['console', 'machine']);
  });

  it('of the console can no more than its maker can today, and nothing once they have left', async () => {
    const other = await makeTeam();
    const maker = other.as('owner');
    const { token } = await createApiToken(maker, { name: 'mine', role: 'owner' });
    const at = { organisationId_userId: { organisationId: other.organisationId, userId: maker.userId } };
    const post = () =>
      askApi('POST', '/policies', { token, body: { document: { version: '1', default: 'deny' } } });
    expect((await post()).status).toBe(201);
    await db().member.update({ where: at, data: { role: 'viewer' } });
    expect((await post()).status).toBe(403);
    expect((await askApi('GET', '/policies', { token })).status).toBe(200);
    await db().member.delete({ where: at });
    expect((await askApi('GET', '/policies', { token })).status).toBe(401);
  });
});
