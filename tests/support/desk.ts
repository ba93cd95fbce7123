import { randomInt, randomUUID } from "node:crypto";
import type { StaffActor } from "@/lib/auth/actor";
import { mint } from "@/lib/auth/actor";
import type { Grant, Role } from "@/lib/auth/roles";
import { newId } from "@/lib/core/ids";
import { recordDonation } from "@/lib/donations/commands";
import { checkCharacterOf } from "@/lib/donations/din";
import type { RecordDonation } from "@/lib/donations/schema";
import { publicRules } from "@/lib/eligibility/queries";
import { arrive } from "@/lib/visits/arrival/commands";
import { beginDonation } from "@/lib/visits/needle/commands";
import type { ScreenVisit } from "@/lib/visits/schema";
import { screenVisit } from "@/lib/visits/screening/commands";
import type { VisitRow } from "@/lib/visits/statements";
import { addAccount, addConsent, addDonor, addDrive, type Database, usualDay } from "./facts";

/** Ten in the morning of the usual day, while drives are open. */
export const usualHour = new Date(`${usualDay}T09:00:00+07:00`);

/** Somebody who works at the desk, over a drive, a unit or the nation. */
export async function staffAt(
  db: Database,
  role: Role,
  scope: Grant["scope"] = { kind: "nation" },
): Promise<StaffActor> {
  const { id, name } = await addAccount(db);
  return mint<StaffActor>({
    kind: "staff",
    accountId: id,
    name,
    sessionId: newId(),
    grants: [{ role, scope, facilityId: null }],
  });
}

/** A donor who has agreed to be recorded. */
export async function addAgreedDonor(db: Database, differing: Parameters<typeof addDonor>[1] = {}) {
  const donor = await addDonor(db, differing);
  await addConsent(db, { donorId: donor.id });
  return donor;
}

/** A fresh bag's number with its check character, as it is scanned. */
export function someBag(): string {
  const number = `HN26${String(randomInt(1_000_000)).padStart(6, "0")}`;
  return number + checkCharacterOf(number);
}

export const arrivalOf = (driveId: string, donorId: string) => ({
  driveId,
  donorId,
  segment: "student" as const,
  component: "whole_blood" as const,
  requestKey: randomUUID(),
});

/** A screening that finds the donor fit for 350 ml: 52 kg, 118/76, 78, 131 g/l, every question answered for "no wait". */
export async function fitScreening(visit: VisitRow, differing: Partial<ScreenVisit> = {}): Promise<ScreenVisit> {
  const rules = await publicRules(usualDay);
  return {
    driveId: visit.driveId,
    visitId: visit.id,
    version: visit.version,
    ruleSetId: rules.id,
    component: "whole_blood",
    volumeMl: 350,
    answersFrom: "asked",
    signed: "yes",
    vitals: {
      weightKg: 52,
      systolicMmhg: 118,
      diastolicMmhg: 76,
      pulsePerMinute: 78,
      pulseRegular: true,
      hemoglobinGramsPerLitre: 131,
      temperatureCelsius: null,
      serumProteinGramsPerLitre: null,
      plateletsGigaPerLitre: null,
    },
    answers: Object.fromEntries(
      rules.questions.map(({ code, defersWhen }) => [
        code,
        { answer: defersWhen === "yes" ? ("no" as const) : ("yes" as const), reasons: [] },
      ]),
    ),
    ...differing,
  };
}

export const bagOf = (visit: VisitRow, differing: Partial<RecordDonation> = {}): RecordDonation => ({
  driveId: visit.driveId,
  visitId: visit.id,
  requestKey: randomUUID(),
  number: someBag(),
  kind: "voluntary",
  component: "whole_blood",
  volumeMl: 350,
  ...differing,
});

/** The value of an outcome that must be good; its refusal, said aloud, when it is not. */
export function good<T>(outcome: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
}

/** Somebody with the needle in: arrived, found fit, begun. */
export async function bleeding(db: Database, actor: StaffActor, driveId: string, donorId?: string): Promise<VisitRow> {
  const donor = donorId ?? (await addAgreedDonor(db)).id;
  const visit = good(await arrive(actor, arrivalOf(driveId, donor), usualHour));
  const fit = good(await screenVisit(actor, await fitScreening(visit), usualHour));
  return good(await beginDonation(actor, { driveId, visitId: visit.id, version: fit.version }, usualHour));
}

/** A recorded donation of somebody at a drive. */
export async function donated(
  db: Database,
  actor: StaffActor,
  driveId: string,
  differing: Partial<RecordDonation> = {},
) {
  const visit = await bleeding(db, actor, driveId);
  return good(await recordDonation(actor, bagOf(visit, differing), usualHour));
}

export { addDrive };
