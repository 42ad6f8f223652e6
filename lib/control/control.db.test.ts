import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTeam, type Team } from '@/lib/accounts/testing/people';
import { getServer, registerFromListing, setToolClass } from '@/lib/catalogue';
import { listing, tool } from '@/lib/catalogue/testing/outside';
import { db } from '@/lib/db';
import { parse } from '@/lib/policy';
import {
  createPolicy,
  deletePolicy,
  downloadPolicy,
  getPolicy,
  getVersion,
  listPolicies,
  listVersions,
  movePolicyToServer,
  renamePolicy,
  savePolicy,
} from './index';

let team: Team;
let serverId = '';

beforeAll(async () => {
  team = await makeTeam();
  const text = listing(tool('look'), tool('wipe'), tool('pay'));
  serverId = (await registerFromListing(team.as('owner'), { name: 'Shop', text })).id;
  const classes = { look: 'Read', wipe: 'Destructive', pay: 'Financial' } as const;
  for (const found of (await getServer(team.as('owner'), { serverId })).tools) {
    await setToolClass(team.as('owner'), {
      serverId,
      toolId: found.id,
      class: classes[found.name as keyof typeof classes],
    });
  }
});

async function make(text = '{"version":"1","default":"deny"}', by = team): Promise<string> {
  const made = await createPolicy(by.as('member'), { name: 'P', serverId: null, start: { text } });
  if (!made.ok) throw new Error('refused');
  return made.id;
}
const save = (policyId: string, text: string, baseVersion: number, message = '') =>
  savePolicy(team.as('member'), { policyId, text, baseVersion, message });

