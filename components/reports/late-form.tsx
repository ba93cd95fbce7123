"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceList } from "@/components/ui/choice-list";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm } from "@/lib/forms/state";
import { remindLateAction } from "@/lib/reports/actions";

/** Around the list of what is owed: sends reminders to those that were ticked. */
export function LateForm({ mayRemind, children }: { mayRemind: boolean; children: ReactNode }) {
  const t = useTranslations("reports.late");
  const { state, pending, form } = useKeptForm(remindLateAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      {mayRemind ? (
        <div data-print="hide">
          <PendingButton pending={pending}>{t("remind")}</PendingButton>
        </div>
      ) : null}
      <ChoiceList name="which" legend={t("caption")} error={state.errors.which}>
        {children}
      </ChoiceList>
    </form>
  );
}
