import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, may, NotAllowed } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { yearOf } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import type { PopulationInput } from "./schema";

/**
 * Records how many people a unit had in a year, by one way of counting, with its source. What the reference files tell
 * is not written over: that year's figure of that counting is theirs (`from_files`). A day lies in its year.
 */
export async function recordPopulation(
  actor: Actor,
  input: PopulationInput,
): Promise<Outcome<{ unitId: string }, "from_files" | "day_of_another_year">> {
  insist(actor, "unit.change", anywhere);
  if (input.asOf && yearOf(input.asOf) !== input.year)
    return refused("day_of_another_year", { day: input.asOf, year: String(input.year) });
  const unit = await row(
    z.object({ id: z.string(), kind: z.string(), parentId: z.string().nullable() }),
    sql`SELECT id, kind, parent_id AS "parentId" FROM unit WHERE id = ${input.unitId}`,
  );
  const place = unit?.kind === "commune" ? { unitId: unit.parentId, communeId: unit.id } : { unitId: unit?.id ?? null };
  if (unit === null || !may(actor, "unit.change", place)) throw new NotAllowed("unit.change");
  const by = actor.kind === "staff" ? actor.accountId : null;
  const made = await row(
    z.object({ unitId: z.string() }),
    sql`WITH made AS (
        INSERT INTO unit_population AS held (unit_id, year, basis, people, source, note, as_of, decision_number, entered_by, entered_at)
        VALUES (${unit.id}, ${input.year}, ${input.basis}, ${input.people}, ${input.source}, ${input.note ?? null},
          ${input.asOf ?? null}::date, ${input.decisionNumber || null}, ${by}::uuid, now())
        ON CONFLICT (unit_id, year, basis) DO UPDATE SET people = excluded.people, source = excluded.source,
          note = excluded.note, as_of = excluded.as_of, decision_number = excluded.decision_number, entered_by = excluded.entered_by, entered_at = excluded.entered_at
          WHERE held.entered_at IS NOT NULL
        RETURNING *
      ), audit AS (${auditFrom(actor, "unit.record_population", {
        from: sql`made`,
        subjectKind: "unit",
        subjectId: sql`made.unit_id`,
        unitId: sql`made.unit_id`,
        detail: sql`jsonb_build_object('year', made.year, 'basis', made.basis, 'people', made.people)`,
      })})
      SELECT unit_id AS "unitId" FROM made`,
  );
  return made === null ? refused("from_files") : done(made);
}
