import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { useDatabase } from "../support/database";
import { addConsent, addDonation, addDonor, addScreening, insert } from "../support/facts";

const { app, owner } = useDatabase();

const permissionDenied = "42501";

beforeAll(async () => {
  const donation = await addDonation(owner);
  await insert(owner, "donation_event", { id: newId(), donationId: donation.id, kind: "recorded", change: {} });
  await insert(owner, "audit_event", { id: newId(), actorKind: "system", action: "test", subjectKind: "test" });
  await addScreening(owner);
  await addConsent(owner);
});

describe.each([
  ["audit_event", "action"],
  ["donation_event", "reason"],
])("%s, signed in as the application", (table, column) => {
  it.each([
    ["changed", `UPDATE ${table} SET ${column} = 'changed'`],
    ["deleted", `DELETE FROM ${table}`],
    ["emptied", `TRUNCATE ${table} CASCADE`],
    [
      "written over",
      `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT (id) DO UPDATE SET ${column} = 'changed'`,
    ],
    ["locked for a change", `SELECT FROM ${table} FOR UPDATE`],
    [
      "given a trigger",
      `CREATE TRIGGER quiet BEFORE INSERT ON ${table} EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ],
    ["altered", `ALTER TABLE ${table} ADD COLUMN more text`],
    ["dropped", `DROP TABLE ${table}`],
  ])("cannot be %s", async (_, sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: permissionDenied });
  });

  it("can be added to and read", async () => {
    const before = await count(table);
    await addTo[table]?.();
    expect(await count(table)).toBe(before + 1);
  });
});

it.each(["donation", "visit", "screening", "booking", "consent", "donor"])(
  "%s: no row can be deleted by the application",
  async (table) => {
    await expect(app.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: permissionDenied });
    await expect(app.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ code: permissionDenied });
  },
);

it("does not lose a consent by a side door: no deletion that the application may make cascades to what is kept", async () => {
  const { rows } = await owner.query<{ door: string }>(`
    SELECT conrelid::regclass || ' through ' || confrelid::regclass AS door
    FROM pg_constraint
    WHERE contype = 'f' AND confdeltype <> 'a' AND connamespace = 'public'::regnamespace
      AND NOT has_table_privilege('giothong_app', conrelid, 'DELETE')
      AND has_table_privilege('giothong_app', confrelid, 'DELETE')`);
  expect(rows).toEqual([]);
});

it("lets the application read every table, also those a later migration brings, and write what not only a release writes", async () => {
  const ofReleases = ["unit_alias"];
  const { rows } = await owner.query<{ relname: string }>(
    `
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
      AND NOT (has_table_privilege('giothong_app', oid, 'SELECT')
        AND (relname = ANY ($1) OR has_table_privilege('giothong_app', oid, 'INSERT')))`,
    [ofReleases],
  );
  expect(rows).toEqual([]);
});

it("owns nothing as the application and may make nothing", async () => {
  const { rows } = await app.query(`
    SELECT (SELECT count(*)::int FROM pg_class WHERE relowner = current_user::regrole) AS owned,
           has_schema_privilege('public', 'CREATE') AS may_create,
           (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS mighty`);
  expect(rows).toEqual([{ owned: 0, may_create: false, mighty: false }]);
});

const addTo: Record<string, () => Promise<unknown>> = {
  audit_event: () =>
    insert(app, "audit_event", { id: newId(), actorKind: "staff", action: "donor.read", subjectKind: "donor" }),
  donation_event: async () => {
    const donor = await addDonor(app);
    const donation = await addDonation(owner, { donorId: donor.id });
    return insert(app, "donation_event", { id: newId(), donationId: donation.id, kind: "recorded", change: {} });
  },
};

async function count(table: string): Promise<number> {
  const { rows } = await app.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}
