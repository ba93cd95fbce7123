import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import type { JoinFamily, MakeFamily } from "./schema";

/** Makes a family of one's own unit, without members yet. The form brings its id, so that sent twice it is one. */
export async function makeFamily(actor: StaffActor, input: MakeFamily): Promise<Outcome<{ id: string }>> {
  insistOnAward(actor, "award.count", input);
  return undoing<{ id: string }, never>(async (tx) => {
    const made = await execute(
      sql`INSERT INTO family (id, name, unit_id, made_by)
        VALUES (${input.familyId}::uuid, ${input.name}, ${input.unitId}, ${actor.accountId}::uuid) ON CONFLICT (id) DO NOTHING`,
      tx,
    );
    if (made === 0) return { id: (await lockFamily(actor, input.familyId, tx)).id };
    await noteFamily(actor, { id: input.familyId, unitId: input.unitId }, "award.make_family", tx);
    return { id: input.familyId };
  });
}

/**
 * Adds a donor who has said so to a family; whoever writes it down is the witness. Nobody belongs to two families at
 * once (`family_member_of_one_family`), and a family lives in one province.
 */
export async function joinFamily(
  actor: StaffActor,
  input: JoinFamily,
  now = new Date(),
): Promise<Outcome<{ id: string }, "in_a_family" | "donor_elsewhere">> {
  return undoing<{ id: string }, "in_a_family" | "donor_elsewhere">(
    async (tx) => {
      const family = await lockFamily(actor, input.familyId, tx);
      const donor = await row(
        z.object({ isNear: z.boolean() }),
        sql`SELECT coalesce(home_province_id = ${family.unitId}, false) AS "isNear" FROM donor WHERE id = ${input.donorId}::uuid`,
        tx,
      );
      if (!donor?.isNear) throw new Undo("donor_elsewhere");
      await execute(
        sql`INSERT INTO family_member (id, family_id, donor_id, relation, consented_at, consent_channel, witnessed_by)
          VALUES (${newId()}::uuid, ${family.id}::uuid, ${input.donorId}::uuid, ${input.relation}, ${now}, ${input.channel},
            ${actor.accountId}::uuid)`,
        tx,
      );
      await execute(
        sql`UPDATE family SET version = version + 1, commune_id = coalesce(commune_id,
            (SELECT home_commune_id FROM donor WHERE id = ${input.donorId}::uuid)) WHERE id = ${family.id}::uuid`,
        tx,
      );
      await noteFamily(actor, family, "award.join_family", tx, { donor: input.donorId, channel: input.channel });
      return { id: family.id };
    },
    { family_member_of_one_family: "in_a_family" },
  );
}

/** A member leaves: their donations count for the family no more. The row stays. */
export async function leaveFamily(
  actor: StaffActor,
  input: { familyId: string; memberId: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "left_already">> {
  return undoing<{ id: string }, "left_already">(async (tx) => {
    const family = await lockFamily(actor, input.familyId, tx);
    const left = await execute(
      sql`UPDATE family_member SET left_at = greatest(${now}::timestamptz, consented_at)
        WHERE id = ${input.memberId}::uuid AND family_id = ${family.id}::uuid AND left_at IS NULL`,
      tx,
    );
    if (left === 0) throw new Undo("left_already");
    await execute(sql`UPDATE family SET version = version + 1 WHERE id = ${family.id}::uuid`, tx);
    await noteFamily(actor, family, "award.leave_family", tx, { member: input.memberId });
    return { id: family.id };
  });
}

async function lockFamily(actor: StaffActor, id: string, tx: Runner): Promise<{ id: string; unitId: string }> {
  const family = await row(
    z.object({ id: z.string(), unitId: z.string(), communeId: z.string().nullable() }),
    sql`SELECT id, unit_id AS "unitId", commune_id AS "communeId" FROM family WHERE id = ${id}::uuid FOR UPDATE`,
    tx,
  );
  if (family === null) throw new NotAllowed("award.count");
  insistOnAward(actor, "award.count", family);
  return family;
}

async function noteFamily(
  actor: StaffActor,
  family: { id: string; unitId: string },
  action: string,
  tx: Runner,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(actor, { action, subjectKind: "family", subjectId: family.id, unitId: family.unitId, detail }, tx);
}
