"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { NumberInput } from "@/components/ui/number-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { typed } from "@/lib/forms/state";
import { changeWatchRuleAction } from "@/lib/progress/actions";
import type { WatchRule } from "@/lib/progress/watch/rules";

/** Four numbers and a reason. */
export function WatchRuleForm({
  level,
  rule,
  back,
}: {
  level: "unit" | "commune";
  rule: WatchRule | null;
  back: string;
}) {
  const t = useTranslations("paceForms");
  const numbers = [
    ["belowPercent", "%"],
    ["inMonths", undefined],
    ["ofMonths", undefined],
    ["windowMonths", undefined],
  ] as const;
  return (
    <ActionForm action={changeWatchRuleAction} className="flex flex-col gap-4">
      {(state) => (
        <>
          <input type="hidden" name="level" value={level} />
          <div className="grid gap-4 sm:grid-cols-2">
            {numbers.map(([name, unit]) => (
              <NumberInput
                key={name}
                whole
                name={name}
                unit={unit}
                label={t(`ruleField.${name}`)}
                defaultValue={typed(state, name, rule ? String(rule[name]) : "")}
                error={state.errors[name]}
              />
            ))}
          </div>
          <TextInput
            name="reason"
            label={t("reason")}
            hint={t("reasonHint")}
            maxLength={500}
            defaultValue={typed(state, "reason")}
            error={state.errors.reason}
          />
          <div className="flex flex-wrap gap-2.5">
            <SubmitButton>{t("changeRule")}</SubmitButton>
            <ButtonLink href={back} variant="quiet">
              {t("back")}
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
