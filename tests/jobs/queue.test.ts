import { Logger, runOnce } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { taskList } from "@/lib/jobs/tasks";
import { useDatabase } from "../support/database";

const { app, owner } = useDatabase();
const silent = new Logger(() => () => {});

describe("the queue, as the application's role", () => {
  it("forgets a job whose transaction was rolled back and runs one that was committed", async () => {
    // A task of the test's own: one that does real work may fail on a busy machine, and then rightly waits to be retried.
    const rung: unknown[] = [];
    const ring = { "test.ring": (told: unknown) => void rung.push(told) };
    const client = await app.connect();
    try {
      await client.query("BEGIN");
      await client.query(`SELECT graphile_worker.add_job('test.ring', '{"was": "rolled back"}')`);
      await client.query("ROLLBACK");
      expect(await waiting()).toBe(0);
      await client.query("BEGIN");
      await client.query(`SELECT graphile_worker.add_job('test.ring', '{"was": "committed"}')`);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
    expect(await waiting()).toBe(1);
    await runOnce({ pgPool: app, taskList: ring, logger: silent, noHandleSignals: true });
    expect(rung).toEqual([{ was: "committed" }]);
    expect(await waiting()).toBe(0);
  });

  it("may not change the queue's tables", async () => {
    await expect(app.query("DROP TABLE graphile_worker._private_jobs")).rejects.toThrow(/must be owner/);
  });
});

describe("housekeeping.discard", () => {
  it("removes codes and counters of days gone by and keeps today's", async () => {
    await owner.query(
      `INSERT INTO rate_limit (bucket, window_started_at, hits)
       VALUES ('old', now() - interval '2 days', 1), ('new', now(), 1)`,
    );
    await owner.query(
      `INSERT INTO one_time_code (id, contact, code_hash, expires_at)
       VALUES (gen_random_uuid(), 'old', '', now() - interval '2 days'), (gen_random_uuid(), 'new', '', now())`,
    );
    await app.query("SELECT graphile_worker.add_job('housekeeping.discard')");
    await runOnce({ pgPool: app, taskList, logger: silent, noHandleSignals: true });
    const { rows } = await owner.query(
      "SELECT bucket AS kept FROM rate_limit UNION ALL SELECT contact FROM one_time_code",
    );
    expect(rows).toEqual([{ kept: "new" }, { kept: "new" }]);
  });
});

async function waiting(): Promise<number> {
  const { rows } = await owner.query("SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs");
  return rows[0].jobs;
}
