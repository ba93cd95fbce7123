"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { beginLetters, publicStopLetters, stopLetters } from "./commands";
import { beginLettersInput, letterInput, stopByLinkInput } from "./schema";

const words = { messages: "documents.letters.refusal", goTo: "/staff/progress/saved" };

export const beginLettersAction = formAction(
  { deed: "progress.view", for: "staff", input: beginLettersInput },
  async (actor, input) => answer(await beginLetters(actor, input), { ...words, fields: { unit_unknown: "unitCode" } }),
);

export const stopLettersAction = formAction(
  { deed: "progress.view", for: "staff", input: letterInput },
  async (actor, input) => answer(await stopLetters(actor, input.letterId), words),
);

/** By the link at the foot of a letter: whoever holds it may stop it, signed in or not. */
export const stopByLinkAction = formAction(
  { deed: "public.read", for: "anyone", input: stopByLinkInput, limit: { max: 20, perMinutes: 10 } },
  async (_, { token }) =>
    answer(await publicStopLetters(token), { messages: words.messages, message: "documents.letters.stopped" }),
);
