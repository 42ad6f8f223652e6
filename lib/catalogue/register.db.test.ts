import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { db } from '@/lib/db';
import {
  commandAllowed,
  deleteServer,
  discardDraft,
  discoverServer,
  editServer,
  getServer,
  listServers,
  registerByCommand,
  registerByUrl,
  registerFromConfiguration,
  registerSample,
} from './index';
import { openSecrets } from './server-secrets';
import { testOutside } from './testing/outside';

const outside = testOutside();
const closed = { ...outside, stdio: false };
let team: Team;

beforeAll(async () => {
  team = await makeTeam({ operates: true });
});
afterAll(outside.remove);

const byUrl = {
  url: 'https://mcp.example.com/mcp',
  headers: [{ name: 'Authorization', value: 'Bearer sk-secret-1' }],
};

describe('registering by address', () => {
  it('tells servers of one host apart by their ports', async () => {
    const { id } = await registerByUrl(team.as('member'), { url: 'http://127.0.0.1:4100/mcp', headers: [] });
    const server = await getServer(team.as('viewer'), { serverId: id });
    expect(server.name).toBe('127.0.0.1:4100');
  });

  it('makes a draft named after the host, whose header never comes back', async () => {
    const { id } = await registerByUrl(team.as('member'), byUrl);
    const server = await getServer(team.as('viewer'), { serverId: id });
    expect(server).toMatchObject({
      name: 'mcp.example.com',
      state: 'draft',
      health: 'unknown',
      url: byUrl.url,
      headers: [{ name: 'Authorization', set: true }],
      toolCount: 0,
      createdBy: 'The member',
    });
    expect(JSON.stringify([server, await listServers(team.as('owner'))])).not.toContain('sk-secret-1');
    expect((await openSecrets({ organisationId: team.organisationId, id })).headers).toEqual({
      Authorization: 'Bearer sk-secret-1',
    });
  });

  it('tells servers apart that nobody named and that have one address; a given name stays as given', async () => {
    const url = 'https://twice.example.com/mcp';
    const names = [];
    for (const name of [undefined, undefined, undefined, 'twice.example.com']) {
      const { id } = await registerByUrl(team.as('member'), { url, headers: [], name });
      names.push((await getServer(team.as('viewer'), { serverId: id })).name);
    }
    const host = 'twice.example.com';
    expect(names).toEqual([host, `${host} (2)`, `${host} (3)`, host]);
  });

  it('seals the header to its row: moved to another row it opens no more', async () => {
    const [a, b] = [
      await registerByUrl(team.as('owner'), byUrl),
      await registerByUrl(team.as('owner'), byUrl),
    ];
    const row = await db().serverSecret.findFirstOrThrow({ where: { serverId: a.id } });
    expect(row.sealed).not.toContain('sk-secret');
    await db().serverSecret.updateMany({ where: { serverId: b.id }, data: { sealed: row.sealed } });
    await expect(openSecrets({ organisationId: team.organisationId, id: b.id })).rejects.toThrow(
      /cannot be opened/,
    );
  });

  it('is not for a viewer', async () => {
    await expect(registerByUrl(team.as('viewer'), byUrl)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('writes who did it into the trail, without the secret', async () => {
    const { id } = await registerByUrl(team.as('admin'), byUrl);
    const events = await db().auditEvent.findMany({
      where: { organisationId: team.organisationId, subjectId: id },
    });
    expect(events).toMatchObject([
      { action: 'server.register', actorId: team.as('admin').userId, actorName: 'The admin' },
    ]);
    expect(JSON.stringify(events)).not.toContain('sk-secret');
  });
});

describe('registering by command', () => {
  const command = {
    command: 'npx',
    args: ['-y', '@acme/tools-mcp@1.2.3'],
    env: [{ name: 'ACME_KEY', value: 'k-1' }],
  };
  const confirmed = [command.command, ...command.args];

  it('is for the owner who operates the installation, with the whole command confirmed', async () => {
    const { id } = await registerByCommand(team.as('owner'), { ...command, confirmed }, outside);
    const server = await getServer(team.as('owner'), { serverId: id });
    expect(server).toMatchObject({
      name: 'tools-mcp',
      command: 'npx',
      args: command.args,
      env: [{ name: 'ACME_KEY', set: true }],
    });
    expect(server.address).toBe('npx -y @acme/tools-mcp@1.2.3');
  });

  it.each([
    ['another argument', ['npx', '-y', '@acme/tools-mcp']],
    ['a shorter command', ['npx']],
    ['nothing', []],
  ])('refuses when %s was confirmed', async (_what, other) => {
    const asked = registerByCommand(team.as('owner'), { ...command, confirmed: other }, outside);
    await expect(asked).rejects.toMatchObject({ code: 'invalid', field: 'confirmed' });
  });

  it('is refused to everybody else, to owners of other organisations, and where it is switched off', async () => {
    const other = await makeTeam();
    const ask = (actor: ReturnType<Team['as']>, where = outside) =>
      registerByCommand(actor, { ...command, confirmed }, where);
    await expect(ask(team.as('admin'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(other.as('owner'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(team.as('owner'), closed)).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('SALLYPORT_STDIO=on'),
    });
    expect(commandAllowed(team.as('owner'), outside)).toEqual({ allowed: true });
    expect(commandAllowed(team.as('owner'), closed)).toMatchObject({ allowed: false });
  });

  it('starts nothing once it is switched off', async () => {
    const { id } = await registerByCommand(team.as('owner'), { ...command, confirmed }, outside);
    await expect(discoverServer(team.as('owner'), { serverId: id }, closed)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('must be confirmed again when the command, its arguments or its environment change', async () => {
    const { id: serverId } = await registerByCommand(team.as('owner'), { ...command, confirmed }, outside);
    const edit = (more: object, actor = team.as('owner')) =>
      editServer(actor, { serverId, ...more }, outside);
    await expect(edit({ args: ['-y', 'evil'] })).rejects.toMatchObject({ field: 'confirmed' });
    await expect(edit({ env: [{ name: 'PATH', value: '/tmp' }] })).rejects.toMatchObject({
      field: 'confirmed',
    });
    await expect(edit({ args: ['x'], confirmed: ['npx', 'x'] }, team.as('admin'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await edit({
      args: ['-y', 'good'],
      env: [{ name: 'ACME_KEY', value: null }],
      confirmed: ['npx', '-y', 'good'],
    });
    await edit({ name: 'Renamed' }, team.as('member'));
    expect(await getServer(team.as('owner'), { serverId })).toMatchObject({
      name: 'Renamed',
      args: ['-y', 'good'],
    });
    expect((await openSecrets({ organisationId: team.organisationId, id: serverId })).env).toEqual({
      ACME_KEY: 'k-1',
    });
  });
});

describe('registering from a client’s configuration', () => {
  const http = { type: 'http' as const, url: byUrl.url, headers: byUrl.headers };
  const stdio = {
    type: 'stdio' as const,
    command: 'uvx',
    args: ['mcp-git'],
    env: [],
    confirmed: ['uvx', 'mcp-git'],
  };

  it('takes each server by itself: one that is refused does not keep out the others', async () => {
    const servers = [
      { name: 'remote', target: http },
      { name: 'unconfirmed', target: { ...stdio, confirmed: [] } },
      { name: 'local', target: stdio },
    ];
    const done = await registerFromConfiguration(team.as('owner'), { servers }, outside);
    expect(done.registered.map((one) => one.name)).toEqual(['remote', 'local']);
    expect(done.refused).toMatchObject([
      { name: 'unconfirmed', message: expect.stringContaining('confirm') },
    ]);
    const local = done.registered.find((one) => one.name === 'local');
    const server = await getServer(team.as('owner'), { serverId: local?.id ?? '' });
    expect(server).toMatchObject({ origin: 'configuration', transport: 'stdio', command: 'uvx' });
  });

  it('starts no command for anybody but the owner', async () => {
    const servers = [
      { name: 'remote', target: http },
      { name: 'local', target: stdio },
    ];
    const done = await registerFromConfiguration(team.as('admin'), { servers }, outside);
    expect(done).toMatchObject({ registered: [{ name: 'remote' }], refused: [{ name: 'local' }] });
  });
});

describe('editing', () => {
  it('keeps a header whose value is left alone, and drops what is not named', async () => {
    const headers = [
      { name: 'Authorization', value: 'Bearer a' },
      { name: 'X-Old', value: 'b' },
    ];
    const { id: serverId } = await registerByUrl(team.as('owner'), { url: byUrl.url, headers });
    await editServer(
      team.as('owner'),
      {
        serverId,
        headers: [
          { name: 'authorization', value: null },
          { name: 'X-New', value: 'c' },
        ],
      },
      outside,
    );
    expect((await openSecrets({ organisationId: team.organisationId, id: serverId })).headers).toEqual({
      authorization: 'Bearer a',
      'X-New': 'c',
    });
    await expect(
      editServer(team.as('owner'), { serverId, headers: [{ name: 'X-Other', value: null }] }, outside),
    ).rejects.toMatchObject({ field: 'headers' });
  });

  it('never sends a stored header to another host', async () => {
    const { id: serverId } = await registerByUrl(team.as('owner'), byUrl);
    const url = 'https://evil.example.net/mcp';
    await expect(editServer(team.as('member'), { serverId, url }, outside)).rejects.toMatchObject({
      field: 'headers',
    });
    await expect(
      editServer(
        team.as('member'),
        { serverId, url, headers: [{ name: 'Authorization', value: null }] },
        outside,
      ),
    ).rejects.toMatchObject({ field: 'headers' });
    await editServer(team.as('member'), { serverId, url: 'https://mcp.example.com/other' }, outside);
    await editServer(team.as('member'), { serverId, url, headers: [] }, outside);
    expect(await getServer(team.as('owner'), { serverId })).toMatchObject({ url, headers: [] });
  });
});

describe('a sample', () => {
  it('is discovered by its fixed command even where commands are off, in a folder of its own', async () => {
    const { id: serverId } = await registerSample(team.as('member'), { sample: 'filesystem' });
    const events: string[] = [];
    const last = await discoverServer(team.as('member'), { serverId }, closed, {
      onEvent: (event) => events.push(event.kind),
    });
    expect(last).toMatchObject({ kind: 'done', malformed: 0 });
    expect(events[0]).toBe('step');
    expect(events.at(-1)).toBe('done');
    const server = await getServer(team.as('owner'), { serverId });
    expect(server.toolCount).toBeGreaterThan(5);
    expect(server.tools.map((one) => one.name)).toContain('write_file');
    expect(server.tools.every((one) => one.class !== null && one.judgement !== null)).toBe(true);
    expect(server).toMatchObject({
      health: 'ok',
      state: 'draft',
      address: '@modelcontextprotocol/server-filesystem',
      pending: { new: server.toolCount },
    });
    expect(existsSync(join(outside.data, 'servers', serverId, 'files'))).toBe(true);
    await discardDraft(team.as('member'), { serverId }, outside);
    expect(existsSync(join(outside.data, 'servers', serverId))).toBe(false);
  });

  it('keeps nothing of a discovery that was cancelled', async () => {
    const { id: serverId } = await registerSample(team.as('member'), { sample: 'memory' });
    const last = await discoverServer(team.as('member'), { serverId }, outside, {
      signal: AbortSignal.abort(),
    });
    expect(last.kind).toBe('cancelled');
    expect(await getServer(team.as('owner'), { serverId })).toMatchObject({
      health: 'unknown',
      toolCount: 0,
    });
  });
});

describe('a discovery that fails', () => {
  it('keeps the server and what was typed, with its cause and a way on', async () => {
    const { id: serverId } = await registerByUrl(team.as('owner'), {
      name: 'Nobody',
      url: 'http://127.0.0.1:9/mcp',
      headers: byUrl.headers,
    });
    const last = await discoverServer(team.as('owner'), { serverId }, outside);
    expect(last).toMatchObject({ kind: 'failed', failure: { kind: 'unreachable' } });
    const server = await getServer(team.as('owner'), { serverId });
    expect(server).toMatchObject({
      health: 'failed',
      name: 'Nobody',
      headers: [{ name: 'Authorization', set: true }],
    });
    expect(server.failure?.message).not.toBe('');
    expect(server.failure?.hint).not.toBe('');
  });

  it('does not reach loopback where others can reach this product', async () => {
    const { id: serverId } = await registerByUrl(team.as('owner'), {
      url: 'http://127.0.0.1:9/mcp',
      headers: [],
    });
    const exposed = { ...outside, addresses: { loopback: false, allowNets: [] } };
    const last = await discoverServer(team.as('owner'), { serverId }, exposed);
    expect(last).toMatchObject({ kind: 'failed', failure: { kind: 'address' } });
  });
});

describe('deleting', () => {
  it('is for keepers, and leaves the policies without a server', async () => {
    const { id: serverId } = await registerByUrl(team.as('owner'), byUrl);
    const policy = await db().policy.create({
      data: { organisationId: team.organisationId, name: 'Kept', serverId, latestNumber: 1 },
    });
    await expect(deleteServer(team.as('member'), { serverId }, outside)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await deleteServer(team.as('admin'), { serverId }, outside);
    expect(await db().policy.findUniqueOrThrow({ where: { id: policy.id } })).toMatchObject({
      serverId: null,
      organisationId: team.organisationId,
    });
    await expect(getServer(team.as('owner'), { serverId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().serverSecret.count({ where: { serverId } })).toBe(0);
  });
});
