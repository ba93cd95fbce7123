"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { setTemplateUse } from "./commands";
import { retireTemplateInput } from "./schema";

export const setTemplateUseAction = formAction(
  { deed: "award.rules", for: "staff", input: retireTemplateInput },
  async (actor, input) =>
    answer(await setTemplateUse(actor, input), {
      messages: "paperwork.refusal",
      message: `paperwork.done.${input.to}`,
      anew: true,
    }),
);
