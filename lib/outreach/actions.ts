"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { logOutreach, withdrawOutreach } from "./commands";
import { logOutreachInput, withdrawOutreachInput } from "./schema";

const words = { messages: "outreach.refusal" };

export const logOutreachAction = formAction(
  { deed: "outreach.log", for: "staff", input: logOutreachInput, limit: { max: 120, perMinutes: 60 } },
  async (actor, input) =>
    answer(await logOutreach(actor, input), {
      ...words,
      goTo: `/staff/outreach?year=${input.heldOn.slice(0, 4)}&done=logged`,
      fields: {
        not_yet: "heldOn",
        too_long_ago: "heldOn",
        unit_not_there: "heldOn",
        channel_of_another_kind: "what",
      },
    }),
);

export const withdrawOutreachAction = formAction(
  { deed: "outreach.log", for: "staff", input: withdrawOutreachInput },
  async (actor, input) =>
    answer(await withdrawOutreach(actor, input), { ...words, goTo: "/staff/outreach?done=withdrawn" }),
);
