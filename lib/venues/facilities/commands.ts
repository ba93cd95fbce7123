import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, may, NotAllowed } from "@/lib/auth/authorize";
import { done, type Outcome } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, statement, Undo, undoing } from "@/lib/db/statement";
import type { AddFacility, EditFacility } from "./schema";
import { drivesAhead } from "./statements";

const madeShape = z.object({ id: z.string() });
const lockedShape = z.object({
  id: z.string(),
  unitId: z.string(),
  closedOn: z.string().nullable(),
  version: z.number(),
});

export type AddFacilityRefusal = "facility_exists" | "unit_ended";

/** Writes a new collecting facility down. The same form sent twice makes one; a name stands once in a unit. */
export async function addFacility(
  actor: Actor,
  input: AddFacility,
): Promise<Outcome<{ id: string }, AddFacilityRefusal>> {
  insistOnUnit(actor, input.unitId);
  const first = () =>
    row(madeShape, sql`SELECT id FROM facility WHERE id = ${input.id}::uuid AND unit_id = ${input.unitId}`);
  const before = await first();
  if (before !== null) return done(before);
  return statement<typeof madeShape, AddFacilityRefusal>(
    madeShape,
    sql`WITH made AS (
        INSERT INTO facility (id, name, name_key, kind, unit_id, daily_capacity)
        SELECT ${input.id}::uuid, ${input.name}, ${nameSearchKey(input.name)}, ${input.kind}, u.id,
          ${input.dailyCapacity ?? null}::integer
        FROM unit u WHERE u.id = ${input.unitId} AND ${standing}
        RETURNING *
      ), audit AS (${told(actor, "facility.make")})
      SELECT id FROM made`,
    {
      none: "unit_ended",
      refuse: { facility_name_once_per_unit: "facility_exists" },
      replay: { facility_pkey: first },
    },
  );
}

export type EditFacilityRefusal = AddFacilityRefusal | "facility_changed_meanwhile";

/** Changes what is known of a facility: its name, kind, unit, and what it can take in a day. */
export async function editFacility(
  actor: Actor,
  input: EditFacility,
): Promise<Outcome<{ id: string }, EditFacilityRefusal>> {
  return undoing<{ id: string }, EditFacilityRefusal>(
    async (tx) => {
      const facility = await lockFacility(actor, input.facilityId, tx);
      insistOnUnit(actor, input.unitId);
      if (facility.version !== input.version) throw new Undo<EditFacilityRefusal>("facility_changed_meanwhile");
      const made = await row(
        madeShape,
        sql`WITH made AS (
            UPDATE facility f SET name = ${input.name}, name_key = ${nameSearchKey(input.name)}, kind = ${input.kind},
              unit_id = u.id, daily_capacity = ${input.dailyCapacity ?? null}::integer, version = f.version + 1
            FROM unit u WHERE f.id = ${facility.id}::uuid AND u.id = ${input.unitId} AND (u.id = f.unit_id OR ${standing})
            RETURNING f.*
          ), audit AS (${told(actor, "facility.edit")})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Undo<EditFacilityRefusal>("unit_ended");
      return made;
    },
    { facility_name_once_per_unit: "facility_exists" },
  );
}

export type CloseFacilityRefusal = "drives_ahead" | "closed_already";

/**
 * Has a facility take no new drive from today on; refused while drives ahead count on it (`drives_ahead`, with how
 * many). What it collected stays as it was.
 */
export async function closeFacility(
  actor: Actor,
  facilityId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, CloseFacilityRefusal>> {
  return undoing<{ id: string }, CloseFacilityRefusal>(async (tx) => {
    const facility = await lockFacility(actor, facilityId, tx);
    if (facility.closedOn !== null) throw new Undo<CloseFacilityRefusal>("closed_already");
    const today = todayInVietnam(now);
    const ahead = await row(
      z.object({ count: z.number() }),
      sql`SELECT ${drivesAhead(sql`${facility.id}::uuid`, today)} AS count`,
      tx,
    );
    if (ahead && ahead.count > 0) throw new Undo<CloseFacilityRefusal>("drives_ahead", { count: ahead.count });
    await state(actor, "facility.close", facility.id, sql`${today}::date`, tx);
    return { id: facility.id };
  });
}

/** Takes a closing back: the facility is offered for drives again. */
export async function reopenFacility(
  actor: Actor,
  facilityId: string,
): Promise<Outcome<{ id: string }, "open_already">> {
  return undoing<{ id: string }, "open_already">(async (tx) => {
    const facility = await lockFacility(actor, facilityId, tx);
    if (facility.closedOn === null) throw new Undo<"open_already">("open_already");
    await state(actor, "facility.reopen", facility.id, sql`NULL`, tx);
    return { id: facility.id };
  });
}

/** The facility, held against others who change it and against drives being planned with it. */
async function lockFacility(actor: Actor, id: string, tx: Runner): Promise<z.output<typeof lockedShape>> {
  insist(actor, "place.manage", anywhere);
  const found = await row(
    lockedShape,
    sql`SELECT id, unit_id AS "unitId", closed_on AS "closedOn", version FROM facility WHERE id = ${id}::uuid FOR UPDATE`,
    tx,
  );
  if (found === null) throw new NotAllowed("place.manage");
  insistOnUnit(actor, found.unitId);
  return found;
}

function insistOnUnit(actor: Actor, unitId: string): void {
  if (!may(actor, "place.manage", { unitId })) throw new NotAllowed("place.manage");
}

/** A province or ministry of today: what a facility belongs to. */
const standing = sql`u.kind IN ('province', 'ministry') AND u.valid_to IS NULL`;

function told(actor: Actor, action: string): Sql {
  return auditFrom(actor, action, {
    from: sql`made`,
    subjectKind: "facility",
    subjectId: sql`made.id`,
    unitId: sql`made.unit_id`,
    detail: sql`jsonb_build_object('dailyCapacity', made.daily_capacity)`,
  });
}

async function state(actor: Actor, action: string, id: string, closedOn: Sql, tx: Runner): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE facility SET closed_on = ${closedOn}, version = version + 1 WHERE id = ${id}::uuid RETURNING *
      ) ${told(actor, action)}`,
    tx,
  );
}
