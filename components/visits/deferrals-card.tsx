"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import type { JudgingReason } from "@/lib/eligibility/rule-set";
import { formatDate } from "@/lib/i18n/format";
import { liftDeferralAction } from "@/lib/visits/actions";
import type { DeskPerson } from "@/lib/visits/person/queries";
import { useDesk } from "./desk-context";
import { useDeed } from "./use-deed";

/** The deferrals of a person with their reasons, for medical eyes; one that stands can be lifted for a reason. */
export function DeferralsCard({
  donorId,
  rows,
  reasons,
  mayLift,
}: {
  donorId: string;
  rows: DeskPerson["deferralRows"];
  reasons: readonly JudgingReason[];
  mayLift: boolean;
}) {
  const t = useTranslations("visits.deferred");
  const locale = useLocale();
  return (
    <Card className="mt-5">
      <CardTitle>{t("history")}</CardTitle>
      <ul className="mt-2 divide-y divide-line">
        {rows.map((row) => {
          const reason = reasons.find(({ code }) => code === row.reason);
          const from = formatDate(locale, row.countedFrom);
          return (
            <li key={row.id} className="py-3">
              <p className={row.lifted ? "text-ink-3 line-through" : "font-medium"}>
                {reason ? (locale === "en" ? reason.en : reason.vi) : row.reason}
              </p>
              <p className="text-sm text-ink-2 tabular-nums">
                {row.lastDay
                  ? t("untilRow", { from, lastDay: formatDate(locale, row.lastDay) })
                  : t("fromRow", { from })}
                {row.lifted ? ` · ${t("lifted")}` : ""}
                {row.note ? ` · ${row.note}` : ""}
              </p>
              {mayLift && !row.lifted ? <LiftForm donorId={donorId} deferralId={row.id} /> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function LiftForm({ donorId, deferralId }: { donorId: string; deferralId: string }) {
  const t = useTranslations("visits.deferred");
  const id = useId();
  const { driveId, stepDone } = useDesk();
  const { state, errors, touch, send, refused, busy } = useDeed(liftDeferralAction, (answer) =>
    stepDone(answer.message),
  );
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-ink-2">
        {t("lift")}
      </summary>
      <form
        noValidate
        className="flex flex-wrap items-end gap-3"
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) send(new FormData(event.currentTarget));
        }}
      >
        <div className="basis-full">
          <FormMessage refused={state.status === "invalid" ? null : refused} />
        </div>
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="donorId" value={donorId} />
        <input type="hidden" name="deferralId" value={deferralId} />
        <TextInput
          name="because"
          id={`${id}-because`}
          label={t("liftBecause")}
          error={errors.because}
          maxLength={300}
          autoComplete="off"
          fieldClassName="min-w-64 flex-1"
        />
        <SubmitButton variant="secondary" aria-disabled={busy || undefined}>
          {t("liftSubmit")}
        </SubmitButton>
      </form>
    </details>
  );
}
