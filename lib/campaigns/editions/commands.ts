import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Outcome } from "@/lib/core/outcome";
import { type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { type LockedCampaign, lockCampaign, trailed } from "../changes/record";
import { insistOwn } from "../policy";
import { editionKey, sourceLine } from "../rules";
import { type DaysWhyNot, daysOf, whyNotDated } from "./days";
import type { SaveEdition } from "./schema";
import { drivesMovedOut, joinedMeanwhile, madeHere, whatHolds } from "./statements";

const savedShape = z.object({ campaignId: z.string(), year: z.number() });
type Saved = z.output<typeof savedShape> & { moved: number };

export type SaveEditionRefusal =
  | DaysWhyNot
  | "campaign_ended"
  | "changed_meanwhile"
  | "drives_outside"
  | "days_overlap"
  | "year_taken";

/**
 * Writes the edition of a year down, or changes the one there is: of a unit's campaign for its
 * office, of any for the nation's. Drives that would come to lie outside the new days are counted first (`drives_outside`); they go on
 * belonging to the campaign, as their own choice, once that is agreed to.
 */
export async function saveEdition(actor: Actor, input: SaveEdition): Promise<Outcome<Saved, SaveEditionRefusal>> {
  return undoing<Saved, SaveEditionRefusal>(
    async (tx) => {
      const campaign = await lockCampaign(actor, input.campaignId, tx);
      const why = whyNotDated(input, { isNational: campaign.ownerUnitId === null });
      if (why !== null) throw new Undo<SaveEditionRefusal>(why, { year: String(input.year) });
      const held = await editionOf(campaign, input.year, tx);
      if ((held?.version ?? 0) !== input.version) throw new Undo<SaveEditionRefusal>("changed_meanwhile");
      if (held === null) {
        if (campaign.endedOn !== null) throw new Undo<SaveEditionRefusal>("campaign_ended");
        return { ...(await insertEdition(actor, campaign, input, tx)), moved: 0 };
      }
      const moved = await drivesMovedOut(held.id, input, tx);
      if (moved > 0 && input.agreed !== "yes") throw new Undo<SaveEditionRefusal>("drives_outside", { count: moved });
      return { ...(await updateEdition(actor, campaign, { id: held.id, moved }, input, tx)), moved };
    },
    {
      campaign_edition_days_apart: "days_overlap",
      campaign_edition_pkey: "year_taken",
      campaign_edition_once_a_year: "year_taken",
    },
  );
}

export type WithdrawEditionRefusal = "in_use" | "joined_meanwhile" | "of_the_files";

/** Takes an edition away that was written down here, while no drive and no target counts on it; its own unit's office. */
export async function withdrawEdition(
  actor: Actor,
  editionId: string,
): Promise<Outcome<{ campaignId: string }, WithdrawEditionRefusal>> {
  return undoing<{ campaignId: string }, WithdrawEditionRefusal>(
    async (tx) => {
      const found = await row(
        z.object({ campaignId: z.string(), madeHere: z.boolean() }),
        sql`SELECT e.campaign_id AS "campaignId", ${madeHere} AS "madeHere" FROM campaign_edition e WHERE e.id = ${editionId}`,
        tx,
      );
      if (found === null) throw new NotAllowed("campaign.plan");
      const campaign = await lockCampaign(actor, found.campaignId, tx);
      insistOwn(actor, campaign.unitId);
      if (!found.madeHere) throw new Undo<WithdrawEditionRefusal>("of_the_files");
      const holds = await whatHolds(sql`s.id = ${editionId}`, tx);
      if (holds !== null) throw new Undo<WithdrawEditionRefusal>("in_use", holds);
      await row(
        z.object({ id: z.string() }),
        sql`WITH gone AS (DELETE FROM campaign_edition WHERE id = ${editionId} RETURNING *),
          ${trailed(actor, "edition_withdrawn", {
            unitId: campaign.unitId,
            from: sql`gone`,
            campaignId: sql`gone.campaign_id`,
            editionId: sql`gone.id`,
            before: sql`jsonb_build_object('editions', jsonb_build_array(to_jsonb(gone)))`,
          })}
          SELECT id FROM gone`,
        tx,
      );
      return { campaignId: campaign.id };
    },
    // A drive that joins in the same second.
    joinedMeanwhile,
  );
}

function editionOf(campaign: LockedCampaign, year: number, tx: Runner) {
  return row(
    z.object({ id: z.string(), version: z.number() }),
    sql`SELECT id, version FROM campaign_edition
      WHERE campaign_id = ${campaign.id} AND year = ${year} AND scope_unit_id = ${campaign.unitId} FOR UPDATE`,
    tx,
  );
}

async function insertEdition(actor: Actor, campaign: LockedCampaign, input: SaveEdition, tx: Runner) {
  const days = daysOf(input);
  const made = await row(
    savedShape,
    sql`WITH made AS (
        INSERT INTO campaign_edition (id, campaign_id, year, scope_unit_id, starts_on, ends_on, main_on, dates_from, source, note,
          decision_number, decided_on, signatory, address)
        VALUES (${editionKey(campaign.id, input.year)}, ${campaign.id}, ${input.year}::integer, ${campaign.unitId}, ${days.startsOn}::date,
          ${days.endsOn}::date, ${days.mainOn}::date, 'decided', ${sourceLine(days, campaign.officeName)}, ${days.note},
          ${days.decisionNumber}, ${days.decidedOn}::date, ${days.signatory}, ${days.address})
        RETURNING *
      ), ${trailed(actor, "edition_made", {
        unitId: campaign.unitId,
        from: sql`made`,
        campaignId: sql`made.campaign_id`,
        editionId: sql`made.id`,
        after: sql`jsonb_build_object('editions', jsonb_build_array(to_jsonb(made)))`,
      })}
      SELECT campaign_id AS "campaignId", year FROM made`,
    tx,
  );
  return made ?? { campaignId: campaign.id, year: input.year };
}

async function updateEdition(
  actor: Actor,
  campaign: LockedCampaign,
  { id, moved }: { id: string; moved: number },
  input: SaveEdition,
  tx: Runner,
) {
  const days = daysOf(input);
  const made = await row(
    savedShape,
    sql`WITH held AS (SELECT e.* FROM campaign_edition e WHERE e.id = ${id}), made AS (
        UPDATE campaign_edition SET starts_on = ${days.startsOn}::date, ends_on = ${days.endsOn}::date, main_on = ${days.mainOn}::date,
          dates_from = 'decided', source = ${sourceLine(days, campaign.officeName)}, note = ${days.note},
          decision_number = ${days.decisionNumber}, decided_on = ${days.decidedOn}::date, signatory = ${days.signatory},
          address = ${days.address}, version = version + 1
        WHERE id = ${id} RETURNING *
      ), ${trailed(actor, "edition_changed", {
        unitId: campaign.unitId,
        from: sql`made CROSS JOIN held`,
        campaignId: sql`made.campaign_id`,
        editionId: sql`made.id`,
        before: sql`jsonb_build_object('editions', jsonb_build_array(to_jsonb(held)))`,
        after: sql`jsonb_build_object('editions', jsonb_build_array(to_jsonb(made)))`,
        drivesOutside: moved,
      })}
      SELECT campaign_id AS "campaignId", year FROM made`,
    tx,
  );
  return made ?? { campaignId: campaign.id, year: input.year };
}
