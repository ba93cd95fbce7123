"use client";

import { Lock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayInput } from "@/components/ui/day-input";
import { Fieldset } from "@/components/ui/fieldset";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { amendRoundAction } from "@/lib/awards/amending/actions";
import type { RoundPlan } from "@/lib/awards/amending/plan";
import { type AmendedPart, whyNotAmend } from "@/lib/awards/amending/rules";
import { beganAs, sharedField } from "@/lib/forms/meanwhile";
import { freshForm, typed } from "@/lib/forms/state";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/**
 * What was planned of a round, each part open until it would be false, else shown with the reason. When somebody else
 * has changed it meanwhile, what was typed stays with what is saved beside it, and the rest follows what is saved.
 */
export function AmendForm({ plan, seatingHref }: { plan: RoundPlan; seatingHref: string }) {
  const t = useTranslations("amending");
  const words = useTranslations("awards.plan");
  const locale = useLocale() as Locale;
  const { state, pending, form } = useKeptForm(amendRoundAction, freshForm());
  const optional = words("optional");
  const isConflict = state.refusal === "changed_meanwhile";
  const version = state.turn === 0 || isConflict ? `${plan.version}` : typed(state, "version");
  const isOpen = (part: AmendedPart) => whyNotAmend(part, plan) === null;
  const closed = {
    name: t("closed.name"),
    nominations: t("closed.nominations"),
    quotas: t("closed.quotas"),
    ceremony: t.rich("closed.ceremony", {
      a: (text) => (
        <a href={seatingHref} className="underline underline-offset-4">
          {text}
        </a>
      ),
    }),
    occasion: t("over"),
  };
  /** How a field stands, and the hidden one beside it; one that took over another's value is drawn anew with it. */
  const shared = (name: string, saved: string, shown = saved) => {
    const { start, began, theirs } = sharedField(state, name, saved, isConflict);
    const value = shown === "" ? t("none") : shown;
    return {
      key: theirs === "taken" ? `${name} ${saved}` : name,
      field: {
        name,
        defaultValue: start,
        error: state.errors[name],
        hint: theirs === null ? undefined : t(theirs === "taken" ? "taken" : "saved", { value }),
      },
      began: <input type="hidden" name={beganAs(name)} value={began} />,
    };
  };
  const text = (name: "name" | "ceremonyPlace" | "theme" | "hosts", most: number) => {
    const { key, field, began } = shared(name, plan[name] ?? "");
    return (
      <div>
        <TextInput
          key={key}
          {...field}
          label={words(name)}
          maxLength={most}
          optional={name === "name" ? undefined : optional}
        />
        {began}
      </div>
    );
  };
  const date = (name: "nominationsUntil" | "ceremonyOn") => {
    const saved = plan[name] ?? "";
    const { key, field, began } = shared(name, saved, saved === "" ? "" : formatDate(locale, saved));
    return (
      <div>
        <DayInput key={key} {...field} label={words(name)} optional={optional} />
        {began}
      </div>
    );
  };
  const day = (on: string | null) => (on === null ? t("none") : formatDate(locale, on));
  return (
    <form {...form} className="flex flex-col gap-8">
      <FormMessage refused={state.message} />
      <input type="hidden" name="roundId" value={plan.id} />
      <input type="hidden" name="version" value={version} />
      <Fieldset id="occasion" size="section" legend={t("occasion")}>
        <div className="grid gap-5 sm:grid-cols-2">
          {isOpen("name") ? text("name", 120) : <Fixed label={words("name")} value={plan.name} why={closed.name} />}
          {isOpen("nominations") ? (
            date("nominationsUntil")
          ) : (
            <Fixed label={words("nominationsUntil")} value={day(plan.nominationsUntil)} why={closed.nominations} />
          )}
          {text("theme", 200)}
          {text("hosts", 200)}
        </div>
      </Fieldset>
      <Fieldset id="ceremony" size="section" legend={t("ceremony")}>
        <div className="grid gap-5 sm:grid-cols-2">
          {isOpen("ceremony") ? (
            <>
              {date("ceremonyOn")}
              {text("ceremonyPlace", 200)}
            </>
          ) : (
            <Fixed
              label={`${words("ceremonyOn")}, ${words("ceremonyPlace").toLocaleLowerCase(locale)}`}
              value={[day(plan.ceremonyOn), plan.ceremonyPlace].filter(Boolean).join(", ")}
              why={closed.ceremony}
              className="sm:col-span-2"
            />
          )}
        </div>
      </Fieldset>
      <Fieldset id="quotas" size="section" legend={t("quotas")} hint={isOpen("quotas") ? t("quotasHint") : undefined}>
        <ul className="divide-y divide-line">
          {plan.rules.map((rule) => {
            const name = locale === "vi" ? rule.nameVi : rule.nameEn;
            const saved = rule.quota === null ? "" : `${rule.quota}`;
            const { key, field, began } = shared(`quota:${rule.id}`, saved, saved === "" ? t("unlimited") : saved);
            return (
              <li key={rule.id} className="flex items-start justify-between gap-4 py-2.5">
                <span className="min-w-0">
                  {name}
                  <span className="block text-sm text-ink-2 tabular-nums">{t("chosen", { count: rule.chosen })}</span>
                </span>
                {isOpen("quotas") ? (
                  <div className="w-32 shrink-0 sm:w-48">
                    <TextInput
                      key={key}
                      {...field}
                      id={`quota-${rule.id}`}
                      label={words("quota", { name })}
                      hideLabel
                      inputMode="numeric"
                      placeholder={words("quotaShort")}
                      className="text-right"
                    />
                    {began}
                  </div>
                ) : (
                  <span className="shrink-0 font-medium tabular-nums">
                    {rule.quota === null ? t("unlimited") : rule.quota}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        {isOpen("quotas") ? null : <Why>{closed.quotas}</Why>}
      </Fieldset>
      <div>
        <PendingButton pending={pending} pendingLabel={t("saving")} variant="primary">
          {t("save")}
        </PendingButton>
      </div>
    </form>
  );
}

/** A part that may not change any more, as it stands, and why. */
function Fixed({ label, value, why, className }: { label: string; value: string; why: ReactNode; className?: string }) {
  return (
    <div className={className}>
      <p className="text-sm font-medium">{label}</p>
      <p className="mt-1">{value}</p>
      <Why>{why}</Why>
    </div>
  );
}

function Why({ children }: { children: ReactNode }) {
  return (
    <p className="mt-1 flex items-start gap-1.5 text-sm text-ink-2">
      <Lock aria-hidden className="mt-0.75 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
