import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Runner, row } from "@/lib/db/statement";
import type { ChangeKind } from "../rules";

const lockedShape = z.object({
  id: z.string(),
  /** Whose office made it; null for one of the files. */
  ownerUnitId: z.string().nullable(),
  /** Whose office plans it: its owner's, or the nation's. */
  unitId: z.string(),
  officeName: z.string(),
  endedOn: z.string().nullable(),
  version: z.number(),
});
export type LockedCampaign = z.output<typeof lockedShape>;

/** The campaign, held against others who change it; for the office of its unit, and the nation's. */
export async function lockCampaign(actor: Actor, id: string, tx: Runner): Promise<LockedCampaign> {
  const found = await row(
    lockedShape,
    sql`SELECT c.id, c.owner_unit_id AS "ownerUnitId", u.id AS "unitId", u.full_name AS "officeName", c.ended_on AS "endedOn", c.version
      FROM campaign c JOIN unit u ON u.id = c.owner_unit_id OR c.owner_unit_id IS NULL AND u.kind = 'nation'
      WHERE c.id = ${id} FOR UPDATE OF c`,
    tx,
  );
  if (found === null) throw new NotAllowed("campaign.plan");
  insist(actor, "campaign.plan", { unitId: found.unitId });
  return found;
}

/**
 * The rows of the trail and of the audit as two more parts of the statement that does the deed. `from` names what it wrote,
 * one row; `campaignId`, `editionId`, `before` and `after` are read from there.
 */
export function trailed(
  actor: Actor,
  kind: ChangeKind,
  of: {
    unitId: string;
    from: Sql;
    campaignId: Sql;
    editionId?: Sql;
    before?: Sql;
    after?: Sql;
    drivesOutside?: number;
  },
): Sql {
  const none = sql`NULL`;
  const { unitId, from, campaignId, editionId = none, before = none, after = none, drivesOutside = 0 } = of;
  return sql`trail AS (
      INSERT INTO campaign_change (id, campaign_id, edition_id, unit_id, kind, before, after, drives_outside, made_by, made_at)
      SELECT ${newId()}::uuid, ${campaignId}, ${editionId}::text, ${unitId}, ${kind}, (${before})::jsonb, (${after})::jsonb,
        ${drivesOutside}::integer, ${actor.kind === "staff" ? actor.accountId : null}::uuid,
        -- Not when the transaction began: whoever waited for the campaign came after.
        clock_timestamp()
      FROM ${from}
    ), audit AS (${auditFrom(actor, `campaign.${kind}`, {
      from,
      subjectKind: "campaign",
      subjectId: campaignId,
      unitId: sql`${unitId}::text`,
      detail: sql`jsonb_strip_nulls(jsonb_build_object('edition', ${editionId}::text, 'drivesOutside', nullif(${drivesOutside}::integer, 0)))`,
    })})`;
}
