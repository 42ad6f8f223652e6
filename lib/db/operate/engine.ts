import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
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

/** Type numbers of Postgres: its one-byte `"char"`, in which its own tables keep kinds of things, and text. */
const CHAR = 18;
const TEXT = 25;

/**
 * An adapter for the engine. It reads Postgres's own tables, whose one-byte columns adapter-pg refuses: they are read
 * as text and handed on as characters, as the engine wants them.
 */
export function adapterForEngine(pool: pg.Pool): PrismaPg {
  const found = new AsyncLocalStorage<Set<number>>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const widened = async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR) continue;
      field.dataTypeID = TEXT;
      found.getStore()?.add(index);
    }
    return result;
  };
  pool.query = widened as typeof pool.query;
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const characters = new Set<number>();
      const result = await found.run(characters, () => queryRaw(statement));
      const columnTypes = result.columnTypes.map((type, index) =>
        characters.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    // Its own would cut a script at every semicolon, also inside a function's body. Whole, it is one transaction too.
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  };
  return factory;
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
