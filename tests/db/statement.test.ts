import sql from "sql-template-tag";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { prepared, row, statement, transaction } from "@/lib/db/statement";
import { useDatabase } from "../support/database";

const { owner } = useDatabase();

/** A sequence counts what no rollback takes back: how often the statement was said. */
beforeAll(async () => {
  await owner.query(`
    CREATE SEQUENCE said;
    CREATE TABLE kept (word text);
    CREATE FUNCTION says(word text, code text, failures int) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO kept VALUES (word);
      IF nextval('said') <= failures THEN RAISE EXCEPTION 'met in a ring' USING ERRCODE = code; END IF;
      RETURN word;
    END $$;
    GRANT ALL ON SEQUENCE said TO PUBLIC;
    GRANT ALL ON kept TO PUBLIC;`);
});
beforeEach(() => owner.query("ALTER SEQUENCE said RESTART; TRUNCATE kept"));
afterEach(() => owner.query("TRUNCATE kept"));

const timesSaid = async () => (await owner.query("SELECT last_value::int AS n FROM said")).rows[0].n;
const kept = async () => (await owner.query("SELECT count(*)::int AS n FROM kept")).rows[0].n;
const answer = z.object({ word: z.string() });
const says = (code: string, failures: number) => sql`SELECT says('through', ${code}, ${failures}::int) AS word`;

describe("a statement that Postgres ended for the sake of another", () => {
  it.each([
    ["deadlock", "40P01"],
    ["serialization failure", "40001"],
  ])("is said again after a %s, and written once", async (_what, code) => {
    expect(await row(answer, says(code, 2))).toEqual({ word: "through" });
    expect(await timesSaid()).toBe(3);
    expect(await kept()).toBe(1);
  });

  it("is given up after the third time", async () => {
    await expect(statement(answer, says("40P01", 9), {})).rejects.toMatchObject({ because: "busy" });
    expect(await timesSaid()).toBe(3);
    expect(await kept()).toBe(0);
  });

  it("is not said again for any other error", async () => {
    await expect(row(answer, says("23514", 1))).rejects.toMatchObject({ code: "23514" });
    expect(await timesSaid()).toBe(1);
  });

  it("is not said again by itself inside a transaction, which begins anew as a whole", async () => {
    let begun = 0;
    const word = await transaction(async (tx) => {
      begun += 1;
      return row(answer, says("40P01", 1), tx);
    });
    expect(word).toEqual({ word: "through" });
    expect([begun, await timesSaid(), await kept()]).toEqual([2, 2, 1]);
  });
});

describe("a statement whose plan is kept", () => {
  const one = z.object({ n: z.number() });
  const keptPlans = () =>
    row(
      z.object({ plans: z.array(z.string()) }),
      sql`SELECT array_agg(statement) AS plans FROM pg_prepared_statements`,
    );

  it("is planned once by a connection, whatever it is asked with; any other is not kept", async () => {
    for (const n of [1, 2, 3]) expect(await row(one, prepared(sql`SELECT ${n}::int + 1 AS n`))).toEqual({ n: n + 1 });
    expect(await row(one, sql`SELECT ${4}::int AS n`)).toEqual({ n: 4 });
    expect((await keptPlans())?.plans).toEqual(["SELECT $1::int + 1 AS n"]);
  });

  it("is another one as soon as its words differ", async () => {
    const ask = (part: string) => row(one, prepared(sql`SELECT ${1}::int + ${sql([part])} AS n`));
    expect(await ask("10")).toEqual({ n: 11 });
    expect(await ask("20")).toEqual({ n: 21 });
  });
});
