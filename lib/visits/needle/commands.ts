import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { publicRuleSet, publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { driveForDeed } from "../place";
import { type NeedleRefusal, visitStatuses, whyNotBleed } from "../rules";
import type { BeginDonation } from "../schema";
import { beginBleeding, type VisitRow, visitRow } from "../statements";

const needleShape = z.object({
  status: z.enum(visitStatuses),
  component: z.enum(COMPONENTS).nullable(),
  volumeMl: z.number().nullable(),
  sex: z.enum(["female", "male"]),
  birthOn: z.string(),
  lastGivenOn: z.string().nullable(),
  needleAt: z.coerce.date().nullable(),
  screening: z
    .object({
      ruleSetId: z.string(),
      verdict: z.enum(["fit", "deferred"]),
      signedOnPaper: z.boolean(),
      weightKg: z.number().nullable(),
      systolicMmhg: z.number().nullable(),
      diastolicMmhg: z.number().nullable(),
      pulsePerMinute: z.number().nullable(),
      pulseRegular: z.boolean().nullable(),
      hemoglobinGramsPerLitre: z.number().nullable(),
      temperatureCelsius: z.number().nullable(),
      serumProteinGramsPerLitre: z.number().nullable(),
      plateletsGigaPerLitre: z.number().nullable(),
    })
    .nullable(),
  ...standingShape,
});

/** Everything the last check before the needle asks, as it is stored. */
function needleFacts(visitId: string, driveId: string) {
  return row(
    needleShape,
    sql`SELECT v.status, v.component, v.volume_ml AS "volumeMl", p.sex, p.born_on AS "birthOn", p.last_given_on AS "lastGivenOn",
        v.needle_at AS "needleAt",
        (SELECT json_build_object('ruleSetId', n.rule_set_id, 'verdict', n.verdict, 'signedOnPaper', n.signed_on_paper,
            'weightKg', n.weight_kg, 'systolicMmhg', n.systolic_mmhg, 'diastolicMmhg', n.diastolic_mmhg,
            'pulsePerMinute', n.pulse_per_minute, 'pulseRegular', n.pulse_regular,
            'hemoglobinGramsPerLitre', n.hemoglobin_g_per_l, 'temperatureCelsius', n.temperature_c,
            'serumProteinGramsPerLitre', n.serum_protein_g_per_l, 'plateletsGigaPerLitre', n.platelets_giga_per_l)
          FROM screening n WHERE n.visit_id = v.id) AS screening,
        ${standingColumns}
      FROM visit v JOIN donor p ON p.id = v.donor_id
      WHERE v.id = ${visitId}::uuid AND v.drive_id = ${driveId}::uuid`,
  );
}

/**
 * The last check before the needle, on what is stored: whatever a screen allowed, the server refuses here what the
 * rules refuse. Two desks at once: one begins, the other is told that it has begun.
 */
export async function beginDonation(
  actor: StaffActor,
  input: BeginDonation,
  now = new Date(),
): Promise<Outcome<VisitRow, NeedleRefusal>> {
  const drive = await driveForDeed(actor, "donation.record", input.driveId);
  const facts = await needleFacts(input.visitId, input.driveId);
  if (facts === null) throw new NotAllowed("donation.record");
  const rules =
    (facts.screening && (await publicRuleSet(facts.screening.ruleSetId))) ?? (await publicRules(drive.heldOn));
  const today = todayInVietnam(now);
  const component = facts.component ?? "whole_blood";
  const why = whyNotBleed(
    {
      drive,
      today,
      status: facts.status,
      component,
      volumeMl: facts.volumeMl,
      donor: { ...facts, onDate: drive.heldOn, component },
      screening: facts.screening && { ...facts.screening, vitals: facts.screening },
    },
    rules.values,
  );
  if (why) return refused(why.refusal, why.facts);
  const begun = await statement<typeof visitRow, NeedleRefusal>(
    visitRow,
    beginBleeding(actor, { ...input, lastGivenOn: facts.lastGivenOn, today, now }),
    { none: "needle_changed" },
  );
  if (begun.ok) return begun;
  const after = await needleFacts(input.visitId, input.driveId);
  return after?.status === "bleeding" ? refused("already_bleeding") : begun;
}
