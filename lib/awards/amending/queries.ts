import sql from "sql-template-tag";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { awardsWithin } from "../policy";
import { planOf, type RoundPlan } from "./plan";

/** A round as it was planned, for those who run it; null for everybody else. */
export async function roundPlan(actor: StaffActor, id: string): Promise<RoundPlan | null> {
  return isId(id) ? planOf(id, awardsWithin(actor, "award.run", sql`r.unit_id`)) : null;
}
