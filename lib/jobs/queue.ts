import { runMigrations } from "graphile-worker";
import { Client } from "pg";

/**
 * Brings the queue's own tables up to date, as the owner, and opens them to the application's role: it enqueues inside
 * its own transactions and its worker takes jobs out, but neither may change the tables' shape.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl });
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(openToTheApplication);
  } finally {
    await client.end();
  }
}

/** The queue's tables have row security switched on without a policy: without one the application would see no row. */
const openToTheApplication = `
DO $$
DECLARE queue_table record;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  GRANT USAGE ON SCHEMA graphile_worker TO giothong_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO giothong_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO giothong_app;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO giothong_app;
  REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM giothong_app;
  FOR queue_table IN
    SELECT class.relname FROM pg_class class
    WHERE class.relnamespace = 'graphile_worker'::regnamespace AND class.relkind = 'r' AND class.relrowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy policy WHERE policy.polrelid = class.oid AND policy.polname = 'application')
  LOOP
    EXECUTE format('CREATE POLICY application ON graphile_worker.%I TO giothong_app USING (true) WITH CHECK (true)', queue_table.relname);
  END LOOP;
END $$`;
