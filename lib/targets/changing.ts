import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { execute, type Runner, row, Undo } from "@/lib/db/statement";
import type { TargetUnit } from "./policy";
import { metrics, periods, proposalStates } from "./rules";

/** What every change around targets shares: the unit, the lock, the version that was seen, the trail. */

const unitShape = z.object({
  id: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
export type HeldUnit = z.output<typeof unitShape>;

/** The unit, where a rule lets this actor at it; as if it were not there otherwise. */
export async function unitFor(
  actor: Actor,
  unitId: string,
  deed: Deed,
  allows: (actor: Actor, unit: TargetUnit) => boolean,
  on?: Runner,
): Promise<HeldUnit> {
  const unit = await row(
    unitShape,
    sql`SELECT id, kind, parent_id AS "parentId", name, valid_from AS "validFrom", valid_to AS "validTo"
      FROM unit WHERE id = ${unitId}`,
    on,
  );
  if (unit === null || !allows(actor, unit)) throw new NotAllowed(deed);
  return unit;
}

/** A unit's name, for a sentence about one of many. */
export async function unitName(unitId: string, on: Runner): Promise<string> {
  const found = await row(z.object({ name: z.string() }), sql`SELECT name FROM unit WHERE id = ${unitId}`, on);
  return found?.name ?? "–";
}

const proposalShape = z.object({
  id: z.string(),
  unitId: z.string(),
  year: z.number(),
  period: z.enum(periods),
  metric: z.enum(metrics),
  editionId: z.string().nullable(),
  value: z.number(),
  countingBasis: z.string(),
  state: z.enum(proposalStates),
  origin: z.enum(["unit", "above"]),
  adjusts: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  reason: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
});
export type HeldProposal = z.output<typeof proposalShape>;

/** A proposal, locked until the transaction ends, so that two who decide come one after the other. */
export async function lockProposal(id: string, tx: Runner): Promise<HeldProposal | null> {
  return row(
    proposalShape,
    sql`SELECT id, unit_id AS "unitId", year, period, metric, campaign_edition_id AS "editionId", value::float8 AS value,
        counting_basis AS "countingBasis", state, origin, adjusts, effective_from AS "effectiveFrom", reason,
        is_demo AS "isDemo", version
      FROM target_proposal WHERE id = ${id}::uuid FOR UPDATE`,
    tx,
  );
}

/** Refuses a change that began from an older version; the facts say who changed it and when. */
export async function insistSameVersion(
  held: { id: string; version: number },
  version: number,
  of: "proposal" | "split",
  tx: Runner,
): Promise<void> {
  if (held.version === version) return;
  throw new Undo<"changed_meanwhile">("changed_meanwhile", await whoChanged(held.id, of, tx));
}

async function whoChanged(id: string, of: "proposal" | "split", tx: Runner): Promise<Record<string, string | number>> {
  const last = await row(
    z.object({ who: z.string(), at: z.string(), version: z.number() }),
    sql`SELECT coalesce(a.name, '—') AS who, coalesce(to_char(e.happened_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI'), '—') AS at,
        h.version
      FROM (SELECT id, version FROM target_proposal WHERE id = ${id}::uuid
          UNION ALL SELECT id, version FROM target_split WHERE id = ${id}::uuid) h
        LEFT JOIN LATERAL (SELECT by_account, happened_at FROM target_event
          WHERE ${of === "split" ? sql`split_id` : sql`proposal_id`} = h.id ORDER BY happened_at DESC, id DESC LIMIT 1) e ON true
        LEFT JOIN account a ON a.id = e.by_account`,
    tx,
  );
  return last ?? {};
}

/** Is what this actor writes part of the demonstration? */
export async function isDemoActor(actor: Actor, tx: Runner): Promise<boolean> {
  if (actor.kind !== "staff") return false;
  const account = await row(
    z.object({ isDemo: z.boolean() }),
    sql`SELECT is_demo AS "isDemo" FROM account WHERE id = ${actor.accountId}::uuid`,
    tx,
  );
  return account?.isDemo ?? false;
}

export const accountOf = (actor: Actor): string | null => (actor.kind === "staff" ? actor.accountId : null);

export interface TargetHappening {
  kind: string;
  unitId: string;
  year: number;
  proposalId?: string | null;
  splitId?: string | null;
  value?: number | null;
  words?: string | null;
}

/** Adds to the trail people read under a target. */
export async function tell(actor: Actor, what: TargetHappening, now: Date, tx: Runner): Promise<void> {
  await execute(
    sql`INSERT INTO target_event (id, unit_id, year, proposal_id, split_id, kind, value, words, by_account, happened_at)
      VALUES (${newId()}::uuid, ${what.unitId}, ${what.year}, ${what.proposalId ?? null}::uuid, ${what.splitId ?? null}::uuid,
        ${what.kind}, ${what.value ?? null}, ${what.words ?? null}, ${accountOf(actor)}::uuid, ${now})`,
    tx,
  );
}

/** The audit row of a change to targets, in its transaction. */
export async function audit(
  actor: Actor,
  action: `target.${string}`,
  { unitId, id, ...detail }: { unitId: string; id: string } & Record<string, unknown>,
  tx: Runner,
): Promise<void> {
  await recordAudit(actor, { action, subjectKind: "target", subjectId: id, unitId, detail }, tx);
}

/**
 * The days a period of a unit's target covers; null where its campaign has no such edition that year, of the nation's, of
 * the unit's or of the one above it: a target on another's edition would keep that one from ever being changed.
 */
export async function daysOfEdition(
  unit: Pick<HeldUnit, "id" | "parentId">,
  { editionId, year }: { editionId: string; year: number },
  tx: Runner,
): Promise<{ startsOn: CivilDate; endsOn: CivilDate } | null> {
  return row(
    z.object({ startsOn: z.string(), endsOn: z.string() }),
    sql`SELECT starts_on AS "startsOn", ends_on AS "endsOn" FROM campaign_edition
      WHERE id = ${editionId} AND year = ${year} AND scope_unit_id IN ('VN', ${unit.id}, ${unit.parentId})`,
    tx,
  );
}
