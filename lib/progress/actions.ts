"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { editPushPlan, savePushPlan } from "./push/commands";
import { pushPlanEdit, pushPlanInput } from "./push/schema";
import { changeShortageRule } from "./shortage/commands";
import { shortageRuleInput } from "./shortage/schema";
import { addSupportAction, changeWatchRule, moveSupportAction, tellEarlierYear } from "./watch/commands";
import { earlierYearInput, supportActionInput, supportStateInput, watchRuleInput } from "./watch/schema";

const messages = "paceForms.refusal";
const base = "/staff/progress";

export const changeWatchRuleAction = formAction(
  { deed: "progress.rule", for: "staff", input: watchRuleInput },
  async (actor, input) =>
    answer(await changeWatchRule(actor, input), {
      messages,
      goTo: `${base}/watch?level=${input.level}&done=rule`,
      fields: { rule_part_exceeds: "inMonths" },
    }),
);

export const addSupportActionAction = formAction(
  { deed: "progress.support", for: "staff", input: supportActionInput },
  async (actor, input) =>
    answer(await addSupportAction(actor, input), {
      messages,
      goTo: ({ unitCode }) => `${base}/watch/${unitCode}?done=added`,
      fields: { due_past: "dueOn" },
    }),
);

export const moveSupportActionAction = formAction(
  { deed: "progress.support", for: "staff", input: supportStateInput },
  async (actor, input) =>
    answer(await moveSupportAction(actor, input), {
      messages,
      goTo: ({ unitCode }) => `${base}/watch/${unitCode}?done=moved`,
      fields: { outcome_missing: "outcome", due_past: "dueOn" },
    }),
);

export const tellEarlierYearAction = formAction(
  { deed: "progress.support", for: "staff", input: earlierYearInput },
  async (actor, input) =>
    answer(await tellEarlierYear(actor, input), {
      messages,
      goTo: ({ unitCode }) => `${base}/forecast?unit=${unitCode}&done=told`,
      fields: { year_not_over: "year" },
    }),
);

export const savePushPlanAction = formAction(
  { deed: "progress.support", for: "staff", input: pushPlanInput },
  async (actor, input) =>
    answer(await savePushPlan(actor, input), {
      messages,
      goTo: ({ id }) => `${base}/push/${id}?done=saved`,
      fields: { plan_too_long: "endsOn", commune_elsewhere: "parts" },
    }),
);

export const editPushPlanAction = formAction(
  { deed: "progress.support", for: "staff", input: pushPlanEdit },
  async (actor, input) =>
    answer(await editPushPlan(actor, input), {
      messages,
      goTo: ({ id }) => `${base}/push/${id}?done=saved`,
      fields: { plan_too_long: "endsOn", commune_elsewhere: "parts" },
    }),
);

export const changeShortageRuleAction = formAction(
  { deed: "progress.rule", for: "staff", input: shortageRuleInput },
  async (actor, input) =>
    answer(await changeShortageRule(actor, input), {
      messages: "shortage.refusal",
      goTo: `${base}/push/rule?done=rule`,
    }),
);
