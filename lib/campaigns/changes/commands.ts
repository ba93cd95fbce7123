import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { drivesMovedOut, joinedMeanwhile, whatHolds } from "../editions/statements";
import { insistOwn } from "../policy";
import { type ChangeKind, changeKinds, takesAway } from "../rules";
import { lockCampaign } from "./record";

const changeShape = z.object({
  id: z.string(),
  campaignId: z.string(),
  editionId: z.string().nullable(),
  unitId: z.string(),
  kind: z.enum(changeKinds),
  isUndone: z.boolean(),
  isLatest: z.boolean(),
  /** What it wrote stands as it left it. */
  stands: z.boolean(),
});
type Change = z.output<typeof changeShape>;

export type UndoChangeRefusal =
  | "undone_already"
  | "changed_since"
  | "in_use"
  | "joined_meanwhile"
  | "year_taken"
  | "name_taken"
  | "days_overlap"
  | "unit_ended";

interface Undone {
  campaignId: string;
  /** The campaign is no more. */
  isGone: boolean;
  /** Drives that lie outside the days an edition has again. */
  moved: number;
}

/**
 * Takes the latest change of a campaign back: everything stands as it stood before it. What has come to count on it since
 * (a drive, a target) keeps an edition from going away again. Drives that come to lie outside the days of before are told.
 */
export async function undoCampaignChange(actor: Actor, changeId: string): Promise<Outcome<Undone, UndoChangeRefusal>> {
  return undoing<Undone, UndoChangeRefusal>(
    async (tx) => {
      const change = await lockedChange(actor, changeId, tx);
      if (change.isUndone) throw new Undo<UndoChangeRefusal>("undone_already");
      if (!change.isLatest || !change.stands) throw new Undo<UndoChangeRefusal>("changed_since");
      const moved = change.kind === "edition_changed" ? await drivesLeftOutside(change, tx) : 0;
      await wayBack[change.kind](change, tx);
      await execute(
        sql`UPDATE campaign_change SET undone_at = clock_timestamp(), undone_by = ${actor.kind === "staff" ? actor.accountId : null}::uuid
          WHERE id = ${change.id}::uuid`,
        tx,
      );
      await recordAudit(
        actor,
        {
          action: "campaign.undone",
          subjectKind: "campaign",
          subjectId: change.campaignId,
          unitId: change.unitId,
          detail: {
            kind: change.kind,
            ...(change.editionId ? { edition: change.editionId } : {}),
            ...(moved > 0 ? { drivesOutside: moved } : {}),
          },
        },
        tx,
      );
      return { campaignId: change.campaignId, isGone: change.kind === "made", moved };
    },
    {
      ...joinedMeanwhile,
      campaign_edition_days_apart: "days_overlap",
      campaign_edition_once_a_year: "year_taken",
      campaign_edition_pkey: "year_taken",
      campaign_name_once_per_unit: "name_taken",
      campaign_pkey: "name_taken",
    },
  );
}

/**
 * The change as it is once nobody else can change its campaign: a save that came first is seen. A campaign that was
 * withdrawn has no row to hold; the rows of its trail stand for it.
 */
async function lockedChange(actor: Actor, changeId: string, tx: Runner): Promise<Change> {
  const of = await row(
    z.object({ campaignId: z.string(), unitId: z.string(), kind: z.enum(changeKinds), isThere: z.boolean() }),
    sql`SELECT h.campaign_id AS "campaignId", h.unit_id AS "unitId", h.kind,
        EXISTS (SELECT FROM campaign c WHERE c.id = h.campaign_id) AS "isThere"
      FROM campaign_change h WHERE h.id = ${changeId}::uuid`,
    tx,
  );
  if (of === null) throw new NotAllowed("campaign.plan");
  const unitId = of.isThere ? (await lockCampaign(actor, of.campaignId, tx)).unitId : of.unitId;
  if (takesAway(of.kind)) insistOwn(actor, unitId);
  else insist(actor, "campaign.plan", { unitId });
  await execute(sql`SELECT id FROM campaign_change WHERE campaign_id = ${of.campaignId} ORDER BY id FOR UPDATE`, tx);
  const change = await row(
    changeShape,
    sql`SELECT h.id, h.campaign_id AS "campaignId", h.edition_id AS "editionId", ${unitId} AS "unitId", h.kind,
        h.undone_at IS NOT NULL AS "isUndone",
        NOT EXISTS (SELECT FROM campaign_change l WHERE l.campaign_id = h.campaign_id AND l.undone_at IS NULL
          AND (l.made_at, l.id) > (h.made_at, h.id)) AS "isLatest", ${asLeft} AS stands
      FROM campaign_change h WHERE h.id = ${changeId}::uuid`,
    tx,
  );
  if (change === null) throw new NotAllowed("campaign.plan");
  return change;
}

