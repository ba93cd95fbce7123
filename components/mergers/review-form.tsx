"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { updateReviewItemAction } from "@/lib/mergers/actions";
import { type ReviewState, reviewStates } from "@/lib/mergers/rules";

/** How far one task has come, who answers for it, until when. */
export function ReviewForm({
  item,
}: {
  item: { id: string; version: number; state: ReviewState; owner: string | null; dueOn: string; note: string | null };
}) {
  const t = useTranslations("mergers");
  const start = { state: item.state, owner: item.owner ?? "", dueOn: item.dueOn, note: item.note ?? "" };
  const { state, pending, form } = useKeptForm(updateReviewItemAction, freshForm(start));
  const named = (name: string) => ({
    name,
    id: `${name}-${item.id}`,
    defaultValue: typed(state, name),
    error: state.errors[name],
  });
  return (
    <form {...form} className="grid max-w-md min-w-60 gap-4 py-3">
      <div className="empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="version" value={item.version} />
      <Select
        {...named("state")}
        label={t("review.state")}
        options={reviewStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <TextInput {...named("owner")} label={t("review.owner")} hint={t("review.ownerHint")} maxLength={160} />
      <DayInput name="dueOn" label={t("review.due")} defaultValue={typed(state, "dueOn")} error={state.errors.dueOn} />
      <TextInput {...named("note")} label={t("review.note")} maxLength={1000} />
      <div>
        <PendingButton pending={pending} pendingLabel={t("review.saving")} variant="secondary">
          {t("review.save")}
        </PendingButton>
      </div>
    </form>
  );
}
