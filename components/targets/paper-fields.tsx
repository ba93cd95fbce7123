"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { controlStyle } from "@/components/ui/control-style";
import { DayInput } from "@/components/ui/day-input";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { useScript } from "@/components/ui/use-script";
import { type FormState, ticked, typed } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import { useTargetWords } from "./words";

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

/** "sum>whole@unit year period metric edition|name", as the refusal names it. */
const wordOf = /^(\d+)>(\d+)@(\S+) (\d+) (\S+) (\S+) \S*\|(.+)$/;

/**
 * Parts that would exceed their decided wholes are signed only with a word for each, which names both sums; where the
 * sums have moved since, it is asked for anew. All that are needed stand in one list, those given already ticked.
 */
function BeyondWhole({ state }: { state: FormState }) {
  const { t, locale, metric, period } = useTargetWords();
  const given = ticked(state, "beyond").filter((word) => wordOf.test(word));
  const asked = state.refusal === "parts_beyond_whole" && Array.isArray(state.data) ? state.data.map(String) : null;
  const words = asked ?? given;
  const missing = words.find((word) => !given.includes(word));
  if (words.length === 0) return null;
  return (
    <fieldset className="rounded-card border border-line bg-sunk px-4 py-2">
      <legend className="sr-only">{t("decide.beyond")}</legend>
      {words.map((word) => {
        const [, sum = "", whole = "", , year = "", time = "", what = "", name = ""] = wordOf.exec(word) ?? [];
        return (
          <Checkbox
            key={word}
            name="beyond[]"
            value={word}
            label={t("decide.beyondYes", {
              name,
              sum: formatNumber(locale, Number(sum)),
              whole: formatNumber(locale, Number(whole)),
            })}
            hint={`${metric(what)} · ${period(time)} · ${year}`}
            error={word === missing ? state.message : null}
            defaultChecked={given.includes(word)}
          />
        );
      })}
      <p className="pb-2 text-sm text-ink-3">{t("decide.beyondHint")}</p>
    </fieldset>
  );
}
