import { z } from "zod";
import { emailInput } from "@/lib/accounts/schema";
import { isId } from "@/lib/core/ids";
import { parseDecimal, parseWhole } from "@/lib/core/numbers";
import { parsePhone } from "@/lib/core/phone";
import { type CivilDate, isCivilDate, parseVietnameseDate, todayInVietnam } from "@/lib/core/time";
import { identityKinds, parseIdentityNumber } from "@/lib/donors/identity-number";
import { COMPONENTS, type Component } from "@/lib/eligibility/rule-set";
import { POSSIBLE, type VitalField, type Vitals } from "@/lib/eligibility/rules";
import { answersSchema } from "@/lib/eligibility/schema";
import type { Answer } from "@/lib/eligibility/self-check";
import { segments, stopReasons } from "./rules";

const id = z.string().refine(isId, { message: "forms.error.invalid" });
const version = z.coerce.number().int().positive();
const reason = z.string().trim().min(3).max(300);

/** A day as it is typed here (`14/03/2001`, `14032001`) or as a date box sends it. */
export const dayField = z.string().transform((text, context): CivilDate => {
  if (isCivilDate(text.trim())) return text.trim();
  const parsed = parseVietnameseDate(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: "custom", message: "visits.error.day" });
  return z.NEVER;
});

/** A birthday: a day that has been, of somebody who can be alive. */
const birthField = dayField.refine((on) => on >= "1900-01-01" && on <= todayInVietnam(new Date()), {
  message: "visits.error.born",
});

export const findInput = z.object({
  driveId: id,
  text: z.string().trim().min(1).max(1000),
  bornOn: dayField.optional(),
  /** The card scanned just before, when it was on no record: whoever is found now may be its holder. */
  card: z.string().max(1000).optional(),
});
export type FindAtDesk = z.output<typeof findInput>;

export const arriveInput = z.object({
  driveId: id,
  donorId: id,
  bookingId: id.optional(),
  segment: z.enum(segments),
  employer: z.string().trim().max(120).optional(),
  component: z.enum(COMPONENTS).default("whole_blood"),
  /** Ticked when the person, registered long ago, agrees now to have the donation kept. */
  consent: z.literal("given").optional(),
  requestKey: id,
});
export type Arrive = z.output<typeof arriveInput>;

export const registerInput = z
  .object({
    driveId: id,
    fullName: z.string().trim().min(2).max(120),
    bornOn: birthField,
    sex: z.enum(["female", "male"]),
    identityKind: z.enum(identityKinds),
    identityNumber: z.string().max(60),
    oldNumber: z.string().max(60).optional(),
    phone: z.string().max(40).optional(),
    homeProvinceId: z.string().max(20).optional(),
    homeCommuneId: z.string().max(20).optional(),
    addressLine: z.string().trim().max(200).optional(),
    segment: z.enum(segments),
    employer: z.string().trim().max(120).optional(),
    component: z.enum(COMPONENTS).default("whole_blood"),
    consent: z.literal("given", { message: "visits.error.consent" }),
    /** Set when the clerk has looked at the people of the same name and birthday and says: another one. */
    anotherPerson: z.literal("yes").optional(),
    registrationKey: id,
    requestKey: id,
  })
  .transform((input, context) => {
    const number = parseIdentityNumber(input.identityKind, input.identityNumber);
    if (!number.ok) {
      const message = number.refusal === "identity_number_empty" ? "forms.error.required" : "visits.error.identity";
      context.addIssue({ code: "custom", path: ["identityNumber"], message });
    }
    const phone = input.phone ? parsePhone(input.phone) : null;
    if (phone && !phone.ok) context.addIssue({ code: "custom", path: ["phone"], message: "visits.error.phone" });
    const old = input.oldNumber ? parseIdentityNumber("old_id_card", input.oldNumber) : null;
    return {
      ...input,
      identityNumber: number.ok ? number.value : "",
      oldNumber: old?.ok ? old.value : null,
      phone: phone?.ok ? phone.value.e164 : null,
    };
  });
