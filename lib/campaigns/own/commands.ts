import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { insist } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { type Runner, row, statement, Undo, undoing } from "@/lib/db/statement";
import { lockCampaign, trailed } from "../changes/record";
import { type DaysWhyNot, daysOf, whyNotDated } from "../editions/days";
import { joinedMeanwhile, whatHolds } from "../editions/statements";
import { insistOwn } from "../policy";
import { type CampaignStep, type ChangeKind, campaignKey, editionKey, sourceLine } from "../rules";
import type { EditCampaign, MakeCampaign } from "./schema";

const keyShape = z.object({ id: z.string() });

export type MakeCampaignRefusal = DaysWhyNot | "name_taken" | "short_taken" | "unit_ended";

/** Makes a campaign of a unit's own with its first edition. The same form sent twice makes one. */
export async function makeCampaign(
  actor: Actor,
  input: MakeCampaign,
): Promise<Outcome<{ id: string }, MakeCampaignRefusal>> {
  insist(actor, "campaign.plan", { unitId: input.unitId });
  const first = () =>
    row(
      keyShape,
      sql`SELECT id FROM campaign WHERE request_key = ${input.requestKey}::uuid AND owner_unit_id = ${input.unitId}`,
    );
  const before = await first();
  if (before !== null) return done(before);
  const why = whyNotDated(input, { isNational: false });
  if (why !== null) return refused(why, { year: String(input.year) });
  const id = campaignKey(input.unitId, nameSearchKey(input.shortVi), input.requestKey);
  const days = daysOf(input);
  return statement<typeof keyShape, MakeCampaignRefusal>(
    keyShape,
    sql`WITH office AS (
        SELECT id, full_name FROM unit WHERE id = ${input.unitId} AND kind IN ('nation', 'province', 'ministry') AND valid_to IS NULL
      ), made AS (
        INSERT INTO campaign (id, name_vi, short_vi, name_en, short_en, kind, organiser_vi, description_vi, description_en,
          since, sort_order, owner_unit_id, name_key, request_key, is_demo)
        SELECT ${id}, ${input.nameVi}, ${input.shortVi}, ${input.nameEn}, ${input.shortEn}, 'campaign', ${input.organiserVi ?? null},
          ${input.descriptionVi ?? null}, ${input.descriptionEn ?? null}, ${input.year}::integer, 1000, office.id,
          ${nameSearchKey(input.nameVi)}, ${input.requestKey}::uuid,
          EXISTS (SELECT FROM account a WHERE a.id = ${actor.kind === "staff" ? actor.accountId : null}::uuid AND a.is_demo)
        FROM office RETURNING *
      ), edition AS (
        INSERT INTO campaign_edition (id, campaign_id, year, scope_unit_id, starts_on, ends_on, main_on, dates_from, source, note,
          decision_number, decided_on, signatory, address)
        SELECT ${editionKey(id, input.year)}, made.id, ${input.year}::integer, office.id, ${days.startsOn}::date, ${days.endsOn}::date,
          ${days.mainOn}::date, 'decided', coalesce(nullif(${sourceLine(days, "")}, ''), office.full_name), ${days.note},
          ${days.decisionNumber}, ${days.decidedOn}::date, ${days.signatory}, ${days.address}
        FROM made CROSS JOIN office RETURNING *
      ), written AS (
        SELECT made.id, jsonb_build_object('campaign', to_jsonb(made), 'editions', jsonb_build_array(to_jsonb(edition))) AS after
        FROM made CROSS JOIN edition
      ), ${trailed(actor, "made", {
        unitId: input.unitId,
        from: sql`written`,
        campaignId: sql`written.id`,
        after: sql`written.after`,
      })}
      SELECT id FROM written`,
    {
      none: "unit_ended",
      refuse: { campaign_name_once_per_unit: "name_taken", campaign_pkey: "short_taken" },
      replay: { campaign_request_key: first, campaign_name_once_per_unit: first, campaign_pkey: first },
    },
  );
}

export type EditCampaignRefusal = "of_the_files" | "in_use" | "name_taken" | "changed_meanwhile";

/**
 * Calls a campaign of one's own otherwise, or describes it better. The names stay once something counts on it: papers and
 * targets name it so.
 */
