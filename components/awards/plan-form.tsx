"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { DayInput } from "@/components/ui/day-input";
import { Fieldset } from "@/components/ui/fieldset";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { planRoundAction } from "@/lib/awards/actions";
import { roundKinds } from "@/lib/awards/rounds/rules";
import { freshForm, ticked, typed } from "@/lib/forms/state";

export interface RuleChoice {
  readonly id: string;
  readonly name: string;
  /** Who signs, and by which decision, in small. */
  readonly detail: string;
  readonly doubt: string | null;
  readonly quota: number | null;
}

/** A round of honours as it is planned: its days, its ceremony, and by which rules it honours how many. */
export function PlanForm({
  unitId,
  start,
  groups,
}: {
  unitId: string;
  start: Record<string, string>;
  groups: { name: string; rules: RuleChoice[] }[];
}) {
  const t = useTranslations("awards");
  const { state, pending, form } = useKeptForm(planRoundAction, freshForm(start));
  const optional = t("plan.optional");
  const chosen = ticked(state, "rules");
  const text = (name: string, label: string, more: { optional?: string; hint?: string } = {}) => (
    <TextInput name={name} label={label} defaultValue={typed(state, name)} error={state.errors[name]} {...more} />
  );
  const date = (name: string, label: string, more: { optional?: string } = {}) => (
    <DayInput name={name} label={label} defaultValue={typed(state, name)} error={state.errors[name]} {...more} />
  );
  return (
    <form {...form} className="flex flex-col gap-6">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={unitId} />
      <div className="grid gap-5 sm:grid-cols-2">
        {text("name", t("plan.name"), { hint: t("plan.nameHint") })}
        <Select
          name="kind"
          label={t("plan.kind")}
          options={roundKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          defaultValue={typed(state, "kind", "year_end")}
          error={state.errors.kind}
        />
        {text("year", t("plan.year"))}
        {date("countedUntil", t("plan.countedUntil"))}
        {date("nominationsUntil", t("plan.nominationsUntil"), { optional })}
        {date("ceremonyOn", t("plan.ceremonyOn"), { optional })}
        {text("ceremonyPlace", t("plan.ceremonyPlace"), { optional })}
        {text("theme", t("plan.theme"), { optional })}
        {text("hosts", t("plan.hosts"), { optional })}
      </div>
      <Fieldset id="rules" legend={t("plan.rules")} hint={t("plan.rulesHint")} error={state.errors.rules}>
        {groups.length === 0 ? <p className="text-ink-2">{t("plan.noRules")}</p> : null}
        {groups.map((group) => (
          <div key={group.name} className="mb-4">
            <p className="mb-1 text-sm font-semibold text-ink-2">{group.name}</p>
            <ul className="divide-y divide-line">
              {group.rules.map((rule) => (
                <li key={rule.id} className="flex items-start justify-between gap-4 py-1.5">
                  <Checkbox
                    name="rules[]"
                    id={`rule-${rule.id}`}
                    value={rule.id}
                    label={rule.name}
                    hint={
                      <>
                        {rule.detail}
                        {rule.doubt ? (
                          <span className="block text-watch">{t("plan.doubt", { doubt: rule.doubt })}</span>
                        ) : null}
                      </>
                    }
                    defaultChecked={chosen.includes(rule.id)}
                    className="min-w-0 flex-1"
                  />
                  <TextInput
                    name={`quota:${rule.id}`}
                    id={`quota-${rule.id}`}
                    label={t("plan.quota", { name: rule.name })}
                    hideLabel
                    inputMode="numeric"
                    placeholder={t("plan.quotaShort")}
                    defaultValue={typed(state, `quota:${rule.id}`, rule.quota === null ? "" : `${rule.quota}`)}
                    fieldClassName="w-24 shrink-0"
                    className="text-right"
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Fieldset>
      <div>
        <PendingButton pending={pending} pendingLabel={t("plan.pending")} variant="primary">
          {t("plan.submit")}
        </PendingButton>
      </div>
    </form>
  );
}
