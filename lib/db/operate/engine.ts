import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type pg from 'pg';
import { env } from '@/lib/env';

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let bindings: Promise<typeof SchemaEngine> | undefined;

/** Prisma's schema engine in WebAssembly: the same that its CLI downloads as a binary. */
export async function schemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodels?: [path: string, content: string][],
): Promise<SchemaEngine> {
  bindings ??= load();
  const Engine = await bindings;
  return Engine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** Postgres's one-byte `"char"`, in which its own tables keep kinds of things, and text. */
const CHAR = 18;
const TEXT = 25;

/** An adapter for the engine. It reads Postgres's own tables, of which adapter-pg does not know every type. */
export function adapterForEngine(pool: pg.Pool): PrismaPg {
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const widened = async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    return result;
  };
  pool.query = widened as typeof pool.query;
  return new PrismaPg(pool);
}

async function load(): Promise<typeof SchemaEngine> {
  const require = createRequire(join(env().root, 'package.json'));
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = (await import(pathToFileURL(file).href)) as Bindings & { SchemaEngine: typeof SchemaEngine };
  const wasm = await WebAssembly.compile(await readFile(join(file, '../schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue as never });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}
