"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { honourNamed } from "../candidates/honour-named";
import { fillPlaces, swapCandidates, undoFill } from "./commands";
import { fillInput, swapInput, undoFillInput } from "./schema";

const messages = "balance.refusal";

export const fillPlacesAction = formAction(
  { deed: "award.run", for: "staff", input: fillInput },
  async (actor, input) =>
    answer(await honourNamed(await fillPlaces(actor, input)), {
      messages,
      // Refused, the preview beneath the form shows who stands there now.
      anew: true,
      goTo: ({ chosen }) =>
        `/staff/awards/${input.roundId}/balance?rule=${encodeURIComponent(input.ruleId)}&done=filled&count=${chosen}`,
    }),
);

export const undoFillAction = formAction(
  { deed: "award.run", for: "staff", input: undoFillInput },
  async (actor, input) =>
    answer(await undoFill(actor, input), {
      messages,
      goTo: ({ back }) => {
        const looked = { ...(input.kind && { kind: input.kind }), ...(input.ruleId && { rule: input.ruleId }) };
        const query = new URLSearchParams({ ...looked, done: "unfilled", count: `${back}` });
        return `/staff/awards/${input.roundId}/balance?${query}`;
      },
    }),
);

export const swapCandidatesAction = formAction(
  { deed: "award.run", for: "staff", input: swapInput },
  async (actor, input) =>
    answer(await honourNamed(await swapCandidates(actor, input)), {
      messages,
      goTo: ({ id, moveId }) => `/staff/awards/${input.roundId}?candidate=${id}&done=swapped&move=${moveId}`,
    }),
);
