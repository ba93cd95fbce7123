import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed, reachOf } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { placeOfUnit, unitsWithin } from "@/lib/units/reach";
import { type OutreachRefusal, whyNotLog } from "./rules";
import type { LogOutreach, WithdrawOutreach } from "./schema";

const idShape = z.object({ id: z.string() });

/** Writes down a talk held or media made. The same form sent twice is one entry. */
export async function logOutreach(
  actor: Actor,
  input: LogOutreach,
  now = new Date(),
): Promise<Outcome<{ id: string }, OutreachRefusal>> {
  const unit = await row(
    z.object({
      id: z.string(),
      kind: z.enum(["nation", "province", "ministry", "commune"]),
      parentId: z.string().nullable(),
      there: z.boolean(),
    }),
    sql`SELECT id, kind, parent_id AS "parentId", ${input.heldOn}::date >= valid_from AND ${input.heldOn}::date < ends_before AS there
      FROM unit WHERE id = ${input.unitId}`,
  );
  if (unit === null) throw new NotAllowed("outreach.log");
  insist(actor, "outreach.log", placeOfUnit(unit));
  if (!unit.there) return refused("unit_not_there", { day: input.heldOn });
  const [kind, channel] = input.what;
  const why = whyNotLog({ heldOn: input.heldOn, kind, channel }, todayInVietnam(now));
  if (why !== null) return refused(why);
  return statement<typeof idShape, OutreachRefusal>(
    idShape,
    sql`WITH made AS (
        INSERT INTO outreach_activity (id, unit_id, held_on, kind, channel, title, quantity, people_reached, request_key, logged_by)
        VALUES (${newId()}::uuid, ${input.unitId}, ${input.heldOn}::date, ${kind}, ${channel}, ${input.title}, ${input.quantity},
          ${input.peopleReached ?? null}, ${input.requestKey}::uuid, ${actor.kind === "staff" ? actor.accountId : null}::uuid)
        RETURNING *
      ), audit AS (${auditFrom(actor, "outreach.log", {
        from: sql`made`,
        subjectKind: "outreach",
        subjectId: sql`made.id`,
        unitId: sql`made.unit_id`,
      })})
      SELECT id FROM made`,
    {
      replay: {
        outreach_activity_request_key: () =>
          row(
            idShape,
            sql`SELECT id FROM outreach_activity WHERE request_key = ${input.requestKey}::uuid
            AND unit_id = ${input.unitId}`,
          ),
      },
    },
  );
}

/** Takes an entry back, with a reason: it stays in the log, struck out, and counts no more. */
export async function withdrawOutreach(
  actor: Actor,
  { activityId, because }: WithdrawOutreach,
  now = new Date(),
): Promise<Outcome<{ id: string }, "not_there">> {
  return statement<typeof idShape, "not_there">(
    idShape,
    sql`WITH made AS (
        UPDATE outreach_activity SET withdrawn_at = ${now}, withdrawn_because = ${because},
          withdrawn_by = ${actor.kind === "staff" ? actor.accountId : null}::uuid
        FROM unit u
        WHERE outreach_activity.id = ${activityId}::uuid AND withdrawn_at IS NULL AND u.id = outreach_activity.unit_id
          AND ${unitsWithin(reachOf(actor, "outreach.log"))}
        RETURNING outreach_activity.id, outreach_activity.unit_id
      ), audit AS (${auditFrom(actor, "outreach.withdraw", {
        from: sql`made`,
        subjectKind: "outreach",
        subjectId: sql`made.id`,
        unitId: sql`made.unit_id`,
      })})
      SELECT id FROM made`,
    { none: "not_there" },
  );
}
