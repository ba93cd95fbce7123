"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { arrive, registerWalkIn } from "./arrival/commands";
import { findAtDesk } from "./find/commands";
import { leaveVisit, stopDonation } from "./leaving/commands";
import { addPaperAtDesk, mendContactAtDesk } from "./mending/commands";
import { beginDonation } from "./needle/commands";
import {
  addPaperInput,
  arriveInput,
  deferInput,
  findInput,
  leaveInput,
  liftInput,
  mendContactInput,
  needleInput,
  registerInput,
  screenInput,
  stopInput,
} from "./schema";
import { deferVisit, liftAtDesk, screenVisit } from "./screening/commands";

const messages = "visits.refusal";

export const findAtDeskAction = formAction(
  { deed: "donor.look_up", for: "staff", input: findInput, limit: { max: 240, perMinutes: 10 } },
  async (actor, input) =>
    answer(await findAtDesk(actor, input), {
      messages,
      data: (found) => found,
      fields: { birth_date_needed: "bornOn", name_needs_birth_date: "bornOn" },
    }),
);

export const arriveAction = formAction(
  { deed: "visit.arrive", for: "staff", input: arriveInput },
  async (actor, input) =>
    answer(await arrive(actor, input), {
      messages,
      data: ({ id, number }) => ({ visitId: id, number }),
      fields: { consent_missing: "consent" },
    }),
);

export const registerWalkInAction = formAction(
  { deed: "donor.register", for: "staff", input: registerInput, limit: { max: 120, perMinutes: 10 } },
  async (actor, input) => {
    const { outcome, people, donorId } = await registerWalkIn(actor, input);
    const said = answer(outcome, {
      messages,
      fields: { number_of_another: "identityNumber" },
      data: ({ visit, known }) => ({ visitId: visit.id, number: visit.number, known }),
    });
    return said.kind === "refused" ? { ...said, data: { people, donorId } } : said;
  },
);

export const mendContactAction = formAction(
  { deed: "donor.mend", for: "staff", input: mendContactInput },
  async (actor, input) => {
    const { outcome, communes } = await mendContactAtDesk(actor, input);
    const said = answer(outcome, {
      messages,
      message: "visits.done.contact",
      fields: { commune_unknown: "home", commune_several: "commune" },
    });
    return said.kind === "refused" ? { ...said, data: { communes } } : said;
  },
);

export const addPaperAction = formAction(
  { deed: "donor.mend", for: "staff", input: addPaperInput },
  async (actor, input) => answer(await addPaperAtDesk(actor, input), { messages, message: "visits.done.paper" }),
);

export const leaveVisitAction = formAction(
  { deed: "visit.leave", for: "staff", input: leaveInput },
  async (actor, input) => answer(await leaveVisit(actor, input), { messages, message: "visits.done.left" }),
);

export const screenVisitAction = formAction(
  { deed: "visit.screen", for: "staff", input: screenInput },
  async (actor, input) => answer(await screenVisit(actor, input), { messages }),
);

export const deferVisitAction = formAction(
  { deed: "visit.screen", for: "staff", input: deferInput },
  async (actor, input) =>
    answer(await deferVisit(actor, input), {
      messages,
      message: "visits.done.deferred",
      fields: {
        reason_unknown: "reason",
        counted_from_future: "countedFrom",
        without_end_unconfirmed: "withoutEnd",
      },
    }),
);

export const beginDonationAction = formAction(
  { deed: "donation.record", for: "staff", input: needleInput },
  async (actor, input) => answer(await beginDonation(actor, input), { messages }),
);

export const stopDonationAction = formAction(
  { deed: "donation.record", for: "staff", input: stopInput },
  async (actor, input) => answer(await stopDonation(actor, input), { messages, message: "visits.done.stopped" }),
);

export const liftDeferralAction = formAction(
  { deed: "deferral.lift", for: "staff", input: liftInput },
  async (actor, input) => answer(await liftAtDesk(actor, input), { messages, message: "visits.done.lifted" }),
);
