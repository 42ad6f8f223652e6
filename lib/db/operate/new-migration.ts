import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { poolFor } from '../pool';
import { adapterForEngine, schemaEngine } from './engine';
import { migrationList, migrationsFolder, schemaFile } from './migration-files';

/** The SQL that leads from the migrations to schema.prisma; empty where none is missing. */
export async function missingMigration(): Promise<string> {
  const shadow = await inMemory();
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const files = [{ path: schemaFile(), content: readFileSync(schemaFile(), 'utf8') }];
    const engine = await schemaEngine(
      shadow.factory,
      files.map(({ path, content }) => [path, content]),
    );
    try {
      const from = { tag: 'migrations' as const, ...migrationList() };
      const to = { tag: 'schemaDatamodel' as const, files };
      const diff = await engine.diff({ from, to, script: true, exitCode: null, filters });
      const sql = diff.stdout ?? '';
      return /^\s*(--[^\n]*\s*)*$/.test(sql) ? '' : sql;
    } finally {
      engine.free();
    }
  } finally {
    await shadow.close();
  }
}

/** Writes the missing migration as `prisma/migrations/<time>_<name>/migration.sql`; undefined where none is missing. */
export async function writeMigration(name: string, now: Date): Promise<string | undefined> {
  const sql = await missingMigration();
  if (!sql) return undefined;
  const stamp = now.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const folder = join(migrationsFolder(), `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(join(migrationsFolder(), 'migration_lock.toml'), 'provider = "postgresql"\n');
  return folder;
}

/** Databases in memory behind sockets, for the engine to try the migrations on. */
async function inMemory() {
  const closers: (() => Promise<void>)[] = [];
  const open = async () => {
    const pglite = await PGlite.create();
    const server = new PGLiteSocketServer({ db: pglite, host: '127.0.0.1', port: 0, maxConnections: 10 });
    await server.start();
    const pool = poolFor({
      kind: 'embedded',
      data: '',
      host: '127.0.0.1',
      port: Number(server.getServerConn().split(':').at(-1)),
    });
    closers.push(async () => {
      await pool.end();
      await server.stop();
      await pglite.close();
    });
    return adapterForEngine(pool);
  };
  const factory = await open();
  factory.connectToShadowDb = async () => (await open()).connect();
  return {
    factory,
    close: async () => {
      for (const close of closers) await close();
    },
  };
}