export async function editCampaign(
  actor: Actor,
  input: EditCampaign,
): Promise<Outcome<{ id: string }, EditCampaignRefusal>> {
  return undoing<{ id: string }, EditCampaignRefusal>(
    async (tx) => {
      const held = await lockCampaign(actor, input.campaignId, tx);
      if (held.ownerUnitId === null) throw new Undo<EditCampaignRefusal>("of_the_files");
      if (held.version !== input.version) throw new Undo<EditCampaignRefusal>("changed_meanwhile");
      const named = await row(
        z.object({ nameVi: z.string(), shortVi: z.string(), nameEn: z.string(), shortEn: z.string() }),
        sql`SELECT name_vi AS "nameVi", short_vi AS "shortVi", name_en AS "nameEn", short_en AS "shortEn" FROM campaign WHERE id = ${held.id}`,
        tx,
      );
      const renames =
        named !== null && (Object.keys(named) as (keyof typeof named)[]).some((of) => named[of] !== input[of]);
      if (renames) await insistUnused(held.id, tx);
      const changed = await row(
        keyShape,
        sql`WITH held AS (SELECT c.* FROM campaign c WHERE c.id = ${held.id}), made AS (
            UPDATE campaign SET name_vi = ${input.nameVi}, name_en = ${input.nameEn}, short_vi = ${input.shortVi},
              short_en = ${input.shortEn}, name_key = ${nameSearchKey(input.nameVi)}, organiser_vi = ${input.organiserVi ?? null},
              description_vi = ${input.descriptionVi ?? null}, description_en = ${input.descriptionEn ?? null}, version = version + 1
            WHERE id = ${held.id} RETURNING *
          ), ${wholeTrail(actor, "edited", held.unitId)}
          SELECT id FROM made`,
        tx,
      );
      return changed ?? { id: held.id };
    },
    { campaign_name_once_per_unit: "name_taken" },
  );
}

export type StepCampaignRefusal =
  | "of_the_files"
  | "in_use"
  | "joined_meanwhile"
  | "editions_ahead"
  | "ended_already"
  | "going_on";

/**
 * Ends a campaign of one's own (no edition more), lets it go on, or takes it away with its editions: that only while no
 * drive and no target counts on it, and only for the office whose own it is.
 */
export async function stepCampaign(
  actor: Actor,
  { campaignId, step }: { campaignId: string; step: CampaignStep },
  now = new Date(),
): Promise<Outcome<{ id: string; step: CampaignStep }, StepCampaignRefusal>> {
  return undoing<{ id: string; step: CampaignStep }, StepCampaignRefusal>(async (tx) => {
    const held = await lockCampaign(actor, campaignId, tx);
    if (held.ownerUnitId === null) throw new Undo<StepCampaignRefusal>("of_the_files");
    if (step === "withdraw") {
      insistOwn(actor, held.unitId);
      await insistUnused(held.id, tx);
      await row(
        keyShape,
        sql`WITH editions AS (DELETE FROM campaign_edition WHERE campaign_id = ${held.id} RETURNING *),
          gone AS (DELETE FROM campaign WHERE id = ${held.id} RETURNING *), written AS (
            SELECT gone.id, jsonb_build_object('campaign', to_jsonb(gone),
              'editions', coalesce((SELECT jsonb_agg(to_jsonb(editions)) FROM editions), '[]')) AS before FROM gone
          ), ${trailed(actor, "withdrawn", {
            unitId: held.unitId,
            from: sql`written`,
            campaignId: sql`written.id`,
            before: sql`written.before`,
          })}
          SELECT id FROM written`,
        tx,
      );
      return { id: held.id, step };
    }
    const ends = step === "end";
    if (ends && held.endedOn !== null) throw new Undo<StepCampaignRefusal>("ended_already");
    if (!ends && held.endedOn === null) throw new Undo<StepCampaignRefusal>("going_on");
    const today = todayInVietnam(now);
    if (ends) {
      const ahead = await row(
        z.object({ count: z.number() }),
        sql`SELECT count(*)::integer AS count FROM campaign_edition WHERE campaign_id = ${held.id} AND starts_on > ${today}::date`,
        tx,
      );
      if (ahead && ahead.count > 0) throw new Undo<StepCampaignRefusal>("editions_ahead", { count: ahead.count });
    }
    await row(
      keyShape,
      sql`WITH held AS (SELECT c.* FROM campaign c WHERE c.id = ${held.id}), made AS (
          UPDATE campaign SET ended_on = ${ends ? today : null}::date, version = version + 1 WHERE id = ${held.id} RETURNING *
        ), ${wholeTrail(actor, ends ? "ended" : "reopened", held.unitId)}
        SELECT id FROM made`,
      tx,
    );
    return { id: held.id, step };
  }, joinedMeanwhile);
}

/** Of a statement with `held` (as it was) and `made` (as it is). */
const wholeTrail = (actor: Actor, kind: ChangeKind, unitId: string) =>
  trailed(actor, kind, {
    unitId,
    from: sql`made CROSS JOIN held`,
    campaignId: sql`made.id`,
    before: sql`jsonb_build_object('campaign', to_jsonb(held))`,
    after: sql`jsonb_build_object('campaign', to_jsonb(made))`,
  });

async function insistUnused(campaignId: string, tx: Runner): Promise<void> {
  const holds = await whatHolds(sql`s.campaign_id = ${campaignId}`, tx);
  if (holds !== null) throw new Undo<"in_use">("in_use", holds);
}
