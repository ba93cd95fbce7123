"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { amendRound } from "./commands";
import { amendRoundInput } from "./schema";

export const amendRoundAction = formAction(
  { deed: "award.run", for: "staff", input: amendRoundInput },
  async (actor, input) => {
    const amended = await amendRound(actor, input);
    const atQuota = amended.ok ? undefined : `quota:${amended.facts?.rule}`;
    return answer(amended, {
      messages: "amending.refusal",
      // Refused, the page shows the round as somebody else left it, beside what was typed.
      anew: true,
      goTo: ({ id }) => `/staff/awards/${id}?done=amended`,
      fields: {
        name_missing: "name",
        name_taken: "name",
        ceremony_before_count: "ceremonyOn",
        quota_malformed: atQuota,
        below_chosen: atQuota,
      },
    });
  },
);
