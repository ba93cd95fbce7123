import sql from "sql-template-tag";
import { z } from "zod";
import type { DonorActor } from "@/lib/auth/actor";
import { todayInVietnam } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { countedFor, heldHonours } from "../counting/counted";
import { storedRules } from "../editing/stored";
import { rulesFor } from "../rules";

/**
 * The next rung of the ladder of a donor's own province that their donations of a life lead to, and how many are
 * missing; null when they stand above it, or live where no province is known. A rung they hold already is not ahead.
 */
export async function ownNextRung(actor: DonorActor, now = new Date()): Promise<{ goal: number; left: number } | null> {
  const today = todayInVietnam(now);
  const home = await row(
    z.object({ provinceId: z.string().nullable() }),
    sql`SELECT home_province_id AS "provinceId" FROM donor WHERE id = ${actor.donorId}::uuid`,
  );
  if (!home?.provinceId) return null;
  const ladder = rulesFor(await storedRules(), home.provinceId, today).filter(
    (rule) => rule.metric === "lifetime_donations" && rule.subjectKind === "donor" && rule.threshold !== null,
  );
  const first = ladder[0];
  if (!first) return null;
  const counted = (await countedFor(first, [actor.donorId], today)).get(actor.donorId)?.counted ?? 0;
  const held = Math.max(
    0,
    ...((await heldHonours([actor.donorId])).get(actor.donorId) ?? []).map((h) => h.threshold ?? 0),
  );
  const goals = ladder.flatMap(({ threshold }) =>
    threshold !== null && threshold > counted && threshold > held ? [threshold] : [],
  );
  const goal = Math.min(...goals);
  return Number.isFinite(goal) ? { goal, left: goal - counted } : null;
}
