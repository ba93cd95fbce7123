"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { Fieldset } from "@/components/ui/fieldset";
import { TextInput } from "@/components/ui/text-input";
import { type FormState, typed } from "@/lib/forms/state";

/** The days of an edition, and who says so. */
export function EditionFields({ state, isNational }: { state: FormState; isNational: boolean }) {
  const t = useTranslations("campaigns.form");
  const named = (name: string) => ({ name, defaultValue: typed(state, name), error: state.errors[name] });
  return (
    <>
      <Fieldset id="days" legend={t("days")} className="sm:col-span-2">
        <div className="grid gap-4 sm:grid-cols-3">
          <DayInput {...named("startsOn")} label={t("startsOn")} />
          <DayInput {...named("endsOn")} label={t("endsOn")} />
          <DayInput {...named("mainOn")} label={t("mainOn")} optional={t("optional")} />
        </div>
      </Fieldset>
      <Fieldset
        id="source"
        legend={t("source")}
        hint={t(isNational ? "sourceHintNation" : "sourceHint")}
        className="sm:col-span-2"
      >
        <div className="grid gap-4 sm:grid-cols-3">
          <TextInput {...named("decisionNumber")} label={t("decisionNumber")} maxLength={80} autoComplete="off" />
          <DayInput {...named("decidedOn")} label={t("decidedOn")} />
          <TextInput {...named("signatory")} label={t("signatory")} maxLength={120} autoComplete="off" />
          <TextInput
            {...named("address")}
            label={t("address")}
            hint={t("addressHint")}
            inputMode="url"
            maxLength={300}
            autoComplete="off"
            fieldClassName="sm:col-span-3"
          />
          <TextInput
            {...named("note")}
            label={t("note")}
            optional={t("optional")}
            maxLength={300}
            autoComplete="off"
            fieldClassName="sm:col-span-3"
          />
        </div>
      </Fieldset>
    </>
  );
}
