"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { deleteView, renameView, restoreView, saveView } from "./commands";
import { renameViewInput, saveViewInput, viewInput } from "./schema";

const page = "/staff/progress/saved";
const words = { messages: "documents.saved.refusal", goTo: page };

export const saveViewAction = formAction(
  { deed: "progress.view", for: "staff", input: saveViewInput },
  async (actor, input) => answer(await saveView(actor, input), { ...words, fields: { name_taken: "name" } }),
);

export const renameViewAction = formAction(
  { deed: "progress.view", for: "staff", input: renameViewInput },
  async (actor, input) => answer(await renameView(actor, input), { ...words, fields: { name_taken: "name" } }),
);

export const deleteViewAction = formAction(
  { deed: "progress.view", for: "staff", input: viewInput },
  async (actor, { viewId }) => answer(await deleteView(actor, viewId), words),
);

export const restoreViewAction = formAction(
  { deed: "progress.view", for: "staff", input: viewInput },
  async (actor, { viewId }) => answer(await restoreView(actor, viewId), words),
);
