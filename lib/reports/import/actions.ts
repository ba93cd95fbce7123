"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { applyReportFile, discardReportFile, readReportFile } from "./commands";
import { applyFileInput, discardFileInput, readFileInput } from "./schema";

const words = { messages: "reports.import.refusal" };

export const readReportFileAction = formAction(
  { deed: "report.import", for: "staff", input: readFileInput, files: ["file"], limit: { max: 30, perMinutes: 60 } },
  async (actor, { requestKey, file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return answer(await readReportFile(actor, { requestKey, fileName: file.name, bytes }), {
      ...words,
      goTo: ({ id }) => `/staff/reports/import/${id}`,
    });
  },
);

export const applyReportFileAction = formAction(
  { deed: "report.import", for: "staff", input: applyFileInput },
  async (actor, input) =>
    answer(await applyReportFile(actor, input), {
      ...words,
      goTo: ({ id, applied }) => `/staff/reports/import/${id}?applied=${applied}`,
      fields: { reason_missing: "reason" },
    }),
);

export const discardReportFileAction = formAction(
  { deed: "report.import", for: "staff", input: discardFileInput },
  async (actor, input) =>
    answer(await discardReportFile(actor, input), { ...words, goTo: "/staff/reports/import?done=discarded" }),
);
