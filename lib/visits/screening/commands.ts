import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import type { CivilDate } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { type LiftRefusal, liftDeferral } from "@/lib/eligibility/commands";
import { publicRules } from "@/lib/eligibility/queries";
import { deferralEndsOn } from "@/lib/eligibility/rules";
import { driveForDeed, placeOf } from "../place";
import { type FitRefusal, judgeScreening } from "../rules";
import type { DeferVisit, LiftAtDesk, ScreeningRecord, ScreenVisit } from "../schema";
import { recordScreening, type VisitRow, visitRow } from "../statements";
export type ScreenRefusal = FitRefusal | "moved_on" | "rules_changed";

/** Finds somebody fit for a volume of a component: judged anew here, whatever the screen allowed. */
export async function screenVisit(
  actor: StaffActor,
  input: ScreenVisit,
  now = new Date(),
): Promise<Outcome<VisitRow, ScreenRefusal>> {
  const drive = await driveForDeed(actor, "visit.screen", input.driveId);
  const person = await screenedPerson(input.visitId, input.driveId);
  if (person === null) return refused("moved_on");
  const rules = await publicRules(drive.heldOn);
  if (rules.id !== input.ruleSetId) return refused("rules_changed");
  const judged = judgeScreening(
    {
      ...person,
      onDate: drive.heldOn,
      component: input.component,
      volumeMl: input.volumeMl ?? null,
      vitals: input.vitals,
      answers: input.answers,
      clearedByDoctor: input.cleared === "yes",
      signedOnPaper: input.signed === "yes",
    },
    rules,
  );
  const why: FitRefusal | undefined =
    input.answersFrom === "declaration" && input.declarationConfirmed !== "yes"
      ? "answers_missing"
      : judged.whyNotFit[0];
  if (why) return refused(why, { volumeMl: input.volumeMl ?? 0 });
  return writeScreening(actor, {
    ...recordOf(input, judged.permittedVolumesMl),
    verdict: "fit",
    volumeMl: input.volumeMl ?? null,
    deferral: null,
    now,
  });
}

export type DeferRefusal =
  | "moved_on"
  | "rules_changed"
  | "reason_unknown"
  | "counted_from_future"
  | "without_end_unconfirmed";

/** Asks somebody to wait: for a reason of the rules, until the day the rules reckon, or until a doctor ends it. */
export async function deferVisit(
  actor: StaffActor,
  input: DeferVisit,
  now = new Date(),
): Promise<Outcome<VisitRow & { lastDay: CivilDate | null }, DeferRefusal>> {
  const drive = await driveForDeed(actor, "visit.screen", input.driveId);
  const rules = await publicRules(drive.heldOn);
  if (rules.id !== input.ruleSetId) return refused("rules_changed");
  if (!rules.deferralReasons.some(({ code }) => code === input.reason)) return refused("reason_unknown");
  if (input.countedFrom > drive.heldOn) return refused("counted_from_future");
  const ends = deferralEndsOn(input.reason, input.countedFrom, rules);
  if (ends === null && input.withoutEnd !== "yes") return refused("without_end_unconfirmed");
  const person = await screenedPerson(input.visitId, input.driveId);
  if (person === null) return refused("moved_on");
  const judged = judgeScreening(
    {
      ...person,
      onDate: drive.heldOn,
      component: input.component,
      volumeMl: null,
      vitals: input.vitals,
      answers: input.answers,
      clearedByDoctor: false,
      signedOnPaper: false,
    },
    rules,
  );
  const written = await writeScreening(actor, {
    ...recordOf(input, judged.permittedVolumesMl),
    verdict: "deferred",
    volumeMl: null,
    deferral: {
      reason: input.reason,
      countedFrom: input.countedFrom,
      lastDay: ends?.lastDay ?? null,
      note: input.note ?? null,
    },
    now,
  });
  return written.ok ? done({ ...written.value, lastDay: ends?.lastDay ?? null }) : written;
}

function recordOf(input: ScreenVisit | DeferVisit, permittedVolumesMl: readonly number[]) {
  return {
    driveId: input.driveId,
    visitId: input.visitId,
    version: input.version,
    ruleSetId: input.ruleSetId,
    component: input.component,
    vitals: input.vitals,
    answers: input.answers,
    answersFrom: input.answersFrom,
    clearedByDoctor: input.cleared === "yes",
    signedOnPaper: input.signed === "yes",
    permittedVolumesMl,
  };
}

function writeScreening(
  actor: StaffActor,
  record: ScreeningRecord & { now: Date },
): Promise<Outcome<VisitRow, "moved_on">> {
  return statement<typeof visitRow, "moved_on">(visitRow, recordScreening(actor, record), { none: "moved_on" });
}

function screenedPerson(visitId: string, driveId: string) {
  return row(
    z.object({ sex: z.enum(["female", "male"]), bornOn: z.string() }),
    sql`SELECT p.sex, p.born_on AS "bornOn" FROM visit v JOIN donor p ON p.id = v.donor_id
      WHERE v.id = ${visitId}::uuid AND v.drive_id = ${driveId}::uuid`,
  );
}

/** Ends a deferral early, at this drive's desk, by a doctor, for a reason. */
export async function liftAtDesk(
  actor: StaffActor,
  input: LiftAtDesk,
  now = new Date(),
): Promise<Outcome<{ id: string }, LiftRefusal>> {
  const drive = await driveForDeed(actor, "deferral.lift", input.driveId);
  return liftDeferral(actor, placeOf(drive), input, now);
}
