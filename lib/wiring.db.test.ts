import { beforeEach, describe, expect, it, vi } from 'vitest';

const one = 'x'.repeat(40);
const other = 'y'.repeat(40);

/** The modules as a process with this secret sees them. */
async function inProcess(secret: string) {
  await (await import('@/lib/db')).disconnect();
  vi.resetModules();
  vi.stubEnv('SALLYPORT_SECRET', secret);
  return { ...(await import('./wiring')), ...(await import('@/lib/db')) };
}

beforeEach(async () => {
  const { db } = await inProcess(one);
  await db().setting.deleteMany();
  await db().organisation.deleteMany({ where: { operates: true } });
});

describe('an installation', () => {
  it('remembers the secret of its first start, and refuses to start with another', async () => {
    expect(await (await inProcess(one)).prepareToServe()).toMatchObject({ ok: true });
    const refused = await (await inProcess(other)).prepareToServe();
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect(refused.message).toMatch(/^This database was set up with another secret .*\.$/);
    expect(await (await inProcess(one)).prepareToServe()).toMatchObject({ ok: true });
  });

  it('agrees on one secret though two first starts come at once', async () => {
    const { checkInstallation } = await inProcess(one);
    const checks = await Promise.all([checkInstallation(), checkInstallation()]);
    expect(checks).toEqual([{ ok: true }, { ok: true }]);
  });

  it('makes no code with the wrong secret', async () => {
    await (await inProcess(one)).checkInstallation();
    const wrong = await inProcess(other);
    await wrong.prepareToServe();
    expect(await wrong.db().setting.count({ where: { key: 'first-owner-code' } })).toBe(0);
  });

  it('has a code and an address for its first owner, and none once there is one', async () => {
    const { prepareToServe, db } = await inProcess(one);
    const prepared = await prepareToServe();
    expect(prepared).toMatchObject({
      ok: true,
      firstOwner: {
        code: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/),
        url: expect.stringMatching(/\/welcome$/),
      },
    });
    await db().organisation.create({
      data: { id: 'operators', name: 'Operators', slug: 'operators', operates: true },
    });
    expect(await prepareToServe()).toEqual({ ok: true, firstOwner: null });
    await db().organisation.delete({ where: { id: 'operators' } });
  });
});
