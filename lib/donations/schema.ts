import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { isTimeOfDay } from "@/lib/core/time";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { adverseReactions, donationKinds } from "./rules";

const id = z.string().refine(isId, { message: "forms.error.invalid" });

/** What is told of a bag, when it is recorded and when it is corrected. */
const bag = {
  number: z.string().trim().min(1).max(40),
  kind: z.enum(donationKinds),
  component: z.enum(COMPONENTS),
  volumeMl: z.coerce.number().int().min(1).max(700),
  adverseReaction: z.enum(adverseReactions).optional(),
  adverseSeverity: z.coerce.number().int().min(1).max(5).optional(),
};

const wholeReaction = (input: { adverseReaction?: string | undefined; adverseSeverity?: number | undefined }) =>
  input.adverseReaction === undefined || input.adverseSeverity !== undefined;
const severityMissing = { path: ["adverseSeverity"], message: "donations.error.severity" };

export const recordInput = z
  .object({
    driveId: id,
    visitId: id,
    requestKey: id,
    ...bag,
    time: z.string().refine(isTimeOfDay, { message: "donations.error.time" }).optional(),
  })
  .refine(wholeReaction, severityMissing);
export type RecordDonation = z.output<typeof recordInput>;

const why = z.string().trim().min(5).max(300);

export const correctInput = z
  .object({ driveId: id, donationId: id, version: z.coerce.number().int().positive(), ...bag, reason: why })
  .refine(wholeReaction, severityMissing);
export type CorrectDonation = z.output<typeof correctInput>;

export const voidInput = z.object({
  driveId: id,
  donationId: id,
  version: z.coerce.number().int().positive(),
  reason: why,
  /** Whether the visit is to be recorded anew, or ended without a bag. */
  visit: z.enum(["again", "incomplete"]),
});
export type VoidDonation = z.output<typeof voidInput>;

export const confirmInput = z.object({
  driveId: id,
  donationId: id,
  version: z.coerce.number().int().positive(),
});
export type ConfirmDonation = z.output<typeof confirmInput>;
