"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { controlStyle } from "@/components/ui/control-style";
import { cx } from "@/components/ui/cx";
import { DayInput } from "@/components/ui/day-input";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { parseWhole } from "@/lib/core/numbers";
import { ticked, typed } from "@/lib/forms/state";
import { editPushPlanAction, savePushPlanAction } from "@/lib/progress/actions";

interface Start {
  name: string;
  owner?: string;
  startsOn: string;
  endsOn: string;
  /** A new plan … */
  requestKey?: string;
  unitId?: string;
  season?: string;
  gapUnits?: number;
  /** … or one that is changed. */
  planId?: string;
  version?: number;
}

/** A plan's facts and its communes; nought drives leaves a commune out, an empty row at the end takes another in. */
export function PushPlanForm({
  start,
  parts,
  others,
  usual,
  back,
}: {
  start: Start;
  parts: { id: string; name: string; why: string; drives: number; units: number }[];
  others: { value: string; label: string }[];
  /** What a drive here usually brings. */
  usual: number;
  back: string;
}) {
  const t = useTranslations("paceForms");
  const { planId, version, requestKey, unitId, season, gapUnits } = start;
  const hidden = planId ? { planId, version } : { requestKey, unitId, season, gapUnits };
  const small = cx(controlStyle, "max-w-22 text-right tabular-nums");
  return (
    <ActionForm action={planId ? editPushPlanAction : savePushPlanAction} className="flex flex-col gap-5">
      {(state) => {
        const drives = ticked(state, "drives");
        const units = ticked(state, "units");
        const communes = ticked(state, "commune");
        // The one sentence about all rows: the boxes it is about name it, else the rows together.
        const isWrong = (text = "") => text !== "" && !parseWhole(text).ok;
        const said = state.errors.parts ? "parts-error" : undefined;
        const wrongIn = (text: string | undefined) =>
          said && isWrong(text) ? { "aria-invalid": true, "aria-describedby": said } : {};
        return (
          <>
            {Object.entries(hidden).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
              <TextInput
                name="name"
                label={t("planName")}
                defaultValue={typed(state, "name", start.name)}
                error={state.errors.name}
              />
              <TextInput
                name="owner"
                label={t("owner")}
                defaultValue={typed(state, "owner", start.owner)}
                error={state.errors.owner}
              />
              <DayInput
                name="startsOn"
                label={t("from")}
                defaultValue={typed(state, "startsOn", start.startsOn)}
                error={state.errors.startsOn}
              />
              <DayInput
                name="endsOn"
                label={t("to")}
                defaultValue={typed(state, "endsOn", start.endsOn)}
                error={state.errors.endsOn}
              />
            </div>
            <fieldset className="min-w-0" aria-describedby={[...drives, ...units].some(isWrong) ? undefined : said}>
              <legend className="mb-2 font-semibold">{t("communes")}</legend>
              <p className="mb-3 text-sm text-ink-2">{t("communesHint")}</p>
              {state.errors.parts ? <FieldError id="parts-error">{state.errors.parts}</FieldError> : null}
              <div className="flex flex-col divide-y divide-line">
                {parts.map((part, index) => (
                  <div key={part.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
                    <div className="min-w-48 flex-1">
                      <p className="font-medium">{part.name}</p>
                      <p className="text-sm text-ink-3">{part.why}</p>
                    </div>
                    <input type="hidden" name="commune" value={part.id} />
                    <label className="flex items-center gap-2 text-sm whitespace-nowrap text-ink-2">
                      {t("drives")}
                      <input
                        name="drives"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={t("drivesOf", { name: part.name })}
                        defaultValue={drives[index] ?? part.drives}
                        {...wrongIn(drives[index])}
                        className={small}
                      />
                    </label>
                    <label className="flex items-center gap-2 text-sm whitespace-nowrap text-ink-2">
                      {t("units")}
                      <input
                        name="units"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={t("unitsOf", { name: part.name })}
                        defaultValue={units[index] ?? part.units}
                        {...wrongIn(units[index])}
                        className={small}
                      />
                    </label>
                  </div>
                ))}
                {others.length > 0 ? (
                  <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 py-2.5">
                    <Select
                      name="commune"
                      id="another"
                      label={t("another")}
                      defaultValue={communes[parts.length] ?? others[0]?.value}
                      options={others}
                      fieldClassName="min-w-48 flex-1"
                    />
                    <label className="flex items-center gap-2 text-sm whitespace-nowrap text-ink-2">
                      {t("drives")}
                      <input
                        name="drives"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={t("drivesOfAnother")}
                        defaultValue={drives[parts.length] ?? "0"}
                        {...wrongIn(drives[parts.length])}
                        className={small}
                      />
                    </label>
                    <label className="flex items-center gap-2 text-sm whitespace-nowrap text-ink-2">
                      {t("units")}
                      <input
                        name="units"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={t("unitsOfAnother")}
                        defaultValue={units[parts.length] ?? usual}
                        {...wrongIn(units[parts.length])}
                        className={small}
                      />
                    </label>
                  </div>
                ) : null}
              </div>
            </fieldset>
            <div className="flex flex-wrap gap-2.5">
              <SubmitButton>{t("savePlan")}</SubmitButton>
              <ButtonLink href={back} variant="quiet">
                {t("back")}
              </ButtonLink>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}
