import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { env } from '@/lib/env';

export const migrationsFolder = () => join(env().root, 'prisma/migrations');
export const schemaFile = () => join(env().root, 'prisma/schema.prisma');

/** The migrations of this version of the product, oldest first, as the schema engine wants them. */
export function migrationList(): MigrationList {
  const baseDir = migrationsFolder();
  const lockFile = join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 'provider = "postgresql"\n',
    },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: scriptOf(path) } },
    })),
  };
}

export function migrationNames(): string[] {
  const baseDir = migrationsFolder();
  if (!existsSync(baseDir)) return [];
  return readdirSync(baseDir)
    .filter((name) => existsSync(join(baseDir, name, 'migration.sql')))
    .sort();
}

export function scriptOf(name: string): string {
  return readFileSync(join(migrationsFolder(), name, 'migration.sql'), 'utf8');
}
