"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { putOffDriveAction } from "@/lib/drives/actions";
import { putOffReasons } from "@/lib/drives/rules";
import { freshForm, typed } from "@/lib/forms/state";

/** Postponing or cancelling: why, until when, and how many people will be told. */
export function PutOffForm({
  driveId,
  how,
  people,
  peopleWords,
  firstDay,
  back,
}: {
  driveId: string;
  how: "postponed" | "cancelled";
  people: number;
  /** The number as one reads it. */
  peopleWords: string;
  /** The first day the drive may be postponed to. */
  firstDay: string;
  back: string;
}) {
  const t = useTranslations("drives.putOff");
  const words = useTranslations("drives");
  const { state, pending, form } = useKeptForm(putOffDriveAction, freshForm());
  const facts = { count: peopleWords };
  const button =
    how === "postponed"
      ? people > 0
        ? t("doPostpone", facts)
        : t("doPostponeNobody")
      : people > 0
        ? t("doCancel", facts)
        : t("doCancelNobody");
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="driveId" value={driveId} />
      <input type="hidden" name="how" value={how} />
      <Select
        name="reason"
        label={t("reason")}
        placeholder={words("form.choose")}
        defaultValue={typed(state, "reason")}
        error={state.errors.reason}
        options={putOffReasons.map((reason) => ({ value: reason, label: sentence(words(`put_off_reason.${reason}`)) }))}
      />
      <TextInput
        name="words"
        label={t("words")}
        hint={t("wordsHint")}
        optional={words("form.optional")}
        maxLength={200}
        defaultValue={typed(state, "words")}
        error={state.errors.words}
      />
      {how === "postponed" ? (
        <DayInput
          name="postponedTo"
          label={t("newDay")}
          optional={words("form.optional")}
          min={firstDay}
          defaultValue={typed(state, "postponedTo")}
          error={state.errors.postponedTo}
          className="max-w-64"
        />
      ) : null}
      <Checkbox
        name="sure"
        value="yes"
        label={people > 0 ? t("sure", facts) : t("sureNobody")}
        defaultChecked={typed(state, "sure") === "yes"}
        error={state.errors.sure}
      />
      <div className="flex flex-wrap gap-2.5">
        <PendingButton
          pending={pending}
          pendingLabel={words("view.working")}
          variant={how === "cancelled" ? "danger" : "primary"}
        >
          {button}
        </PendingButton>
        <ButtonLink href={back} variant="quiet">
          {t("back")}
        </ButtonLink>
      </div>
    </form>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
