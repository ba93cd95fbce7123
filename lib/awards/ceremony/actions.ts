"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { roundIdInput } from "../rounds/schema";
import { arrangeCeremony, inviteGuests, moveSeat } from "./commands";
import { arrangeInput, moveSeatInput } from "./schema";

const messages = "ceremony.refusal";
const page = (roundId: string, query: string) => `/staff/awards/${roundId}/seating?${query}`;

export const arrangeCeremonyAction = formAction(
  { deed: "award.run", for: "staff", input: arrangeInput },
  async (actor, input) =>
    answer(await arrangeCeremony(actor, input), {
      messages,
      goTo: ({ seated, kept }) => page(input.roundId, `done=arranged&seated=${seated}&kept=${kept}`),
      fields: { ceremony_before_count: "ceremonyOn", hall_too_small: "seatRows" },
    }),
);

export const moveSeatAction = formAction(
  { deed: "award.run", for: "staff", input: moveSeatInput },
  async (actor, input) =>
    answer(await moveSeat(actor, input), {
      messages,
      goTo: ({ seat }) => page(input.roundId, `done=moved&seat=${seat}`),
      fields: { seat_outside: "seat", seat_taken: "seat", guest_unknown: "honourId" },
    }),
);

export const inviteGuestsAction = formAction(
  { deed: "award.run", for: "staff", input: roundIdInput },
  async (actor, input) =>
    answer(await inviteGuests(actor, input), {
      messages,
      goTo: ({ invited, told }) => page(input.roundId, `done=invited&invited=${invited}&told=${told}`),
    }),
);