describe('a new policy', () => {
  it('made without a name is told apart from the ones before it', async () => {
    const own = await makeTeam();
    const text = listing(tool('look'));
    const { id } = await registerFromListing(own.as('owner'), { name: 'Mail', text });
    for (let i = 0; i < 3; i += 1) await createPolicy(own.as('member'), { serverId: id, start: 'deny-all' });
    const names = (await listPolicies(own.as('viewer'), {})).map(({ name }) => name);
    expect(names).toEqual(['Mail policy', 'Mail policy 2', 'Mail policy 3']);
  });

  it('starts as recommended for the classes of its server’s tools', async () => {
    const made = await createPolicy(team.as('member'), { serverId, start: 'recommended' });
    if (!made.ok) throw new Error('refused');
    const policy = await getPolicy(team.as('viewer'), { policyId: made.id });
    expect(policy).toMatchObject({
      name: 'Shop policy',
      version: 1,
      savedBy: 'The member',
      server: { id: serverId, name: 'Shop' },
    });
    expect(JSON.parse(policy.text)).toEqual({
      version: '1',
      default: 'deny',
      hide: ['wipe'],
      tools: { look: {}, pay: { action: 'approve' } },
    });
    expect(policy.tools.map((one) => [one.name, one.class, one.review])).toEqual([
      ['look', 'Read', 'unreviewed'],
      ['wipe', 'Destructive', 'unreviewed'],
      ['pay', 'Financial', 'unreviewed'],
    ]);
  });

  it.each([
    [
      'by-class',
      {
        version: '1',
        default: 'deny',
        classes: { Read: {}, Destructive: { action: 'hide' }, Financial: { action: 'approve' } },
      },
    ],
    ['read-only', { version: '1', default: 'deny', tools: { look: {} } }],
    ['deny-all', { version: '1', default: 'deny', tools: {} }],
    ['blank', { version: '1', default: 'deny', tools: {} }],
  ] as const)('starts %s', async (start, document) => {
    const made = await createPolicy(team.as('member'), { serverId, start });
    if (!made.ok) throw new Error('refused');
    const { text } = await getPolicy(team.as('viewer'), { policyId: made.id });
    expect(JSON.parse(text)).toEqual(document);
    expect(parse(text).ok).toBe(true);
  });

  it('is not made from a text that is no policy, and the faults are all told', async () => {
    const start = { text: '{"version":"2","default":"maybe"}' };
    const made = await createPolicy(team.as('member'), { serverId, start });
    expect(made.ok).toBe(false);
    if (!made.ok) expect(made.faults.map((fault) => fault.pointer)).toEqual(['/version', '/default']);
  });

  it('is not for a viewer, nor against another organisation’s server', async () => {
    const other = await makeTeam();
    await expect(createPolicy(team.as('viewer'), { serverId, start: 'blank' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createPolicy(other.as('owner'), { serverId, start: 'recommended' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('bytes', () => {
  it.each([
    ['CRLF and tabs', '{\r\n\t"version": "1",\r\n\t"default": "deny"\r\n}\r\n'],
    ['odd order, spacing and escapes', '{ "tools":{"\\u0061" : { }},"default":"deny" ,"version":"1" }\n\n\n'],
    ['no line break at the end', '{"version":"1","default":"allow"}'],
    [
      'letters beyond ASCII',
      '{"version":"1","default":"deny","description":"Zürich 日本 🙂 e\u0301 \u00e9"}',
    ],
    ['names like __proto__', '{"version":"1","default":"deny","tools":{"__proto__":{},"constructor":{}}}'],
  ])('come back exactly: %s', async (_what, text) => {
    const policyId = await make();
    expect(await save(policyId, text, 1)).toMatchObject({ outcome: 'saved', version: { number: 2 } });
    expect((await getPolicy(team.as('owner'), { policyId })).text).toBe(text);
    expect((await getVersion(team.as('owner'), { policyId, number: 2 })).text).toBe(text);
    const got = await downloadPolicy(team.as('viewer'), { policyId });
    expect(got).toMatchObject({ ok: true, fileName: 'p.policy.json' });
    if (got.ok) expect(Buffer.from(got.bytes).equals(Buffer.from(text, 'utf8'))).toBe(true);
    const [newest] = await listVersions(team.as('owner'), { policyId });
    expect(newest?.bytes).toBe(Buffer.byteLength(text));
  });

  it('of one MiB are kept, and one more is refused', async () => {
    const policyId = await make();
    const frame = '{"version":"1","default":"deny"}';
    const full = frame + ' '.repeat(1_048_576 - frame.length);
    expect((await save(policyId, full, 1)).outcome).toBe('saved');
    expect((await save(policyId, `${full} `, 2)).outcome).toBe('refused');
  });
});

describe('saving', () => {
  it('makes a version with who, when and why, and the trail says so', async () => {
    const policyId = await make();
    const text = '{"version":"1","default":"allow"}';
    const saved = await save(policyId, text, 1, 'Open it');
    expect(saved).toMatchObject({
      outcome: 'saved',
      version: { number: 2, author: 'The member', message: 'Open it' },
    });
    expect((await listVersions(team.as('viewer'), { policyId })).map((one) => one.number)).toEqual([2, 1]);
    const events = await db().auditEvent.findMany({ where: { subjectId: policyId }, orderBy: { id: 'asc' } });
    expect(events.map((event) => event.action)).toEqual(['policy.create', 'policy.save']);
    expect(JSON.parse(events[1]?.details ?? '{}')).toMatchObject({ version: 2, message: 'Open it' });
  });

  it('refuses what does not parse, and keeps the version that was', async () => {
    const policyId = await make();
    const refused = await save(policyId, '{"version":"1","default":"deny",}', 1);
    expect(refused.outcome).toBe('refused');
    if (refused.outcome === 'refused') expect(refused.faults[0]).toMatchObject({ line: 1 });
    expect((await getPolicy(team.as('owner'), { policyId })).version).toBe(1);
  });

  it('takes what lint advises against', async () => {
    const policyId = await make();
    expect(
      (await save(policyId, '{"version":"1","default":"allow","tools":{"no_such_tool":{}}}', 1)).outcome,
    ).toBe('saved');
  });

  it('makes no version of the same text', async () => {
    const policyId = await make('{"version":"1","default":"deny"}');
    expect(await save(policyId, '{"version":"1","default":"deny"}', 1)).toMatchObject({
      outcome: 'unchanged',
      version: { number: 1 },
    });
    expect(await listVersions(team.as('owner'), { policyId })).toHaveLength(1);
  });

  it('hands over the other’s version where somebody saved in between, and what both started from', async () => {
    const policyId = await make('{"version":"1","default":"deny"}');
    await save(policyId, '{"version":"1","default":"allow"}', 1);
    const late = await save(policyId, '{"version":"1","default":"deny","hide":["x"]}', 1);
    expect(late).toMatchObject({
      outcome: 'conflict',
      base: { number: 1, text: '{"version":"1","default":"deny"}' },
      theirs: { number: 2, text: '{"version":"1","default":"allow"}' },
    });
  });

  it('lets one of twenty through who save from one version at once', async () => {
    const policyId = await make();
    const texts = Array.from(
      { length: 20 },
      (_, index) => `{"version":"1","default":"deny","description":"${index}"}`,
    );
    const outcomes = await Promise.all(texts.map((text) => save(policyId, text, 1)));
    expect(outcomes.filter((one) => one.outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((one) => one.outcome === 'conflict')).toHaveLength(19);
    expect(await listVersions(team.as('owner'), { policyId })).toHaveLength(2);
    expect(await db().auditEvent.count({ where: { subjectId: policyId, action: 'policy.save' } })).toBe(1);
  });

  it('is not possible from a version that is not there yet', async () => {
    const policyId = await make();
    expect((await save(policyId, '{"version":"1","default":"allow"}', 7)).outcome).toBe('conflict');
  });
});

describe('a policy', () => {
  it('is renamed, moved to a server and deleted by those who may', async () => {
    const policyId = await make();
    await renamePolicy(team.as('member'), { policyId, name: 'Renamed' });
    await movePolicyToServer(team.as('member'), { policyId, serverId });
    const moved = await getPolicy(team.as('viewer'), { policyId });
    expect(moved).toMatchObject({ name: 'Renamed', server: { id: serverId } });
    expect(moved.tools).toHaveLength(3);
    expect((await listPolicies(team.as('viewer'), { serverId })).map((one) => one.id)).toContain(policyId);
    await expect(deletePolicy(team.as('member'), { policyId })).rejects.toMatchObject({ code: 'forbidden' });
    await deletePolicy(team.as('admin'), { policyId });
    await expect(getPolicy(team.as('owner'), { policyId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().policyVersion.count({ where: { policyId } })).toBe(0);
    const events = await db().auditEvent.findMany({ where: { subjectId: policyId }, orderBy: { id: 'asc' } });
    expect(events.map((event) => event.action)).toEqual([
      'policy.create',
      'policy.rename',
      'policy.move',
      'policy.delete',
    ]);
  });

  it('is not there for another organisation, whatever verb asks', async () => {
    const policyId = await make();
    const other = (await makeTeam()).as('owner');
    const asked = [
      getPolicy(other, { policyId }),
      listVersions(other, { policyId }),
      getVersion(other, { policyId, number: 1 }),
      downloadPolicy(other, { policyId }),
      savePolicy(other, { policyId, text: '{"version":"1","default":"allow"}', baseVersion: 1, message: '' }),
      renamePolicy(other, { policyId, name: 'Theirs' }),
      movePolicyToServer(other, { policyId, serverId: null }),
      deletePolicy(other, { policyId }),
    ];
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    expect(await listPolicies(other, {})).toEqual([]);
    const mine = await make('{"version":"1","default":"deny"}');
    const moved = movePolicyToServer(team.as('owner'), { policyId: mine, serverId: randomUUID() });
    await expect(moved).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is downloaded under its own name, once a policy', async () => {
    const policyId = await make();
    const fileName = async (name: string) => {
      await renamePolicy(team.as('member'), { policyId, name });
      const got = await downloadPolicy(team.as('viewer'), { policyId });
      return got.ok && got.fileName;
    };
    expect(await fileName('Shop policy')).toBe('shop-policy.json');
    expect(await fileName('Käse & Co')).toBe('ka-se-co.policy.json');
  });

  it('is never handed out where its kept text is no policy', async () => {
    const policyId = await make();
    await db().policyVersion.updateMany({ where: { policyId }, data: { text: '{"version":"1"}' } });
    const got = await downloadPolicy(team.as('owner'), { policyId });
    expect(got.ok).toBe(false);
    if (!got.ok) expect(got.faults).toHaveLength(1);
  });
});
