"use server";

import { formAction } from "@/lib/forms/form-action";
import { honourNamed } from "../candidates/honour-named";
import { undoMove } from "./commands";
import { undoMoveInput } from "./schema";

export const undoMoveAction = formAction(
  { deed: "award.run", for: "staff", input: undoMoveInput },
  async (actor, input) => {
    const undone = await honourNamed(await undoMove(actor, input));
    // Refused, the list beneath shows who stands where now; kept, the answer says which press it is about.
    if (!undone.ok)
      return { kind: "refused", refusal: undone.refusal, messages: "moves.refusal", facts: undone.facts, anew: true };
    return { kind: "done", message: "moves.undone", facts: { count: undone.value.back }, keep: true, anew: true };
  },
);
