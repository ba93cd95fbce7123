"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { NumberInput } from "@/components/ui/number-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { typed } from "@/lib/forms/state";
import { changeShortageRuleAction } from "@/lib/progress/actions";
import type { ShortageRule } from "@/lib/progress/shortage/rules";

/** Weeks, a share and a reason. */
export function ShortageRuleForm({ rule }: { rule: ShortageRule | null }) {
  const t = useTranslations("shortage");
  return (
    <ActionForm action={changeShortageRuleAction} className="flex flex-col gap-4">
      {(state) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberInput
              whole
              name="weeksBefore"
              unit={t("weeks")}
              label={t("weeksBefore")}
              defaultValue={typed(state, "weeksBefore", rule ? String(rule.weeksBefore) : "")}
              error={state.errors.weeksBefore}
            />
            <NumberInput
              whole
              name="coverPercent"
              unit="%"
              label={t("coverPercent")}
              defaultValue={typed(state, "coverPercent", rule ? String(rule.coverPercent) : "")}
              error={state.errors.coverPercent}
            />
          </div>
          <TextInput
            name="reason"
            label={t("reason")}
            hint={t("reasonHint")}
            maxLength={500}
            defaultValue={typed(state, "reason")}
            error={state.errors.reason}
          />
          <SubmitButton className="w-fit" pendingLabel={t("saving")}>
            {t("changeRule")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
