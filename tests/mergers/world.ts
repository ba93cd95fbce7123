import type { Pool } from "pg";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { carryOut } from "@/lib/mergers/carrying/commands";
import { saveDraft } from "@/lib/mergers/drafting/commands";
import { type DraftInput, draftInput } from "@/lib/mergers/schema";
import { staffActor } from "../support/actors";
import { addAccount } from "../support/facts";

/** The day on which these tests take place: late enough for changes after the mergers of 2025. */
export const now = new Date("2026-11-26T03:00:00Z");

/** Somebody who may change every unit. */
export async function administrator(db: Pool): Promise<StaffActor> {
  return staffActor("administrator", { kind: "nation" }, { accountId: (await addAccount(db)).id });
}

let numbers = 0;

/** A merger of units as its form would send it, whole. */
export function merging(
  units: readonly string[],
  into: { name: string; code: string; type: string },
  on = "2026-11-01",
) {
  return drafted({
    kind: "merge",
    units: [...units],
    "name.1": into.name,
    "code.1": into.code,
    "type.1": into.type,
    effectiveOn: on,
  });
}

/** A form's fields read as the site reads them. */
export function drafted(fields: Record<string, unknown>): DraftInput {
  numbers += 1;
  return draftInput.parse({
    requestKey: newId(),
    number: `${numbers}/NQ-HĐND`,
    decidedOn: "2026-01-02",
    issuer: "Hội đồng nhân dân thử",
    ...fields,
  });
}

/** Drafts a change and carries it out; answers the decision, or the refusal as a word. */
export async function change(actor: StaffActor, draft: DraftInput): Promise<{ id: string; version: number }> {
  const saved = await saveDraft(actor, draft);
  if (!saved.ok) throw new Error(`The draft was refused: ${saved.refusal} ${JSON.stringify(saved.facts)}`);
  const done = await carryOut(actor, { decisionId: saved.value.id, version: 1 }, now);
  if (!done.ok) throw new Error(`The change was refused: ${done.refusal} ${JSON.stringify(done.facts)}`);
  return { id: saved.value.id, version: 2 };
}

const watched: Record<string, string> = {
  unit: "id, code, kind, type, parent_id, name, full_name, name_key, valid_from, valid_to, decision_id",
  unit_version: "unit_id, valid_from, valid_to, type, name, parent_id, decision_id",
  unit_succession: "predecessor_id, successor_id, effective_on",
  unit_population: "unit_id, year, basis, people",
  former_commune_successor: "former_commune_id, unit_id",
  target: "id, unit_id, year, period, metric, value, superseded_at",
  venue: "id, province_id, commune_id, name, name_key",
  organisation: "id, unit_id, commune_id, name, name_key",
  facility: "id, unit_id, name, name_key",
  campaign: "id, owner_unit_id, name_vi, name_key, ended_on",
  campaign_edition: "id, campaign_id, year, scope_unit_id, starts_on, ends_on",
  drive: "id, province_id, commune_id, credited_unit_id, status, held_on, planned_units",
  drive_total: "drive_id, donations, voluntary, volume_ml",
  donation: "id, drive_id, donor_id, status",
  donor: "id, home_province_id, home_commune_id, donation_count",
  role_assignment: "id, account_id, role, scope_kind, unit_id, revoked_at",
};

/** What a change must not leave otherwise once it is undone: every table it may write, row by row. */
export async function everything(db: Pool): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const [table, columns] of Object.entries(watched)) {
    const { rows } = await db.query(
      `SELECT count(*)::text || ' ' || coalesce(md5(string_agg(r::text, E'\\n' ORDER BY r::text)), '') AS all
       FROM (SELECT ${columns} FROM ${table}) r`,
    );
    told[table] = rows[0].all;
  }
  return told;
}
