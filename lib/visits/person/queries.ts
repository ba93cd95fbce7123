import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordRead } from "@/lib/audit/reading";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { ageOn, daysBetween } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { type DeskDrive, driveForDesk } from "@/lib/drives/desk/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS, type JudgingRules, judgingRules, type RuleSet } from "@/lib/eligibility/rule-set";
import { type DonateWord, type Reason, whyNotDonate } from "@/lib/eligibility/rules";
import { answersSchema } from "@/lib/eligibility/schema";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { type DeskSight, deskSight, withoutHistory } from "../policy";
import { segments, visitStatuses } from "../rules";

const personShape = z.object({
  donorId: z.string(),
  name: z.string(),
  sex: z.enum(["female", "male"]),
  bornOn: z.string(),
  contact: z.object({
    version: z.number(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    addressLine: z.string().nullable(),
    provinceId: z.string().nullable(),
    communeId: z.string().nullable(),
    /** The present commune and province in words. */
    home: z.string().nullable(),
  }),
  segment: z.enum(segments).nullable(),
  employer: z.string().nullable(),
  identityKind: z.enum(["citizen_card", "old_id_card", "military", "police", "passport"]).nullable(),
  lastFour: z.string().nullable(),
  blood: z.string().nullable(),
  donationCount: z.number(),
  lastGivenOn: z.string().nullable(),
  lastComponent: z.string().nullable(),
  hasConsent: z.boolean(),
  slotAt: z.coerce.date().nullable(),
  bookingId: z.string().nullable(),
  visit: z
    .object({
      id: z.string(),
      number: z.number(),
      status: z.enum(visitStatuses),
      version: z.number(),
      segment: z.enum(segments),
      employer: z.string().nullable(),
      kind: z.enum(["voluntary", "replacement"]),
      component: z.enum(COMPONENTS).nullable(),
      volumeMl: z.number().nullable(),
      arrivedAt: z.coerce.date(),
      needleAt: z.coerce.date().nullable(),
      closedAt: z.coerce.date().nullable(),
      closedBecause: z.string().nullable(),
      leftOpenAt: z.coerce.date().nullable(),
      bloodLostMl: z.number().nullable(),
    })
    .nullable(),
  screening: z
    .object({
      ruleSetId: z.string(),
      weightKg: z.number().nullable(),
      systolicMmhg: z.number().nullable(),
      diastolicMmhg: z.number().nullable(),
      pulsePerMinute: z.number().nullable(),
      pulseRegular: z.boolean().nullable(),
      hemoglobinGPerL: z.number().nullable(),
      temperatureC: z.number().nullable(),
      serumProteinGPerL: z.number().nullable(),
      plateletsGigaPerL: z.number().nullable(),
      answers: answersSchema.catch({}),
      answersFrom: z.enum(["asked", "declaration"]),
      clearedByDoctor: z.boolean(),
      signedOnPaper: z.boolean(),
      verdict: z.enum(["fit", "deferred"]),
      permittedVolumesMl: z.array(z.number()),
    })
    .nullable(),
  declaration: z.object({ answers: answersSchema.catch({}), declaredAt: z.coerce.date() }).nullable(),
  deferralRows: z.array(
    z.object({
      id: z.string(),
      reason: z.string(),
      countedFrom: z.string(),
      lastDay: z.string().nullable(),
      note: z.string().nullable(),
      lifted: z.boolean(),
      visitId: z.string().nullable(),
    }),
  ),
  donation: z
    .object({
      id: z.string(),
      number: z.string(),
      volumeMl: z.number(),
      component: z.enum(COMPONENTS),
      kind: z.enum(["voluntary", "replacement"]),
      givenAt: z.coerce.date(),
      adverseReaction: z.string().nullable(),
      adverseSeverity: z.number().nullable(),
      flags: z.array(z.string()),
      reviewed: z.boolean(),
    })
    .nullable(),
  ...standingShape,
});

/** Somebody at this drive's desk. What is about health is null or empty for whoever may not see it. */
export type DeskPerson = Omit<z.output<typeof personShape>, "deferrals" | "donations"> & {
  readonly age: number;
  readonly daysSinceLast: number | null;
  /** What stands in the way today, with the first allowed day; never why somebody was deferred. */
  readonly standing: Reason<DonateWord> | null;
  readonly rules: JudgingRules;
};

/** Which person of a drive: by their visit, or by a booking that has not come to the desk yet. */
export type WhichPerson = { visitId: string } | { bookingId: string };

/**
 * One person of a drive, or null when there is none such in the actor's reach, or when the actor has read too many
 * people's records just now. Reading leaves an audit row.
 */
export async function deskPerson(actor: StaffActor, driveId: string, which: WhichPerson): Promise<DeskPerson | null> {
  const drive = await driveForDesk(actor, driveId);
  const id = "visitId" in which ? which.visitId : which.bookingId;
  if (drive === null || !isId(id)) return null;
  const sight = deskSight(actor, drive);
  const found = await row(personShape, personOf(driveId, which));
  if (found === null) return null;
  const rules = await publicRules(drive.heldOn);
  const mayRead = await recordRead(actor, {
    action: sight.health ? "visit.read_health" : "visit.read",
    subjectKind: "visitId" in which ? "visit" : "booking",
    subjectId: id,
    driveId,
    unitId: drive.creditedUnitId,
  });
  return mayRead ? redacted(found, { drive, sight, rules }) : null;
}

function redacted(
  found: z.output<typeof personShape>,
  { drive, sight, rules }: { drive: DeskDrive; sight: DeskSight; rules: RuleSet },
): DeskPerson {
  const { deferrals, donations, ...person } = found;
  const standing = whyNotDonate(
    {
      birthOn: person.bornOn,
      onDate: drive.heldOn,
      component: person.visit?.component ?? "whole_blood",
      deferrals,
      donations,
    },
    rules.values,
  );
  const seen = {
    ...person,
    age: ageOn(person.bornOn, drive.heldOn),
    daysSinceLast: person.lastGivenOn === null ? null : daysBetween(person.lastGivenOn, drive.heldOn),
    standing: person.visit?.status === "donated" || person.visit?.leftOpenAt ? null : standing,
    rules: judgingRules(rules),
  };
  if (sight.health) return seen;
  return {
    ...seen,
    blood: null,
    donationCount: 0,
    lastGivenOn: null,
    lastComponent: null,
    daysSinceLast: null,
    screening: null,
    declaration: null,
    deferralRows: [],
    donation: seen.donation && { ...seen.donation, adverseReaction: null, adverseSeverity: null, flags: [] },
    visit: seen.visit && {
      ...seen.visit,
      component: null,
      volumeMl: null,
      closedBecause: null,
      bloodLostMl: null,
    },
    standing: seen.standing && withoutHistory(seen.standing),
    // The questions and reasons name illnesses, but nobody's: still, a clerk's page needs none of them.
    rules: { ...seen.rules, deferralReasons: [], questions: [] },
  };
}

function personOf(driveId: string, which: WhichPerson): Sql {
  const from =
    "visitId" in which
      ? sql`visit v JOIN donor p ON p.id = v.donor_id LEFT JOIN booking b ON b.id = v.booking_id`
      : sql`booking b JOIN donor p ON p.id = b.donor_id LEFT JOIN visit v ON v.booking_id = b.id`;
  const where =
    "visitId" in which
      ? sql`v.id = ${which.visitId}::uuid AND v.drive_id = ${driveId}::uuid`
      : sql`b.id = ${which.bookingId}::uuid AND b.drive_id = ${driveId}::uuid AND b.status IN ('booked', 'arrived')`;
  return sql`
    SELECT p.id AS "donorId", p.full_name AS name, p.sex, p.born_on AS "bornOn", p.segment, p.employer,
      json_build_object('version', p.version, 'phone', p.phone, 'email', p.email, 'addressLine', p.address_line,
        'provinceId', p.home_province_id, 'communeId', p.home_commune_id,
        'home', nullif(concat_ws(', ', home.full_name, province.name), '')) AS contact,
      paper.kind AS "identityKind", paper.last_four AS "lastFour",
      CASE WHEN p.blood_abo IS NULL THEN NULL ELSE p.blood_abo || coalesce(p.blood_rh, '') END AS blood,
      p.donation_count AS "donationCount", p.last_given_on AS "lastGivenOn", p.last_component AS "lastComponent",
      EXISTS (SELECT FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'donation_record' AND k.withdrawn_at IS NULL) AS "hasConsent",
      s.starts_at AS "slotAt", b.id AS "bookingId",
      CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'number', v.number, 'status', v.status,
        'version', v.version, 'segment', v.segment, 'employer', v.employer, 'kind', v.kind, 'component', v.component,
        'volumeMl', v.volume_ml, 'arrivedAt', v.arrived_at, 'needleAt', v.needle_at, 'closedAt', v.closed_at,
        'closedBecause', v.closed_because, 'leftOpenAt', v.left_open_at, 'bloodLostMl', v.blood_lost_ml) END AS visit,
      (SELECT json_build_object('ruleSetId', n.rule_set_id, 'weightKg', n.weight_kg, 'systolicMmhg', n.systolic_mmhg,
          'diastolicMmhg', n.diastolic_mmhg, 'pulsePerMinute', n.pulse_per_minute, 'pulseRegular', n.pulse_regular,
          'hemoglobinGPerL', n.hemoglobin_g_per_l, 'temperatureC', n.temperature_c, 'serumProteinGPerL', n.serum_protein_g_per_l,
          'plateletsGigaPerL', n.platelets_giga_per_l, 'answers', n.answers, 'answersFrom', n.answers_from,
          'clearedByDoctor', n.cleared_by_doctor, 'signedOnPaper', n.signed_on_paper, 'verdict', n.verdict,
          'permittedVolumesMl', n.permitted_volumes_ml)
        FROM screening n WHERE n.visit_id = v.id) AS screening,
      (SELECT json_build_object('answers', c.answers, 'declaredAt', c.declared_at)
        FROM declaration c WHERE c.booking_id = b.id) AS declaration,
      coalesce((SELECT json_agg(json_build_object('id', f.id, 'reason', f.reason, 'countedFrom', f.counted_from,
          'lastDay', f.last_day, 'note', f.note, 'lifted', f.lifted_at IS NOT NULL, 'visitId', f.visit_id) ORDER BY f.decided_at DESC)
        FROM deferral f WHERE f.donor_id = p.id), '[]'::json) AS "deferralRows",
      (SELECT json_build_object('id', g.id, 'number', g.number, 'volumeMl', g.volume_ml, 'component', g.component,
          'kind', g.kind, 'givenAt', g.given_at, 'adverseReaction', g.adverse_reaction, 'adverseSeverity', g.adverse_severity,
          'flags', g.flags, 'reviewed', g.reviewed_at IS NOT NULL)
        FROM donation g WHERE g.visit_id = v.id AND g.status = 'recorded') AS donation,
      ${standingColumns}
    FROM ${from} LEFT JOIN slot s ON s.id = b.slot_id
      LEFT JOIN unit home ON home.id = p.home_commune_id LEFT JOIN unit province ON province.id = p.home_province_id
      LEFT JOIN LATERAL (SELECT i.kind, i.last_four FROM donor_identity i WHERE i.donor_id = p.id
        ORDER BY (i.kind = 'citizen_card') DESC, i.created_at DESC LIMIT 1) paper ON true
    WHERE ${where}`;
}
