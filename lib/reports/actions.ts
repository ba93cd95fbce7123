"use server";

import { answer, type FormAnswer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { correctReport, decideReport, saveReport } from "./commands";
import { remindLate, setDeadline } from "./late/commands";
import { remindInput, setDeadlineInput } from "./late/schema";
import { correctReportInput, decideReportInput, saveReportInput } from "./schema";
import { decideTogether } from "./together/commands";
import { decideTogetherInput } from "./together/schema";

const words = { messages: "reports.refusal" };

export const saveReportAction = formAction(
  { deed: "report.write", for: "staff", input: saveReportInput, limit: { max: 240, perMinutes: 60 } },
  async (actor, input): Promise<FormAnswer> => {
    const said = answer(await saveReport(actor, input), {
      ...words,
      goTo: ({ id, sent }) => `/staff/reports/${id}?done=${sent ? "sent" : "saved"}`,
      fields: { elsewhere_unexplained: "explained.received" },
    });
    // The sentence stands at the line it is about.
    const line = said.kind === "refused" ? said.facts?.line : undefined;
    return said.kind === "refused" && typeof line === "string" ? { ...said, field: line } : said;
  },
);

export const decideReportAction = formAction(
  { deed: "report.check", for: "staff", input: decideReportInput },
  async (actor, input) =>
    answer(await decideReport(actor, input), {
      ...words,
      goTo: `/staff/reports/${input.id}?done=${input.decision}`,
      fields: { note_missing: "note" },
    }),
);

export const decideTogetherAction = formAction(
  { deed: "report.check", for: "staff", input: decideTogetherInput },
  async (actor, input) =>
    answer(await decideTogether(actor, input), {
      ...words,
      goTo: ({ decided, refused }) =>
        `/staff/reports/together?done=${input.deed}&decided=${decided}${refused > 0 ? `&refused=${refused}` : ""}${input.file ? `&file=${input.file}` : ""}`,
      fields: { none_chosen: "which" },
    }),
);

export const correctReportAction = formAction(
  { deed: "report.write", for: "staff", input: correctReportInput },
  async (actor, input) =>
    answer(await correctReport(actor, input), { ...words, goTo: ({ id }) => `/staff/reports/${id}?done=correcting` }),
);

export const remindLateAction = formAction(
  { deed: "report.chase", for: "staff", input: remindInput, limit: { max: 60, perMinutes: 60 } },
  async (actor, input) =>
    answer(await remindLate(actor, input), {
      ...words,
      goTo: ({ reminded, today, nobody }) => `/staff/reports/late?reminded=${reminded}&today=${today}&nobody=${nobody}`,
      fields: { nothing_chosen: "which" },
    }),
);

export const setDeadlineAction = formAction(
  { deed: "report.deadlines", for: "staff", input: setDeadlineInput },
  async (actor, input) =>
    answer(await setDeadline(actor, input), { ...words, goTo: "/staff/reports/late?done=deadline" }),
);
