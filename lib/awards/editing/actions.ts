"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { describeDecision, endRule, makeRule } from "./commands";
import { describeDecisionInput, endRuleInput, makeRuleInput } from "./schema";

const messages = "awards.refusal";

export const makeRuleAction = formAction(
  { deed: "award.rules", for: "staff", input: makeRuleInput },
  async (actor, input) =>
    answer(await makeRule(actor, input), {
      messages,
      goTo: ({ id }) => `/staff/awards/rules?unit=${input.scopeUnitId}&made=${id}`,
      fields: {
        threshold_missing: "threshold",
        threshold_not_for_nominations: "threshold",
        below_not_above: "below",
        period_missing: "periodMonths",
        rule_overlaps: "validFrom",
        level_not_yours: "level",
        decision_unnumbered: "decisionNumber",
        decision_ahead: "decisionOn",
      },
    }),
);

export const endRuleAction = formAction(
  { deed: "award.rules", for: "staff", input: endRuleInput },
  async (actor, input) =>
    answer(await endRule(actor, input), {
      messages,
      message: "awards.rules.ended",
      anew: true,
      fields: { ends_before_it_begins: "validTo" },
    }),
);

export const describeDecisionAction = formAction(
  { deed: "award.rules", for: "staff", input: describeDecisionInput },
  async (actor, input) =>
    answer(await describeDecision(actor, input), {
      messages,
      message: "awards.rules.groundKept",
      anew: true,
      fields: { decision_ahead: "decisionOn" },
    }),
);
