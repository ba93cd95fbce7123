"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { carryOut, undoChange } from "./carrying/commands";
import { saveDraft, withdrawDraft } from "./drafting/commands";
import { updateReviewItem } from "./review/commands";
import { addOwnTask, beginReview, strikeOwnTask } from "./review/own";
import {
  beginReviewInput,
  carryOutInput,
  decisionInput,
  draftInput,
  ownTaskInput,
  reviewInput,
  strikeInput,
  undoInput,
} from "./schema";

const messages = "mergers.refusal";

export const saveDraftAction = formAction(
  { deed: "unit.draft", for: "staff", input: draftInput },
  async (actor, input) =>
    answer(await saveDraft(actor, input), {
      messages,
      goTo: ({ id }) =>
        input.intent === "units"
          ? `/staff/units/changes/${id}/edit?step=units`
          : `/staff/units/changes/${id}?done=saved`,
      fields: { effective_before_decided: "effectiveOn" },
    }),
);

export const withdrawDraftAction = formAction(
  { deed: "unit.draft", for: "staff", input: decisionInput },
  async (actor, input) =>
    answer(await withdrawDraft(actor, input), {
      messages,
      goTo: ({ id }) => `/staff/units/changes/${id}?done=withdrawn`,
    }),
);

export const carryOutAction = formAction(
  { deed: "unit.change", for: "staff", input: carryOutInput },
  async (actor, input) =>
    answer(await carryOut(actor, input), { messages, goTo: ({ id }) => `/staff/units/changes/${id}?done=carried_out` }),
);

export const undoChangeAction = formAction(
  { deed: "unit.change", for: "staff", input: undoInput },
  async (actor, input) =>
    answer(await undoChange(actor, input), { messages, goTo: ({ id }) => `/staff/units/changes/${id}?done=undone` }),
);

export const updateReviewItemAction = formAction(
  { deed: "unit.review", for: "staff", input: reviewInput },
  async (actor, input) =>
    answer(await updateReviewItem(actor, input), {
      messages,
      goTo: ({ unitId }) => `/staff/units/${unitId}?done=review#review`,
      fields: { due_before_change: "dueOn", reason_missing: "note" },
    }),
);

export const beginReviewAction = formAction(
  { deed: "unit.review", for: "staff", input: beginReviewInput },
  async (actor, input) =>
    answer(await beginReview(actor, input.unitId), {
      messages,
      goTo: ({ unitId }) => `/staff/units/${unitId}?done=review#review`,
    }),
);

export const addOwnTaskAction = formAction(
  { deed: "unit.review", for: "staff", input: ownTaskInput },
  async (actor, input) =>
    answer(await addOwnTask(actor, input), {
      messages,
      goTo: ({ unitId }) => `/staff/units/${unitId}?done=review#review`,
      fields: { due_before_change: "dueOn", task_exists: "title" },
    }),
);

export const strikeOwnTaskAction = formAction(
  { deed: "unit.review", for: "staff", input: strikeInput },
  async (actor, input) =>
    answer(await strikeOwnTask(actor, input), {
      messages,
      goTo: ({ unitId }) => `/staff/units/${unitId}?done=review#review`,
    }),
);
