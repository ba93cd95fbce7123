import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool } from "pg";

const schemaPath = "prisma/schema.prisma";
const emptyDifference = "-- This is an empty migration.";

/** What `schema.prisma` says today. */
export function prismaSchema(): string {
  return readFileSync(schemaPath, "utf8");
}

/**
 * The SQL that would bring this database to what the Prisma schema says: tables, columns, types, nullability, defaults,
 * keys and plain indexes, each by its name. Empty when they agree. CHECK and EXCLUDE constraints, collations, and
 * partial and expression indexes are outside what Prisma can say and are never touched by it.
 */
export async function sqlToReach(schema: string, databaseUrl: string): Promise<string> {
  const files = [{ path: schemaPath, content: schema }];
  const datasource = [{ path: schemaPath, content: 'datasource db {\n  provider = "postgresql"\n}\n' }];
  const database = new Pool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(readingCatalogLetters(new PrismaPg(database)));
  const engine = await schemaEngine().new({ datamodels: [[schemaPath, schema]] }, () => {}, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: datasource, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return (stdout ?? "").replace(emptyDifference, "").trim();
  } finally {
    engine.free();
    await database.end();
  }
}

let loaded = false;

/** Prisma's engine as WebAssembly: the native one is a download that many machines cannot make. */
function schemaEngine() {
  if (!loaded) {
    const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const bytes = readFileSync(entry.replace(/\.js$/, ".wasm"));
    const module = new WebAssembly.Module(bytes);
    const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": { ...engineModule } });
    engineModule.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
    loaded = true;
  }
  return engineModule.SchemaEngine;
}

/** The catalogue keeps kinds as one letter of the type `"char"`, which the adapter cannot read: cast, then said to be one. */
function readingCatalogLetters(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  const reading = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const sql = query.sql
        .replace("constr.contype AS constraint_type", "constr.contype::text AS constraint_type")
        .replace(/^(\s*con1?\.(?:confdeltype|confupdtype)),$/gm, "$1::text,");
      const result = await queryRaw({ ...query, sql });
      for (const [index, name] of result.columnNames.entries())
        if (letterColumns.has(name)) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => reading(await factory.connect()),
    connectToShadowDb: async () => reading(await factory.connectToShadowDb()),
  };
}

const letterColumns = new Set(["constraint_type", "confdeltype", "confupdtype"]);
