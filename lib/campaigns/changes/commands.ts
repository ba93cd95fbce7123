import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { type ChangeKind, changeKinds } from "../rules";

const changeShape = z.object({
  id: z.string(),
  campaignId: z.string(),
  editionId: z.string().nullable(),
  unitId: z.string(),
  kind: z.enum(changeKinds),
  isUndone: z.boolean(),
  isLatest: z.boolean(),
});
type Change = z.output<typeof changeShape>;

export type UndoChangeRefusal = "undone_already" | "changed_since" | "joined_meanwhile" | "name_taken" | "days_overlap";

/**
 * Takes the latest change of a campaign back: everything stands as it stood before it. What has come to count on it since
 * (a drive, a target) keeps an edition from going away again.
 */
export async function undoCampaignChange(
  actor: Actor,
  changeId: string,
): Promise<Outcome<{ campaignId: string; isGone: boolean }, UndoChangeRefusal>> {
  return undoing<{ campaignId: string; isGone: boolean }, UndoChangeRefusal>(
    async (tx) => {
      const change = await row(
        changeShape,
        sql`SELECT h.id, h.campaign_id AS "campaignId", h.edition_id AS "editionId", h.unit_id AS "unitId", h.kind,
            h.undone_at IS NOT NULL AS "isUndone",
            NOT EXISTS (SELECT FROM campaign_change l WHERE l.campaign_id = h.campaign_id AND l.undone_at IS NULL
              AND (l.made_at, l.id) > (h.made_at, h.id)) AS "isLatest"
          FROM campaign_change h WHERE h.id = ${changeId}::uuid FOR UPDATE`,
        tx,
      );
      if (change === null) throw new NotAllowed("campaign.plan");
      insist(actor, "campaign.plan", { unitId: change.unitId });
      if (change.isUndone) throw new Undo<UndoChangeRefusal>("undone_already");
      // Held so that nobody changes the campaign between the look and the way back.
      await execute(sql`SELECT id FROM campaign WHERE id = ${change.campaignId} FOR UPDATE`, tx);
      if (!change.isLatest) throw new Undo<UndoChangeRefusal>("changed_since");
      await wayBack[change.kind](change, tx);
      await execute(
        sql`UPDATE campaign_change SET undone_at = now(), undone_by = ${actor.kind === "staff" ? actor.accountId : null}::uuid
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
          detail: { kind: change.kind, ...(change.editionId ? { edition: change.editionId } : {}) },
        },
        tx,
      );
      return { campaignId: change.campaignId, isGone: change.kind === "made" };
    },
    {
      drive_campaign_edition_id_fkey: "joined_meanwhile",
      target_campaign_edition_id_fkey: "joined_meanwhile",
      target_proposal_campaign_edition_id_fkey: "joined_meanwhile",
      campaign_edition_days_apart: "days_overlap",
      campaign_edition_once_a_year: "days_overlap",
      campaign_name_once_per_unit: "name_taken",
      campaign_pkey: "name_taken",
    },
  );
}

type WayBack = (change: Change, tx: Runner) => Promise<unknown>;

const heldBefore = (change: Change, part: "campaign" | "editions") =>
  sql`(SELECT before -> ${part}::text FROM campaign_change WHERE id = ${change.id}::uuid)`;

const takeAway: WayBack = async ({ campaignId }, tx) => {
  await execute(sql`DELETE FROM campaign_edition WHERE campaign_id = ${campaignId}`, tx);
  await execute(sql`DELETE FROM campaign WHERE id = ${campaignId}`, tx);
};
const takeEditionAway: WayBack = ({ editionId }, tx) =>
  execute(sql`DELETE FROM campaign_edition WHERE id = ${editionId}`, tx);

const bringEditionsBack: WayBack = (change, tx) =>
  execute(
    sql`INSERT INTO campaign_edition SELECT * FROM jsonb_populate_recordset(NULL::campaign_edition, ${heldBefore(change, "editions")})`,
    tx,
  );
const bringBack: WayBack = async (change, tx) => {
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
