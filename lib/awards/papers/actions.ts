"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { decidePaper, enterPaper } from "./commands";
import { decidePaperInput, enterPaperInput } from "./schema";

const messages = "awards.refusal";

export const enterPaperAction = formAction(
  { deed: "award.count", for: "staff", input: enterPaperInput },
  async (actor, input) =>
    answer(await enterPaper(actor, input), {
      messages,
      goTo: "/staff/awards/earlier?done=entered",
      fields: {
        in_the_future: "lastOn",
        out_of_order: "firstOn",
        too_young: "firstOn",
        too_many: "donations",
        after_recorded: "lastOn",
        already_entered: "evidenceRef",
        donor_elsewhere: "donorId",
      },
    }),
);

export const decidePaperAction = formAction(
  { deed: "award.confirm", for: "staff", input: decidePaperInput },
  async (actor, input) =>
    answer(await decidePaper(actor, input), {
      messages,
      message: `awards.earlier.${input.verdict}`,
      anew: true,
      fields: { reason_missing: "because" },
    }),
);
