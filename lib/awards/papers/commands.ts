import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, row, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { accountOf } from "../rounds/changing";
import { type PaperRefusal, whyNotPaper } from "./rules";
import type { EnterPaper } from "./schema";

const idShape = z.object({ id: z.string() });

/**
 * Enters donations from before that a paper proves, for a donor of one's own province. They count for nothing until a
 * second person has looked at the paper. The same paper twice is refused, the same request twice is one entry.
 */
export async function enterPaper(
  actor: Actor,
  input: EnterPaper,
  now = new Date(),
): Promise<Outcome<{ id: string }, PaperRefusal>> {
  return undoing<{ id: string }, PaperRefusal>(
    async (tx) => {
      const before = await row(
        idShape,
        sql`SELECT id FROM earlier_donation WHERE request_key = ${input.requestKey}::uuid`,
        tx,
      );
      if (before !== null) return before;
      const donor = await row(
        z.object({
          unitId: z.string().nullable(),
          communeId: z.string().nullable(),
          bornOn: z.string(),
          firstRecordedOn: z.string().nullable(),
        }),
        sql`SELECT d.home_province_id AS "unitId", d.home_commune_id AS "communeId", d.born_on::text AS "bornOn",
            (SELECT min(given_on)::text FROM donation WHERE donor_id = d.id AND status <> 'voided') AS "firstRecordedOn"
          FROM donor d WHERE d.id = ${input.donorId}::uuid`,
        tx,
      );
      if (donor === null) throw new NotAllowed("award.count");
      if (donor.unitId === null) throw new Undo("donor_elsewhere");
      insistOnAward(actor, "award.count", { unitId: donor.unitId, communeId: donor.communeId });
      const why = whyNotPaper({ ...input, firstOn: input.firstOn ?? null }, donor, todayInVietnam(now));
      if (why !== null) throw new Undo(why);
      const made = await row(
        idShape,
        sql`WITH made AS (
            INSERT INTO earlier_donation (id, donor_id, donations, first_on, last_on, evidence, evidence_ref, note, unit_id, entered_by, entered_at, request_key)
            VALUES (${newId()}::uuid, ${input.donorId}::uuid, ${input.donations}, ${input.firstOn ?? null}::date, ${input.lastOn}::date,
              ${input.evidence}, ${input.evidenceRef}, ${input.note ?? null}, ${donor.unitId}, ${accountOf(actor)}::uuid, ${now}, ${input.requestKey}::uuid)
            RETURNING *
          ), audit AS (${auditFrom(actor, "award.enter_paper", {
            from: sql`made`,
            subjectKind: "donor",
            subjectId: sql`made.donor_id`,
            unitId: sql`made.unit_id`,
            detail: sql`jsonb_build_object('paper', made.id, 'donations', made.donations)`,
          })})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Error("The paper was neither written nor refused.");
      return made;
    },
    { earlier_donation_paper_once: "already_entered", earlier_donation_request_key: "already_entered" },
  );
}

/**
 * A second person says what a paper proves. Confirmed, its donations count from this moment; refused, the reason stays.
 * The donor's sum moves in the same transaction as the paper.
 */
export async function decidePaper(
  actor: Actor,
  input: { paperId: string; verdict: "confirmed" | "refused"; because: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "same_person" | "already_decided" | "reason_missing">> {
  return undoing<{ id: string }, "same_person" | "already_decided" | "reason_missing">(
    async (tx) => {
      const paper = await row(
        z.object({
          id: z.string(),
          donorId: z.string(),
          unitId: z.string(),
          communeId: z.string().nullable(),
          donations: z.number(),
          status: z.string(),
          enteredBy: z.string().nullable(),
        }),
        sql`SELECT e.id, e.donor_id AS "donorId", e.unit_id AS "unitId", d.home_commune_id AS "communeId", e.donations, e.status,
            e.entered_by AS "enteredBy"
          FROM earlier_donation e JOIN donor d ON d.id = e.donor_id WHERE e.id = ${input.paperId}::uuid FOR UPDATE OF e`,
        tx,
      );
      if (paper === null) throw new NotAllowed("award.confirm");
      insistOnAward(actor, "award.confirm", paper);
      if (paper.status !== "entered") throw new Undo("already_decided");
      if (paper.enteredBy !== null && paper.enteredBy === accountOf(actor)) throw new Undo("same_person");
      const because = input.because === "" ? null : input.because;
      if (input.verdict === "refused" && because === null) throw new Undo("reason_missing");
      await execute(
        sql`UPDATE earlier_donation SET status = ${input.verdict}, decided_by = ${accountOf(actor)}::uuid, decided_at = ${now},
            decided_because = ${because} WHERE id = ${paper.id}::uuid`,
        tx,
      );
      if (input.verdict === "confirmed")
        await execute(
          sql`UPDATE donor SET earlier_count = earlier_count + ${paper.donations}, version = version + 1 WHERE id = ${paper.donorId}::uuid`,
          tx,
        );
      await recordAudit(
        actor,
        {
          action: input.verdict === "confirmed" ? "award.confirm_paper" : "award.refuse_paper",
          subjectKind: "donor",
          subjectId: paper.donorId,
          unitId: paper.unitId,
          detail: { paper: paper.id, donations: paper.donations },
        },
        tx,
      );
      return { id: paper.id };
    },
    { earlier_donation_seen_by_a_second_person: "same_person" },
  );
}
