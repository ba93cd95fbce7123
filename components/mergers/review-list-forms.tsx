"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { addOwnTaskAction, beginReviewAction, strikeOwnTaskAction } from "@/lib/mergers/actions";

/** Begins the review list of a unit that came of a change and has none. */
export function BeginReviewForm({ unitId }: { unitId: string }) {
  const t = useTranslations("mergers.review");
  const [state, action] = useAnswer(beginReviewAction, freshForm());
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={unitId} />
      <SubmitButton variant="secondary" pendingLabel={t("saving")}>
        {t("begin")}
      </SubmitButton>
    </form>
  );
}

/** A task of the office's own for the list: what, who, until when. */
export function OwnTaskForm({ unitId, dueOn }: { unitId: string; dueOn: string }) {
  const t = useTranslations("mergers.review");
  const { state, pending, form } = useKeptForm(addOwnTaskAction, freshForm({ dueOn }));
  const named = (name: string) => ({
    name,
    id: `own-${name}`,
    defaultValue: typed(state, name),
    error: state.errors[name],
  });
  return (
    <form {...form} className="grid gap-4 py-3 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="unitId" value={unitId} />
      <TextInput {...named("title")} label={t("ownTitle")} maxLength={160} fieldClassName="sm:col-span-2" />
      <TextInput {...named("owner")} label={t("owner")} hint={t("ownerHint")} maxLength={160} />
      <DayInput name="dueOn" label={t("due")} defaultValue={typed(state, "dueOn")} error={state.errors.dueOn} />
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("saving")} variant="secondary">
          {t("add")}
        </PendingButton>
      </div>
    </form>
  );
}

/** Strikes a task of the office's own, or takes that back. */
export function StrikeForm({ item, back }: { item: { id: string; version: number; title: string }; back?: boolean }) {
  const t = useTranslations("mergers.review");
  const [state, action] = useAnswer(strikeOwnTaskAction, freshForm());
  return (
    <form action={action} className="flex flex-col items-start gap-2">
      <FormMessage refused={state.message} />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="version" value={item.version} />
      {back ? <input type="hidden" name="back" value="yes" /> : null}
      <SubmitButton variant="quiet" pendingLabel={t("saving")}>
        {t(back ? "restore" : "strike")}
        <span className="sr-only">: {item.title}</span>
      </SubmitButton>
    </form>
  );
}
