"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { changeInvitation, dropInvitation } from "./commands";
import { dropInvitationInput, inviteInput } from "./schema";

const messages = "invitations.refusal";

/** The donor has a link to invite by, tells a name with it or not, changes it, or ends it. */
export const inviteAction = formAction(
  { deed: "donor.own", for: "donor", input: inviteInput, limit: { max: 20, perMinutes: 60 } },
  async (actor, input) =>
    answer(await changeInvitation(actor, input), {
      messages,
      goTo: ({ step }) => `/me?invited=${step}#invite`,
    }),
);

/** Whoever booked by an invitation takes it off their booking. */
export const dropInvitationAction = formAction(
  { deed: "booking.change", for: "donor", input: dropInvitationInput, limit: { max: 20, perMinutes: 10 } },
  async (actor, input) =>
    answer(await dropInvitation(actor, input.bookingId), {
      messages,
      goTo: ({ id }) => `/me/tickets/${id}?uninvited=1`,
    }),
);