export type RegisterWalkIn = z.output<typeof registerInput>;

export const mendContactInput = z.object({
  driveId: id,
  donorId: id,
  version,
  phone: z
    .string()
    .max(40)
    .transform((text, context) => {
      const parsed = parsePhone(text);
      if (parsed.ok) return parsed.value.e164;
      context.addIssue({ code: "custom", message: "visits.error.phone" });
      return z.NEVER;
    })
    .optional(),
  email: emailInput.optional(),
  addressLine: z.string().trim().max(200).optional(),
  /** The commune in words, as it is told: "Phường Ba Đình, Hà Nội". */
  home: z.string().trim().max(200).optional(),
  /** Set when nobody touched the words above. */
  homeAsItIs: z.literal("yes").optional(),
  /** The one chosen when the words may mean several: its province's and its own id. */
  commune: z
    .string()
    .regex(/^[\w-]{1,20}\/[\w-]{1,20}$/)
    .optional(),
});
export type MendContact = z.output<typeof mendContactInput>;

export const addPaperInput = z
  .object({
    driveId: id,
    donorId: id,
    identityKind: z.enum(identityKinds),
    identityNumber: z.string().max(60),
    fullName: z.string().trim().min(2).max(120),
    bornOn: birthField,
  })
  .transform((input, context) => {
    const number = parseIdentityNumber(input.identityKind, input.identityNumber);
    if (!number.ok) context.addIssue({ code: "custom", path: ["identityNumber"], message: "visits.error.identity" });
    return { ...input, identityNumber: number.ok ? number.value : "" };
  });
export type AddPaper = z.output<typeof addPaperInput>;

export const leaveInput = z.object({
  driveId: id,
  visitId: id,
  version,
  because: z.string().trim().max(300).optional(),
});
export type LeaveVisit = z.output<typeof leaveInput>;

const measure = (field: VitalField, read: typeof parseDecimal) =>
  z
    .string()
    .transform((text, context) => {
      const parsed = read(text);
      const { min, max } = POSSIBLE[field];
      if (parsed.ok && parsed.value >= min && parsed.value <= max) return parsed.value;
      context.addIssue({ code: "custom", message: "visits.error.measure" });
      return z.NEVER;
    })
    .optional();

/** Two pressures in one box, as they are said: `118/76`, `118 76`, `118-76`. */
export function readPressure(text: string): { systolic: number; diastolic: number } | null {
  const parts = /^\s*(\d{2,3})\s*[/\-\s.,]\s*(\d{2,3})\s*$/.exec(text);
  return parts ? { systolic: Number(parts[1]), diastolic: Number(parts[2]) } : null;
}

/**
 * The answers of a screening form: `q.<question>` holds yes, no or unsure; `r.<question>` the reasons that apply;
 * `d.<question>.<reason>` the day of each. A question without a field was not asked.
 */
export function answersOf(fields: Readonly<Record<string, unknown>>): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [name, value] of Object.entries(fields)) {
    const question = /^q\.(.+)$/.exec(name)?.[1];
    if (!question || (value !== "yes" && value !== "no" && value !== "unsure")) continue;
    const reasons = [fields[`r.${question}`] ?? []].flat().map(String);
    answers[question] = {
      answer: value,
      reasons: reasons.map((code) => ({ code, eventOn: dayOf(fields[`d.${question}.${code}`]) })),
    };
  }
  return answers;
}

