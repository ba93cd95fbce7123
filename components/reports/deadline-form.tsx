"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DateInput } from "@/components/ui/date-input";
import { NumberInput } from "@/components/ui/number-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { typed } from "@/lib/forms/state";
import { setDeadlineAction } from "@/lib/reports/actions";
import type { ReportDeadline } from "@/lib/reports/late/queries";

/** When one kind of report is due, to be changed by the nation's office. */
export function DeadlineForm({ deadline }: { deadline: ReportDeadline }) {
  const t = useTranslations("reports");
  const key = `${deadline.level}-${deadline.kind}`;
  return (
    <ActionForm
      action={setDeadlineAction}
      className="flex flex-col gap-3 border-b border-line py-4 last:border-0"
      aria-label={t("deadline.of", { level: t(`deadline.level.${deadline.level}`), kind: t(`kind.${deadline.kind}`) })}
    >
      {(state) => (
        <>
          <input type="hidden" name="level" value={deadline.level} />
          <input type="hidden" name="kind" value={deadline.kind} />
          <p className="font-medium">
            {t("deadline.of", { level: t(`deadline.level.${deadline.level}`), kind: t(`kind.${deadline.kind}`) })}
          </p>
          <div className="grid gap-3 sm:grid-cols-3">
            <NumberInput
              id={`${key}-after`}
              name="daysAfter"
              whole
              label={t("deadline.after")}
              unit={t("deadline.days")}
              defaultValue={typed(state, "daysAfter", String(deadline.daysAfter))}
              error={state.errors.daysAfter}
            />
            <NumberInput
              id={`${key}-before`}
              name="remindDaysBefore"
              whole
              label={t("deadline.before")}
              unit={t("deadline.days")}
              defaultValue={typed(state, "remindDaysBefore", String(deadline.remindDaysBefore))}
              error={state.errors.remindDaysBefore}
            />
            <DateInput
              id={`${key}-from`}
              name="askedFrom"
              label={t("deadline.from")}
              defaultValue={typed(state, "askedFrom", deadline.askedFrom ?? "")}
              error={state.errors.askedFrom}
            />
          </div>
          <SubmitButton variant="secondary" size="sm" className="self-start">
            {t("deadline.save")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
