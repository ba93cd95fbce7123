"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { TextInput } from "@/components/ui/text-input";
import { typed } from "@/lib/forms/state";
import { agreeManyTargetsAction, decideManyTargetsAction } from "@/lib/targets/actions";
import { PaperFields } from "./paper-fields";
import { TogetherFrame, type TogetherProps } from "./together-frame";

/** One signed paper over the proposals that are ticked. */
export function DecideTogetherForm({ requestKey, ...props }: TogetherProps & { requestKey: string }) {
  const t = useTranslations("targets.decide");
  return (
    <TogetherFrame {...props} action={decideManyTargetsAction} submit={t("do")}>
      {(state) => (
        <>
          <input type="hidden" name="requestKey" value={requestKey} />
          <PaperFields state={state} />
        </>
      )}
    </TogetherFrame>
  );
}

/** The one meeting that agreed on the proposals that are ticked. */
export function AgreeTogetherForm(props: TogetherProps) {
  const t = useTranslations("targets.agree");
  return (
    <TogetherFrame {...props} action={agreeManyTargetsAction} submit={t("do")}>
      {(state) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            name="meetingName"
            label={t("name")}
            defaultValue={typed(state, "meetingName")}
            error={state.errors.meetingName}
            fieldClassName="sm:col-span-2"
          />
          <DayInput
            name="meetingOn"
            label={t("on")}
            defaultValue={typed(state, "meetingOn")}
            error={state.errors.meetingOn}
          />
          <TextInput
            name="meetingPlace"
            label={t("place")}
            defaultValue={typed(state, "meetingPlace")}
            error={state.errors.meetingPlace}
          />
        </div>
      )}
    </TogetherFrame>
  );
}
