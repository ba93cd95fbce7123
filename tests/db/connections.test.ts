import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pool } from "@/lib/db/pool";
import { execute, row, transaction } from "@/lib/db/statement";
import { useDatabase } from "../support/database";
import { addSlot } from "../support/facts";

const { owner } = useDatabase();
const backend = async () => (await row(z.object({ pid: z.number() }), sql`SELECT pg_backend_pid() AS pid`))?.pid;

describe("a connection of the pool", () => {
  it("outlives a refused write: a full slot does not cost a new connection", async () => {
    const slot = await addSlot(owner, { capacity: 1 });
    const before = await backend();
    const tooMany = execute(sql`UPDATE slot SET booked = 2 WHERE id = ${slot.id}::uuid`);
    await expect(tooMany).rejects.toMatchObject({ constraint: "slot_booked_within_capacity" });
    expect(await backend()).toBe(before);
    expect(pool().totalCount).toBe(1);
  });

  it("outlives a transaction that was refused, and holds nothing of it", async () => {
    const slot = await addSlot(owner, { capacity: 1 });
    const refused = transaction(async (tx) => {
      await execute(sql`UPDATE slot SET capacity = 5 WHERE id = ${slot.id}::uuid`, tx);
      await execute(sql`UPDATE slot SET booked = 9 WHERE id = ${slot.id}::uuid`, tx);
    });
    await expect(refused).rejects.toMatchObject({ code: "23514" });
    expect((await owner.query("SELECT capacity FROM slot WHERE id = $1", [slot.id])).rows).toEqual([{ capacity: 1 }]);
    expect(pool().totalCount).toBe(1);
  });

  it("is given up when it was cut from outside, and the next request finds another", async () => {
    const cut = execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
    await expect(cut).rejects.toMatchObject({ name: "DatabaseUnavailable", because: "down" });
    expect(await backend()).toBeTypeOf("number");
  });

  it("is waited for by a crowd on one slot, each of whom needs several reads to be told that it is full", async () => {
    const page = () => Promise.all(Array.from({ length: 4 }, backend));
    const pages = await Promise.allSettled(Array.from({ length: 128 }, page));
    expect(pages.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  it("is not waited for by more than the door lets in at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 1_700 }, backend));
    const refused = asked.filter((one) => one.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ reason }) => reason.because === "busy")).toBe(true);
  });

  it("waits for a lock no longer than a person does", async () => {
    const slot = await addSlot(owner);
    const holder = await owner.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("LOCK TABLE slot IN ACCESS EXCLUSIVE MODE");
      const held = execute(sql`UPDATE slot SET booked = 1 WHERE id = ${slot.id}::uuid`);
      await expect(held).rejects.toMatchObject({ name: "DatabaseUnavailable", because: "late" });
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
    }
    expect(await execute(sql`UPDATE slot SET booked = 1 WHERE id = ${slot.id}::uuid`)).toBe(1);
  });
});
