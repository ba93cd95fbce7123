"use client";

import { useTranslations } from "next-intl";
import { agreeManyTargetsAction, decideManyTargetsAction } from "@/lib/targets/actions";
import { MeetingFields } from "./meeting-fields";
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
          <MeetingFields state={state} />
        </div>
      )}
    </TogetherFrame>
  );
}
