"use server";

import { templateFault } from "@/lib/awards/certificates/rules";
import { type SaveTemplate, saveTemplateInput } from "@/lib/awards/templates/schema";
import { answer, type FormAnswer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { drawTemplate, keepTemplate } from "./commands";

/** The fields of a template in which words may stand in braces. */
const worded = ["heading", "body", "closing", "placeLine", "signatoryTitle", "signatoryName", "sealNote"] as const;

/** Draws a template (`step` is "preview": the answer carries the page, nothing is written), or saves it. */
export const saveTemplateAction = formAction(
  { deed: "award.rules", for: "staff", input: saveTemplateInput },
  async (actor, input) => {
    const errors = faultsOf(input);
    if (Object.keys(errors).length > 0) return { kind: "invalid", errors };
    if (input.step === "preview") return { kind: "done", data: await drawTemplate(actor, input), keep: true };
    return answer(await keepTemplate(actor, input), {
      messages: "paperwork.refusal",
      goTo: ({ id }) => `/staff/awards/templates?authority=${input.authorityId}&saved=${id}`,
      fields: { template_there: "object", too_full: "body" },
    });
  },
);

type Faults = Extract<FormAnswer, { kind: "invalid" }>["errors"];

/** The sentence at each field whose words hold a brace nobody fills in. */
function faultsOf(input: SaveTemplate): Faults {
  const faults: Record<string, Faults[string]> = {};
  for (const field of worded) {
    const found = templateFault(input[field] ?? "");
    if (found?.fault === "brace_alone")
      faults[field] = { key: "paperwork.error.brace_alone", facts: { near: found.near } };
    if (found?.fault === "placeholder_unknown")
      faults[field] = {
        key: found.meant ? "paperwork.error.placeholder_meant" : "paperwork.error.placeholder_unknown",
        facts: { word: `{${found.word}}`, meant: found.meant ? `{${found.meant}}` : "" },
      };
  }
  if (!input.body.includes("{name}") && !faults.body)
    faults.body = { key: "paperwork.error.name_missing", facts: { name: "{name}" } };
  return faults;
}
