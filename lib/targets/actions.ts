"use server";

import { newId } from "@/lib/core/ids";
import { answer, type FormAnswer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { tellHeadcount } from "./bodies/commands";
import { decideTargets } from "./decisions/commands";
import { agreeTarget, commentTarget, draftTarget, stepTarget } from "./proposals/commands";
import {
  agreeTargetInput,
  agreeTogetherInput,
  commentTargetInput,
  decideTargetsInput,
  draftTargetInput,
  returnSplitInput,
  saveSplitInput,
  stepTargetInput,
  tellHeadcountInput,
} from "./schema";
import { returnSplit, saveSplit } from "./split/commands";
import { splitPath } from "./split/whole";
import { togetherPath } from "./together/address";
import { agreeTogether } from "./together/commands";

const messages = "targets.refusal";
const pageOf = ({ unitId, year }: { unitId: string; year: number }, done: string) =>
  `/staff/targets/${unitId}?year=${year}&done=${done}`;

export const draftTargetAction = formAction(
  { deed: "target.draft", for: "staff", input: draftTargetInput },
  async (actor, input) =>
    answer(await draftTarget(actor, input), {
      messages,
      goTo: (made) => pageOf(made, input.intent),
      fields: {
        edition_unknown: "editionId",
        effective_outside: "effectiveFrom",
        before_last_version: "effectiveFrom",
      },
    }),
);

export const stepTargetAction = formAction(
  { deed: "target.step", for: "staff", input: stepTargetInput },
  async (actor, input) =>
    answer(await stepTarget(actor, input), {
      messages,
      goTo: (held) => pageOf(held, input.step),
      fields: { words_missing: "words" },
    }),
);

export const agreeTargetAction = formAction(
  { deed: "target.draft", for: "staff", input: agreeTargetInput },
  async (actor, input) =>
    answer(await agreeTarget(actor, input), {
      messages,
      goTo: (held) => pageOf(held, "agreed"),
      fields: { meeting_in_future: "meetingOn" },
    }),
);

export const commentTargetAction = formAction(
  { deed: "target.comment", for: "staff", input: commentTargetInput, limit: { max: 60, perMinutes: 10 } },
  async (actor, input) =>
    answer(await commentTarget(actor, input), { messages, goTo: (said) => pageOf(said, "comment") }),
);

/** Where what is wrong with a decision is said; parts beyond their wholes come back with the words that let them. */
function decisionAnswer(outcome: Awaited<ReturnType<typeof decideTargets>>, goTo: string): FormAnswer {
  const said = answer(outcome, {
    messages,
    goTo,
    anew: true,
    fields: {
      nothing_chosen: "proposals",
      number_taken: "number",
      decided_in_future: "decidedOn",
      before_last_version: "decidedOn",
      one_before_last_version: "decidedOn",
      file_too_large: "file",
      file_unknown: "file",
    },
  });
  if (said.kind !== "refused" || said.refusal !== "parts_beyond_whole") return said;
  return { ...said, data: String(said.facts?.words).split("\n") };
}

export const decideTargetsAction = formAction(
  { deed: "target.decide", for: "staff", input: decideTargetsInput, files: ["file"] },
  async (actor, input) => decisionAnswer(await decideTargets(actor, input), pageOf(input, "decided")),
);

export const decideManyTargetsAction = formAction(
  { deed: "target.decide", for: "staff", input: decideTargetsInput, files: ["file"] },
  async (actor, input) => {
    const decided = await decideTargets(actor, input);
    return decisionAnswer(
      decided,
      decided.ok ? togetherPath("decide", input, decided.value.targets, decided.value.decisionId) : "",
    );
  },
);

export const agreeManyTargetsAction = formAction(
  { deed: "target.draft", for: "staff", input: agreeTogetherInput },
  async (actor, input) =>
    answer(await agreeTogether(actor, input), {
      messages,
      goTo: ({ agreed }) => togetherPath("agree", input, agreed, newId()),
      anew: true,
      fields: { none_agreed: "proposals", meeting_in_future: "meetingOn" },
    }),
);

export const saveSplitAction = formAction(
  { deed: "target.draft", for: "staff", input: saveSplitInput },
  async (actor, input) => {
    const saved = await saveSplit(actor, input);
    if (input.intent === "submit") return answer(saved, { messages, goTo: (split) => pageOf(split, "submitted") });
    const goTo = `${splitPath(input.unitId, input.of)}&done=saved`;
    return answer(saved, { messages, goTo });
  },
);

export const returnSplitAction = formAction(
  { deed: "target.decide", for: "staff", input: returnSplitInput },
  async (actor, input) => answer(await returnSplit(actor, input), { messages, goTo: (held) => pageOf(held, "return") }),
);

export const tellHeadcountAction = formAction(
  { deed: "target.draft", for: "staff", input: tellHeadcountInput },
  async (actor, input) =>
    answer(await tellHeadcount(actor, input), {
      messages,
      goTo: ({ unitId, year }) => {
        const shown = new URLSearchParams({ find: input.find, only: input.only });
        return `/staff/targets/${unitId}/bodies?year=${year}&done=told&${shown}`;
      },
    }),
);
