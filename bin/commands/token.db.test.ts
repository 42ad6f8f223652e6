import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import { actorOfApiToken } from '@/lib/control';
import { db } from '@/lib/db';
import { main } from '../main';

beforeEach(async () => {
  await db().organisation.deleteMany({ where: { operates: true } });
});

async function sallyport(...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(argv, { stdin: Readable.from([]), stdout, stderr });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

it('prints a token for the organisation that owns the installation, and nothing else', async () => {
  const id = randomUUID();
  await db().organisation.create({ data: { id, name: 'Ours', slug: id, operates: true } });
  const made = await sallyport('token', 'create', '--name', 'ci', '--role', 'admin');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^sally_api_[\w-]{43}\n$/) });
  const actor = await actorOfApiToken(made.out.trim());
  expect(actor).toMatchObject({ organisationId: id, role: 'admin', operates: true });
});

it('says what is missing', async () => {
  const nobody = await sallyport('token', 'create', '--name', 'ci', '--role', 'admin');
  expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('Nobody owns')]);
  const unknown = await sallyport('token', 'create', '--name', 'ci', '--role', 'god');
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.err).toContain('--role must be one of owner, admin, member, viewer.');
  expect((await sallyport('token', 'create', '--role', 'admin')).err).toContain('--name');
});