function dayOf(value: unknown): CivilDate | null {
  const parsed = dayField.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const screeningFields = {
  driveId: id,
  visitId: id,
  version,
  ruleSetId: z.string().max(100),
  component: z.enum(COMPONENTS),
  weight: measure("weight", parseDecimal),
  pressure: z.string().max(20).optional(),
  pulse: measure("pulse", parseWhole),
  pulseRegular: z.enum(["yes", "no"]).optional(),
  hemoglobin: measure("hemoglobin", parseWhole),
  temperature: measure("temperature", parseDecimal),
  serumProtein: measure("serum_protein", parseWhole),
  platelets: measure("platelets", parseWhole),
  answersFrom: z.enum(["asked", "declaration"]).default("asked"),
  declarationConfirmed: z.literal("yes").optional(),
  cleared: z.literal("yes").optional(),
  signed: z.literal("yes").optional(),
};

export const screenInput = z
  .looseObject({ ...screeningFields, volumeMl: z.coerce.number().int().min(50).max(700).optional() })
  .transform(readScreening);
export type ScreenVisit = z.output<typeof screenInput>;

export const deferInput = z
  .looseObject({
    ...screeningFields,
    reason: z.string().max(60),
    countedFrom: dayField,
    note: z.string().trim().max(300).optional(),
    /** Ticked for a reason without a known end. */
    withoutEnd: z.literal("yes").optional(),
  })
  .transform(readScreening);
export type DeferVisit = z.output<typeof deferInput>;

interface ScreeningFieldsRead {
  weight?: number | undefined;
  pressure?: string | undefined;
  pulse?: number | undefined;
  pulseRegular?: "yes" | "no" | undefined;
  hemoglobin?: number | undefined;
  temperature?: number | undefined;
  serumProtein?: number | undefined;
  platelets?: number | undefined;
  answersFrom: "asked" | "declaration";
  declarationConfirmed?: "yes" | undefined;
}

function readScreening<F extends ScreeningFieldsRead>(input: F, context: z.core.$RefinementCtx<F>) {
  const pressure = input.pressure ? readPressure(input.pressure) : null;
  if (input.pressure && pressure === null) {
    context.addIssue({ code: "custom", path: ["pressure"], message: "visits.error.pressure", input: input.pressure });
  }
  const answers = answersSchema.safeParse(answersOf(input as Record<string, unknown>));
  if (!answers.success) context.addIssue({ code: "custom", path: ["answers"], message: "forms.error.invalid", input });
  const vitals: Vitals = {
    weightKg: input.weight ?? null,
    systolicMmhg: pressure?.systolic ?? null,
    diastolicMmhg: pressure?.diastolic ?? null,
    pulsePerMinute: input.pulse ?? null,
    pulseRegular: input.pulseRegular === undefined ? null : input.pulseRegular === "yes",
    hemoglobinGramsPerLitre: input.hemoglobin ?? null,
    temperatureCelsius: input.temperature ?? null,
    serumProteinGramsPerLitre: input.serumProtein ?? null,
    plateletsGigaPerLitre: input.platelets ?? null,
  };
  return { ...input, vitals, answers: answers.success ? answers.data : {} };
}

/** What the screening statement writes. */
export interface ScreeningRecord {
  readonly driveId: string;
  readonly visitId: string;
  readonly version: number;
  readonly ruleSetId: string;
  readonly verdict: "fit" | "deferred";
  readonly component: Component;
  readonly volumeMl: number | null;
  readonly vitals: Vitals;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly answersFrom: "asked" | "declaration";
  readonly clearedByDoctor: boolean;
  readonly signedOnPaper: boolean;
  readonly permittedVolumesMl: readonly number[];
  readonly deferral: {
    readonly reason: string;
    readonly countedFrom: CivilDate;
    readonly lastDay: CivilDate | null;
    readonly note: string | null;
  } | null;
}

export const needleInput = z.object({ driveId: id, visitId: id, version });
export type BeginDonation = z.output<typeof needleInput>;

export const stopInput = z.object({
  driveId: id,
  visitId: id,
  version,
  because: z.enum(stopReasons),
  note: z.string().trim().max(300).optional(),
  lostMl: z.coerce.number().int().min(0).max(700).optional(),
});
export type StopDonation = z.output<typeof stopInput>;

export const liftInput = z.object({ driveId: id, donorId: id, deferralId: id, because: reason });
export type LiftAtDesk = z.output<typeof liftInput>;
