"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { applyOldList, discardOldList, readOldList, resolveListRow } from "./commands";
import { listIdInput, readListInput, resolveRowInput } from "./schema";

const words = { messages: "awards.import.refusal" };

export const readOldListAction = formAction(
  { deed: "award.count", for: "staff", input: readListInput, files: ["file"], limit: { max: 30, perMinutes: 60 } },
  async (actor, { requestKey, unitId, file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return answer(await readOldList(actor, { requestKey, unitId, fileName: file.name, bytes }), {
      ...words,
      goTo: ({ id }) => `/staff/awards/import/${id}`,
    });
  },
);

export const resolveListRowAction = formAction(
  { deed: "award.count", for: "staff", input: resolveRowInput },
  // The row moves to another heap.
  async (actor, input) =>
    answer(await resolveListRow(actor, input), { ...words, message: "awards.import.review.kept", anew: true }),
);

export const applyOldListAction = formAction(
  { deed: "award.count", for: "staff", input: listIdInput },
  async (actor, { importId }) =>
    answer(await applyOldList(actor, importId), {
      ...words,
      goTo: ({ id, honours, donations }) => `/staff/awards/import/${id}?honours=${honours}&donations=${donations}`,
    }),
);

export const discardOldListAction = formAction(
  { deed: "award.count", for: "staff", input: listIdInput },
  async (actor, { importId }) =>
    answer(await discardOldList(actor, importId), { ...words, goTo: "/staff/awards/import?done=discarded" }),
);
