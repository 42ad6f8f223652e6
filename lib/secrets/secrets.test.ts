import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FingerprintStore } from './fingerprint';

let data = '';

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-secrets-'));
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

/** The module as a fresh process sees it. */
async function inProcess(secret?: string) {
  vi.resetModules();
  vi.stubEnv('SALLYPORT_DATA', data);
  vi.stubEnv('SALLYPORT_SECRET', secret ?? '');
  return import('./index');
}

const place = { table: 'ServerSecret', id: 'row-1', field: 'sealed' };
const one = 'x'.repeat(32);
const other = 'y'.repeat(32);

describe('sealing', () => {
  it('opens what it sealed, and never writes it plainly or twice alike', async () => {
    const { seal, unseal } = await inProcess(one);
    const sealed = seal('Bearer sk-live-1 ✓', place);
    expect(unseal(sealed, place)).toBe('Bearer sk-live-1 ✓');
    expect(sealed).not.toContain('sk-live');
    expect(seal('Bearer sk-live-1 ✓', place)).not.toBe(sealed);
  });

  it.each([
    ['another row', { ...place, id: 'row-2' }],
    ['another field', { ...place, field: 'name' }],
    ['another table', { ...place, table: 'Session' }],
  ])('refuses a value that was moved to %s', async (_where, elsewhere) => {
    const { seal, unseal } = await inProcess(one);
    expect(() => unseal(seal('secret', place), elsewhere)).toThrow(/cannot be opened/);
  });

  it('refuses a value that was changed, cut short, or is none', async () => {
    const { seal, unseal } = await inProcess(one);
    const sealed = seal('secret', place);
    const [version, iv, body = ''] = sealed.split('.');
    const flipped = Buffer.from(body, 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    const broken = [
      [version, iv, flipped.toString('base64url')].join('.'),
      [version, iv, body.slice(0, 10)].join('.'),
      ['v0', iv, body].join('.'),
      `${sealed}.x`,
      '',
      'secret',
    ];
    for (const text of broken) expect(() => unseal(text, place), text).toThrow(/cannot be opened/);
  });

  it('refuses what another secret sealed', async () => {
    const sealed = (await inProcess(one)).seal('secret', place);
    const { unseal } = await inProcess(other);
    expect(() => unseal(sealed, place)).toThrow(/cannot be opened/);
  });
});

describe('the installation’s own secret', () => {
  it('is made once, in a file that only its user can read', async () => {
    const first = (await inProcess()).fingerprint();
    expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600);
    expect((await inProcess()).fingerprint()).toBe(first);
  });

  it('gets mode 600 back where somebody opened it up', async () => {
    const first = (await inProcess()).fingerprint();
    const { chmodSync } = await import('node:fs');
    chmodSync(join(data, 'secret.key'), 0o644);
    expect((await inProcess()).fingerprint()).toBe(first);
    expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('is not taken from a file that holds something else', async () => {
    writeFileSync(join(data, 'secret.key'), 'hello\n', { mode: 0o600 });
    const { fingerprint } = await inProcess();
    expect(() => fingerprint()).toThrow(/holds no secret of Sallyport/);
  });

  it('gives each use a key of its own', async () => {
    const { derive } = await inProcess(one);
    const keys = (['seal', 'accounts', 'attempts', 'fingerprint'] as const).map((use) =>
      derive(use).toString('hex'),
    );
    expect(new Set(keys).size).toBe(4);
  });
});

describe('the fingerprint', () => {
  const store = (): FingerprintStore => {
    let kept: string | null = null;
    return {
      read: async () => kept,
      keep: async (value) => {
        kept ??= value;
        return kept;
      },
    };
  };

  it('is kept by the first secret, and accepts that one alone', async () => {
    const kept = store();
    expect(await (await inProcess(one)).checkSecret(kept)).toEqual({ ok: true });
    expect(await (await inProcess(one)).checkSecret(kept)).toEqual({ ok: true });
    const refused = await (await inProcess(other)).checkSecret(kept);
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect(refused.message).toMatch(/^This database was set up with another secret .*\.$/);
    expect(refused.message).not.toContain(other);
  });
});

describe('codes and tokens', () => {
  it('match their hash and nothing else', async () => {
    const { hashToken, makeToken, tokenMatches } = await inProcess(one);
    const token = makeToken('sp');
    expect(token).toMatch(/^sp_[\w-]{43}$/);
    expect(tokenMatches(token, hashToken(token))).toBe(true);
    expect(tokenMatches(`${token}x`, hashToken(token))).toBe(false);
    expect(tokenMatches(token, 'no hash')).toBe(false);
  });

  it('can be typed in small letters, with blanks, and with letters that look like digits', async () => {
    const { makeCode, readCode } = await inProcess(one);
    const code = makeCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(readCode(code));
    expect(readCode('oI l0')).toBe('0110');
  });
});
