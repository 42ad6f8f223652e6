import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { db, disconnect, isEmbedded, isNotFound, isUniqueViolation, pool } from './index';
import { pendingMigrations } from './operate/migrate';

afterAll(disconnect);

const keyOf = (name: string) => `test:${name}:${randomUUID()}`;

describe('the database', () => {
  test('has every migration of this version', async () => {
    expect(await pendingMigrations(pool())).toEqual([]);
  });

  test('a second row with the same unique value is told from other failures', async () => {
    const key = keyOf('unique');
    await db().setting.create({ data: { key, value: '1' } });
    const second = await db()
      .setting.create({ data: { key, value: '2' } })
      .catch((error: unknown) => error);
    expect(isUniqueViolation(second)).toBe(true);
    expect(isUniqueViolation(second, 'key')).toBe(true);
    expect(isUniqueViolation(second, 'email')).toBe(false);
    expect(isNotFound(second)).toBe(false);
  });

  test('a unique value that a raw statement meets is told too', async () => {
    const key = keyOf('raw');
    await db().setting.create({ data: { key, value: '1' } });
    const insert = `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('${key}', '2', now())`;
    const viaPrisma = await db()
      .$executeRawUnsafe(insert)
      .catch((error: unknown) => error);
    const viaPool = await pool()
      .query(insert)
      .catch((error: unknown) => error);
    expect(isUniqueViolation(viaPrisma)).toBe(true);
    expect(isUniqueViolation(viaPool, 'key')).toBe(true);
  });

  test('a row that is not there is told', async () => {
    const missing = await db()
      .setting.update({ where: { key: keyOf('none') }, data: { value: '1' } })
      .catch((error: unknown) => error);
    expect(isNotFound(missing)).toBe(true);
  });

  test('a transaction that throws leaves nothing', async () => {
    const key = keyOf('rollback');
    const thrown = db().$transaction(async (tx) => {
      await tx.setting.create({ data: { key, value: '1' } });
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    expect(await db().setting.findUnique({ where: { key } })).toBeNull();
  });

  test('twenty transactions at once all come to their turn', async () => {
    const key = keyOf('turns');
    await db().setting.create({ data: { key, value: '0' } });
    const step = () =>
      db().$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Setting" WHERE "key" = ${key} FOR UPDATE`;
        const row = await tx.setting.findUniqueOrThrow({ where: { key } });
        await tx.setting.update({ where: { key }, data: { value: String(Number(row.value) + 1) } });
      });
    await Promise.all(Array.from({ length: 20 }, step));
    expect((await db().setting.findUniqueOrThrow({ where: { key } })).value).toBe('20');
  });

  test('the tests know which kind they run on', () => {
    expect(isEmbedded()).toBe(!process.env.TEST_DATABASE_URL);
  });
});
