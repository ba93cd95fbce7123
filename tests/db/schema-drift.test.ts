import { expect, it } from "vitest";
import { prismaSchema, sqlToReach } from "@/lib/db/schema-engine";
import { useDatabase } from "../support/database";

const { owner, ownerUrl } = useDatabase();

it("finds the migrated database and the Prisma schema alike in all that Prisma can say", async () => {
  expect(await sqlToReach(prismaSchema(), ownerUrl)).toBe("");
});

it.each([
  ["a column only Prisma knows", /(model Slot \{\n)/, "$1  shade Int\n", 'ADD COLUMN     "shade"'],
  ["a column only the database has", /\n +walkInReserve .*/, "", 'DROP COLUMN "walk_in_reserve"'],
  [
    "another type",
    /(endsAt +DateTime +@map\("ends_at"\)) @db.Timestamptz\(6\)/g,
    "$1 @db.Timestamp(6)",
    "SET DATA TYPE",
  ],
  ["another nullability", /(fullName +String)( +@map\("full_name"\)\n +nameKey)/, "$1?$2", '"full_name" DROP NOT NULL'],
  ["another default", /(walkInReserve +Int +@default)\(0\)/, "$1(2)", "SET DEFAULT 2"],
  ["another name of a constraint", /slot_once_per_start/, "slot_one_per_start", 'RENAME TO "slot_one_per_start"'],
  ["another rule of a reference", /(slot +Slot .*onDelete: )NoAction/, "$1Cascade", "ON DELETE CASCADE"],
])("would notice %s", async (_, said, otherwise, difference) => {
  const schema = prismaSchema().replace(said, otherwise);
  expect(schema).not.toBe(prismaSchema());
  expect(await sqlToReach(schema, ownerUrl)).toContain(difference);
});

it("keeps keys that are searched by prefix in the plain order of their letters", async () => {
  const { rows } = await owner.query<{ key: string }>(`
    SELECT c.relname || '.' || a.attname AS key
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation o ON o.oid = a.attcollation
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%name\\_key'
      AND a.attname <> 'given_name_key' AND o.collname <> 'C'`);
  expect(rows).toEqual([]);
});