/**
 * Does what a change (`campaign_change h`) wrote stand as it left it? Versions go on counting with each way back, and a
 * merger of units carries campaigns to the new one: neither is another state.
 */
const asLeft = sql`((h.after -> 'campaign') IS NULL OR EXISTS (SELECT FROM campaign c WHERE c.id = h.campaign_id
      AND to_jsonb(c) @> ((h.after -> 'campaign') - 'version' - 'owner_unit_id')))
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(h.after -> 'editions') one WHERE NOT EXISTS (
      SELECT FROM campaign_edition e WHERE e.id = one ->> 'id' AND to_jsonb(e) @> (one - 'version' - 'scope_unit_id')))`;

/** Drives within the days an edition has now, that will not be within those it had before. */
async function drivesLeftOutside(change: Change, tx: Runner): Promise<number> {
  const before = await row(
    z.object({ startsOn: z.string(), endsOn: z.string() }),
    sql`SELECT one ->> 'starts_on' AS "startsOn", one ->> 'ends_on' AS "endsOn"
      FROM (SELECT ${heldBefore(change, "editions")} -> 0 AS one) first`,
    tx,
  );
  return before === null || change.editionId === null ? 0 : drivesMovedOut(change.editionId, before, tx);
}

type WayBack = (change: Change, tx: Runner) => Promise<unknown>;

const heldBefore = (change: Change, part: "campaign" | "editions") =>
  sql`(SELECT before -> ${part}::text FROM campaign_change WHERE id = ${change.id}::uuid)`;

const takeAway: WayBack = async ({ campaignId }, tx) => {
  await insistUnused(sql`s.campaign_id = ${campaignId}`, tx);
  await execute(sql`DELETE FROM campaign_edition WHERE campaign_id = ${campaignId}`, tx);
  await execute(sql`DELETE FROM campaign WHERE id = ${campaignId}`, tx);
};
const takeEditionAway: WayBack = async ({ editionId }, tx) => {
  await insistUnused(sql`s.id = ${editionId}`, tx);
  await execute(sql`DELETE FROM campaign_edition WHERE id = ${editionId}`, tx);
};
async function insistUnused(which: Sql, tx: Runner): Promise<void> {
  const holds = await whatHolds(which, tx);
  if (holds !== null) throw new Undo<UndoChangeRefusal>("in_use", holds);
}

const bringEditionsBack: WayBack = (change, tx) =>
  execute(
    sql`INSERT INTO campaign_edition SELECT * FROM jsonb_populate_recordset(NULL::campaign_edition, ${heldBefore(change, "editions")})`,
    tx,
  );
const bringBack: WayBack = async (change, tx) => {
  const ended = await row(
    z.object({ id: z.string() }),
    sql`SELECT u.id FROM unit u WHERE u.id = ${heldBefore(change, "campaign")} ->> 'owner_unit_id' AND u.valid_to IS NOT NULL`,
    tx,
  );
  if (ended !== null) throw new Undo<UndoChangeRefusal>("unit_ended");
  await execute(
    sql`INSERT INTO campaign SELECT * FROM jsonb_populate_record(NULL::campaign, ${heldBefore(change, "campaign")})`,
    tx,
  );
  await bringEditionsBack(change, tx);
};

/** Versions go on counting, so that a form drawn before is told that something was changed. */
const nameAsBefore: WayBack = (change, tx) =>
  execute(
    sql`UPDATE campaign c SET name_vi = b.name_vi, name_en = b.name_en, short_vi = b.short_vi, short_en = b.short_en,
        name_key = b.name_key, organiser_vi = b.organiser_vi, description_vi = b.description_vi,
        description_en = b.description_en, ended_on = b.ended_on, version = c.version + 1
      FROM jsonb_populate_record(NULL::campaign, ${heldBefore(change, "campaign")}) b WHERE c.id = ${change.campaignId}`,
    tx,
  );
const dateAsBefore: WayBack = (change, tx) =>
  execute(
    sql`UPDATE campaign_edition e SET starts_on = b.starts_on, ends_on = b.ends_on, main_on = b.main_on, dates_from = b.dates_from,
        source = b.source, note = b.note, decision_number = b.decision_number, decided_on = b.decided_on,
        signatory = b.signatory, address = b.address, version = e.version + 1
      FROM jsonb_populate_recordset(NULL::campaign_edition, ${heldBefore(change, "editions")}) b WHERE e.id = ${change.editionId} AND b.id = e.id`,
    tx,
  );

const wayBack: Record<ChangeKind, WayBack> = {
  made: takeAway,
  edited: nameAsBefore,
  ended: nameAsBefore,
  reopened: nameAsBefore,
  withdrawn: bringBack,
  edition_made: takeEditionAway,
  edition_changed: dateAsBefore,
  edition_withdrawn: bringEditionsBack,
};
