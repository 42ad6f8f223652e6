import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth } from '@/lib/accounts/auth';
import { db } from '@/lib/db';
import { main } from '../main';

beforeEach(async () => {
  await db().organisation.deleteMany({ where: { operates: true } });
});

async function sallyport(argv: string[], stdin: string) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(argv, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

const email = () => `ada-${randomUUID()}@example.com`;
const canSignIn = (address: string, password: string) =>
  auth()
    .api.signInByPassword({ body: { email: address, password } })
    .then(
      () => true,
      () => false,
    );

describe('the operator’s command line', () => {
  it('makes the first owner once, with the password from standard input', async () => {
    const address = email();
    const create = ['owner', 'create', '--email', address, '--name', 'Ada'];
    const made = await sallyport(create, 'a fine long password\n');
    expect(made).toMatchObject({ code: 0, out: `${address} owns this installation now.\n` });
    expect(await canSignIn(address, 'a fine long password')).toBe(true);
    const again = await sallyport(
      ['owner', 'create', '--email', email(), '--name', 'Eve'],
      'a fine long password',
    );
    expect(again.code).toBe(2);
    expect(again.err).toContain('has its owner already');
  });

  it('resets a password, and never shows one', async () => {
    const address = email();
    await sallyport(['owner', 'create', '--email', address, '--name', 'Ada'], 'a fine long password');
    const reset = await sallyport(['user', 'reset', '--email', address.toUpperCase()], 'the second password');
    expect(reset.code).toBe(0);
    expect(`${reset.out}${reset.err}`).not.toContain('the second password');
    expect(await canSignIn(address, 'the second password')).toBe(true);
    expect(await canSignIn(address, 'a fine long password')).toBe(false);
  });

  it.each([
    [
      'a password that is too short',
      ['user', 'reset', '--email', 'a@example.com'],
      'short',
      'at least 10 characters',
    ],
    ['no address', ['user', 'reset'], 'a fine long password', '--email is missing'],
    [
      'an address that nobody has',
      ['user', 'reset', '--email', email()],
      'a fine long password',
      'No account has this email',
    ],
    ['something else to do', ['user', 'delete', '--email', 'a@example.com'], 'x', 'reset'],
    [
      'a password as an argument',
      ['user', 'reset', '--email', 'a@example.com', '--password', 'x'],
      '',
      '--password',
    ],
  ])('refuses %s in one sentence', async (_what, argv, stdin, says) => {
    const refused = await sallyport(argv, stdin);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(says);
  });
});
