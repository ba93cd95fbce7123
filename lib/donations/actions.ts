"use server";

import type { Outcome } from "@/lib/core/outcome";
import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { confirmDonation, correctDonation, recordDonation, voidDonation } from "./commands";
import { confirmInput, correctInput, recordInput, voidInput } from "./schema";

/** What is wrong with a bag's number has its sentences in one place, beside the number's own rules. */
const messagesOf = (outcome: Outcome<unknown, string>) =>
  !outcome.ok && outcome.refusal.startsWith("donation_number_") ? "donations.number.refusal" : "donations.refusal";

const atNumber = {
  number_taken: "number",
  donation_number_empty: "number",
  donation_number_malformed: "number",
  donation_number_check_missing: "number",
  donation_number_mistyped: "number",
  donation_number_other_barcode: "number",
  donation_number_year_future: "number",
} as const;

export const recordDonationAction = formAction(
  { deed: "donation.record", for: "staff", input: recordInput },
  async (actor, input) => {
    const outcome = await recordDonation(actor, input);
    return answer(outcome, {
      messages: messagesOf(outcome),
      message: "donations.done.recorded",
      fields: { ...atNumber, time_in_future: "time" },
    });
  },
);

export const correctDonationAction = formAction(
  { deed: "donation.correct", for: "staff", input: correctInput },
  async (actor, input) => {
    const outcome = await correctDonation(actor, input);
    return answer(outcome, {
      messages: messagesOf(outcome),
      fields: atNumber,
      goTo: `/staff/desk/${input.driveId}/donations`,
    });
  },
);

export const voidDonationAction = formAction(
  { deed: "donation.void", for: "staff", input: voidInput },
  async (actor, input) =>
    answer(await voidDonation(actor, input), {
      messages: "donations.refusal",
      goTo: `/staff/desk/${input.driveId}/donations`,
    }),
);

export const confirmDonationAction = formAction(
  { deed: "donation.confirm", for: "staff", input: confirmInput },
  async (actor, input) =>
    answer(await confirmDonation(actor, input), {
      messages: "donations.refusal",
      goTo: `/staff/desk/${input.driveId}/donations`,
    }),
);
