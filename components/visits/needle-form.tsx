"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Component, JudgingRules } from "@/lib/eligibility/rule-set";
import { formatMl } from "@/lib/i18n/format";
import { beginDonationAction } from "@/lib/visits/actions";
import { useDesk } from "./desk-context";
import { type Screened, ScreeningForm } from "./screening-form";
import { useDeed } from "./use-deed";

/** The last moment before blood flows: what will be taken, one button, and the way back to a deferral or a new screening. */
export function NeedleForm({
  visit,
  person,
  rules,
  ruleTitle,
}: {
  visit: { id: string; version: number; component: Component | null; volumeMl: number | null };
  person: Screened;
  rules: JudgingRules;
  ruleTitle: string;
}) {
  const t = useTranslations("visits");
  const components = useTranslations("eligibility.component");
  const locale = useLocale();
  const { driveId, stepDone } = useDesk();
  const [instead, setInstead] = useState<"defer" | "again" | null>(null);
  const { send, refused, busy } = useDeed(beginDonationAction, () => stepDone());
  if (instead) {
    return <ScreeningForm person={person} rules={rules} ruleTitle={ruleTitle} deferOnly={instead === "defer"} />;
  }
  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) send(new FormData(event.currentTarget));
        }}
      >
        <CardTitle>{t("needle.title")}</CardTitle>
        <p className="text-2xl font-bold tracking-tight">
          {t("needle.planned", {
            volume: visit.volumeMl === null ? "–" : formatMl(locale, visit.volumeMl),
            component: components(visit.component ?? "whole_blood").toLocaleLowerCase(locale),
          })}
        </p>
        <p className="text-ink-2">{t("needle.hint")}</p>
        <FormMessage refused={refused} />
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="visitId" value={visit.id} />
        <input type="hidden" name="version" value={visit.version} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex flex-wrap gap-2">
            <Button size="lg" onClick={() => setInstead("defer")}>
              {t("screen.defer")}
            </Button>
            <Button size="lg" variant="quiet" onClick={() => setInstead("again")}>
              {t("screen.again")}
            </Button>
          </div>
          <SubmitButton size="lg" data-begin autoFocus aria-disabled={busy || undefined}>
            {busy ? t("screen.saving") : t("needle.submit")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
