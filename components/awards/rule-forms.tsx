"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DayInput } from "@/components/ui/day-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { endRuleAction, makeRuleAction } from "@/lib/awards/editing/actions";
import { authorityKinds, awardLevels, awardMetrics, awardObjects, subjectKinds } from "@/lib/awards/rules";
import { typed } from "@/lib/forms/state";
import { DecisionFields } from "./decision-grounds";

/** A rule of a unit's own. */
export function MakeRuleForm({ unitId, level, today }: { unitId: string; level: string; today: string }) {
  const t = useTranslations("awards");
  const optional = t("plan.optional");
  return (
    <ActionForm action={makeRuleAction} className="flex flex-col gap-5">
      {(state) => {
        const text = (
          name: string,
          label: string,
          more: { optional?: string; hint?: string; inputMode?: "numeric" } = {},
        ) => (
          <TextInput name={name} label={label} defaultValue={typed(state, name)} error={state.errors[name]} {...more} />
        );
        const choice = (
          name: string,
          label: string,
          values: readonly string[],
          words: (value: string) => string,
          start: string,
        ) => (
          <Select
            name={name}
            label={label}
            options={values.map((value) => ({ value, label: words(value) }))}
            defaultValue={typed(state, name, start)}
            error={state.errors[name]}
          />
        );
        return (
          <>
            <input type="hidden" name="scopeUnitId" value={unitId} />
            <div className="grid gap-5 sm:grid-cols-2">
              {text("nameVi", t("rules.nameVi"), { hint: t("rules.nameHint") })}
              {text("scheme", t("rules.scheme"), { hint: t("rules.schemeHint") })}
              {choice(
                "subjectKind",
                t("rules.subject"),
                subjectKinds,
                (value) => t(`subject.${value}` as "subject.donor"),
                "donor",
              )}
              {choice(
                "metric",
                t("rules.metric"),
                awardMetrics,
                (value) => t(`metric.${value}` as "metric.nomination"),
                "lifetime_donations",
              )}
              {text("threshold", t("rules.threshold"), {
                optional: t("rules.notForNominations"),
                inputMode: "numeric",
              })}
              {text("below", t("rules.below"), { optional, inputMode: "numeric" })}
              {text("periodMonths", t("rules.periodMonths"), { optional, inputMode: "numeric" })}
              {choice(
                "repeats",
                t("rules.repeats"),
                ["once", "yearly"],
                (value) => t(`rules.repeat.${value}` as "rules.repeat.once"),
                "once",
              )}
              {text("cooldownYears", t("rules.cooldownYears"), { optional, inputMode: "numeric" })}
              {text("excludedYears", t("rules.excludedYears"), { optional, inputMode: "numeric" })}
              {text("quota", t("rules.quota"), { optional, inputMode: "numeric" })}
              {choice(
                "object",
                t("rules.object"),
                awardObjects,
                (value) => t(`object.${value}` as "object.cup"),
                "commendation",
              )}
              {choice("level", t("rules.level"), awardLevels, (value) => t(`level.${value}` as "level.nation"), level)}
              {choice(
                "authorityKind",
                t("rules.authority"),
                authorityKinds,
                (value) => t(`authority.${value}` as "authority.red_cross"),
                "red_cross",
              )}
              <DayInput
                name="validFrom"
                label={t("rules.validFrom")}
                defaultValue={typed(state, "validFrom", today)}
                error={state.errors.validFrom}
              />
              {text("decisionNumber", t("rules.decisionNumber"), { optional })}
              <DecisionFields state={state} />
              {text("source", t("rules.source"), { hint: t("rules.sourceHint") })}
              {text("doubt", t("rules.doubt"), { optional })}
            </div>
            <div>
              <SubmitButton pendingLabel={t("round.working")}>{t("rules.make")}</SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}

/** The day from which a rule holds no longer. */
export function EndRuleForm({ ruleId, today }: { ruleId: string; today: string }) {
  const t = useTranslations("awards");
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("rules.end")}
      </summary>
      <ActionForm action={endRuleAction} className="flex flex-wrap items-end gap-2.5 py-2">
        {(state) => (
          <>
            <input type="hidden" name="ruleId" value={ruleId} />
            <DayInput
              name="validTo"
              label={t("rules.validTo")}
              defaultValue={typed(state, "validTo", today)}
              error={state.errors.validTo}
            />
            <SubmitButton variant="danger" pendingLabel={t("round.working")}>
              {t("rules.end")}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </details>
  );
}
