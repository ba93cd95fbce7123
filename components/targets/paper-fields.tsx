"use client";

import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { controlStyle } from "@/components/ui/control-style";
import { DayInput } from "@/components/ui/day-input";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { useScript } from "@/components/ui/use-script";
import { type FormState, ticked, typed } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";

/** Number, day, signatory and paper of a decision, whatever it is over. */
export function PaperFields({ state }: { state: FormState }) {
  const t = useTranslations("targets.decide");
  // With script the chosen file stays in its box; a page sent anew has lost it.
  const hasScript = useScript();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          name="number"
          label={t("number")}
          hint={t("numberHint")}
          autoComplete="off"
          defaultValue={typed(state, "number")}
          error={state.errors.number}
        />
        <DayInput
          name="decidedOn"
          label={t("on")}
          defaultValue={typed(state, "decidedOn")}
          error={state.errors.decidedOn}
        />
        <TextInput
          name="signatory"
          label={t("signatory")}
          autoComplete="off"
          defaultValue={typed(state, "signatory")}
          error={state.errors.signatory}
        />
        <Field id="file" label={t("file")} hint={t("fileHint")} error={state.errors.file}>
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              accept=".pdf,.docx,.png,application/pdf,image/png"
              className={controlStyle}
            />
          )}
        </Field>
      </div>
      {state.turn > 0 && !hasScript ? <p className="text-sm text-ink-2">{t("again")}</p> : null}
      <TextArea name="note" label={t("note")} rows={2} defaultValue={typed(state, "note")} error={state.errors.note} />
      <BeyondWhole state={state} />
    </>
  );
}

/** "sum>whole@which", as the refusal names it. */
const sumsIn = /^(\d+)>(\d+)@(.+)$/;

/**
 * Parts that would exceed their decided whole are signed only with a word of its own, which names both sums; where the
 * sums have moved since, it is asked for anew.
 */
function BeyondWhole({ state }: { state: FormState }) {
  const t = useTranslations("targets.decide");
  const locale = useLocale();
  const asked = state.refusal === "parts_beyond_whole" && typeof state.data === "string" ? state.data : null;
  const whichOf = (word: string) => sumsIn.exec(word)?.[3];
  const given = ticked(state, "beyond").filter((word) => sumsIn.test(word) && whichOf(word) !== whichOf(asked ?? ""));
  const words = asked === null ? given : [...given, asked];
  if (words.length === 0) return null;
  return (
    <fieldset className="rounded-card border border-line bg-sunk px-4 py-2">
      <legend className="sr-only">{t("beyond")}</legend>
      {words.map((word) => {
        const [, sum = "", whole = ""] = sumsIn.exec(word) ?? [];
        return (
          <Checkbox
            key={word}
            name="beyond[]"
            value={word}
            label={t("beyondYes", {
              sum: formatNumber(locale, Number(sum)),
              whole: formatNumber(locale, Number(whole)),
            })}
            hint={t("beyondHint")}
            error={word === asked ? state.message : null}
            defaultChecked={word !== asked}
          />
        );
      })}
    </fieldset>
  );
}
