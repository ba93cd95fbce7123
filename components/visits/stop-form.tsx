"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Card } from "@/components/ui/card";
import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { stopDonationAction } from "@/lib/visits/actions";
import { stopReasons } from "@/lib/visits/rules";
import { useDesk } from "./desk-context";
import { useDeed } from "./use-deed";

/** A donation that stopped after the needle without a bag to count, and why. */
export function StopForm({ visit }: { visit: { id: string; version: number } }) {
  const t = useTranslations("visits");
  const id = useId();
  const { driveId, stepDone, next } = useDesk();
  const { state, errors, touch, send, refused, busy } = useDeed(stopDonationAction, (answer) => {
    stepDone(answer.message);
    next();
  });
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-control px-2 font-medium text-ink-2 hover:bg-sunk">
        {t("stop.open")}
      </summary>
      <Card className="mt-2">
        <form
          noValidate
          className="flex flex-col gap-4"
          onChange={touch}
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) send(new FormData(event.currentTarget));
          }}
        >
          <p className="text-ink-2">{t("stop.hint")}</p>
          <FormMessage refused={state.status === "invalid" ? null : refused} />
          <input type="hidden" name="driveId" value={driveId} />
          <input type="hidden" name="visitId" value={visit.id} />
          <input type="hidden" name="version" value={visit.version} />
          <RadioGroup
            name="because"
            id={`${id}-because`}
            legend={t("stop.because")}
            options={stopReasons.map((value) => ({ value, label: t(`stop.${value}`) }))}
            error={errors.because}
            inline
          />
          <TextInput
            name="lostMl"
            id={`${id}-lost`}
            label={t("stop.lost")}
            hint={t("stop.lostHint")}
            optional={t("screen.optional")}
            error={errors.lostMl}
            inputMode="numeric"
            maxLength={3}
            autoComplete="off"
          />
          <TextInput
            name="note"
            id={`${id}-note`}
            label={t("stop.note")}
            optional={t("screen.optional")}
            error={errors.note}
            maxLength={300}
            autoComplete="off"
          />
          <SubmitButton variant="danger" className="self-end" aria-disabled={busy || undefined}>
            {t("stop.submit")}
          </SubmitButton>
        </form>
      </Card>
    </details>
  );
}
