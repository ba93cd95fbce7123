import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate, pendingMigrations, readMigrations } from "@/lib/db/migrations";
import { useDatabase } from "../support/database";

const { ownerUrl, owner, app } = useDatabase();
let folder: string;
let client: Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  client = await connect();
  // A history of our own: the one of the template knows the real migrations.
  await client.query("ALTER TABLE _prisma_migrations RENAME TO history_of_the_house");
});

afterEach(async () => {
  await client.query("DROP TABLE IF EXISTS _prisma_migrations, basket, apple, pear");
  await client.query("ALTER TABLE history_of_the_house RENAME TO _prisma_migrations");
  await client.end();
  rmSync(folder, { recursive: true });
});

describe("migrate", () => {
  it("applies what is pending in order, once, with the checksum Prisma would write", async () => {
    write("20260102000000_apple", "ALTER TABLE basket ADD COLUMN apples integer");
    write("20260101000000_basket", "CREATE TABLE basket (id integer)");
    expect(await pendingMigrations(client, folder)).toEqual(["20260101000000_basket", "20260102000000_apple"]);
    expect(await migrate(client, folder)).toEqual(["20260101000000_basket", "20260102000000_apple"]);
    expect(await migrate(client, folder)).toEqual([]);
    expect(await pendingMigrations(client, folder)).toEqual([]);
    const { rows } = await client.query(
      "SELECT checksum, finished_at IS NOT NULL AS finished, applied_steps_count FROM _prisma_migrations ORDER BY migration_name",
    );
    expect(rows).toEqual(
      readMigrations(folder).map(({ checksum }) => ({ checksum, finished: true, applied_steps_count: 1 })),
    );
  });

  it("lets two processes at once apply each file once", async () => {
    write("20260101000000_basket", "CREATE TABLE basket (id integer); SELECT pg_sleep(0.2)");
    const other = await connect();
    const applied = await Promise.all([migrate(client, folder), migrate(other, folder)]);
    await other.end();
    expect(applied.map((names) => names.length).sort()).toEqual([0, 1]);
  });

  it("refuses when an applied file was changed", async () => {
    write("20260101000000_basket", "CREATE TABLE basket (id integer)");
    await migrate(client, folder);
    write("20260101000000_basket", "CREATE TABLE basket (id bigint)");
    await expect(migrate(client, folder)).rejects.toThrow(/has been changed since this database had it/);
  });

  it("refuses a database that is newer than the code", async () => {
    write("20260101000000_basket", "CREATE TABLE basket (id integer)");
    await migrate(client, folder);
    rmSync(join(folder, "20260101000000_basket"), { recursive: true });
    await expect(migrate(client, folder)).rejects.toThrow(/the database is newer/);
  });

  it("refuses to go past what another program left half done", async () => {
    write("20260101000000_basket", "CREATE TABLE basket (id integer)");
    await migrate(client, folder);
    await client.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(client, folder)).rejects.toThrow(/not finished/);
    expect(await pendingMigrations(client, folder)).toEqual(["20260101000000_basket"]);
  });

  it("rolls a failing file back whole, records why and where, and tries again once it is mended", async () => {
    write("20260101000000_fruit", "CREATE TABLE apple (id integer);\nCREATE TABLE pear (id nonsense)");
    await expect(migrate(client, folder)).rejects.toThrow(/type "nonsense" does not exist \(line 2\)/);
    const { rows } = await client.query(
      "SELECT to_regclass('apple') AS apple, logs, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations",
    );
    expect(rows).toEqual([{ apple: null, logs: expect.stringContaining("nonsense"), rolled_back: true }]);
    write("20260101000000_fruit", "CREATE TABLE apple (id integer);\nCREATE TABLE pear (id integer)");
    expect(await migrate(client, folder)).toEqual(["20260101000000_fruit"]);
  });
});

describe("the history of migrations", () => {
  it("can be read and not written by the application", async () => {
    write("20260101000000_basket", "CREATE TABLE basket (id integer)");
    await migrate(client, folder);
    expect(await pendingMigrations(app, folder)).toEqual([]);
    await expect(app.query("DELETE FROM _prisma_migrations")).rejects.toThrow(/permission denied/);
  });

  it("of this checkout is whole in a fresh database", async () => {
    await client.query("DROP TABLE IF EXISTS _prisma_migrations");
    const { rows } = await owner.query("SELECT migration_name FROM history_of_the_house ORDER BY migration_name");
    expect(rows.map((row) => row.migration_name)).toEqual(readMigrations().map((migration) => migration.name));
  });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function connect(): Promise<Client> {
  const connection = new Client({ connectionString: ownerUrl });
  await connection.connect();
  return connection;
}
