"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useDesk } from "@/components/visits/desk-context";
import { useDeed } from "@/components/visits/use-deed";
import { newId } from "@/lib/core/ids";
import { recordDonationAction } from "@/lib/donations/actions";
import { BagFields, type BagStart } from "./bag-fields";

/** What was given, as soon as it was given: the bag's number from the scanner, the true volume, the donor's reaction. */
export function DonationForm({
  visit,
  bagVolumesMl,
}: {
  visit: BagStart & { id: string; version: number };
  bagVolumesMl: readonly number[];
}) {
  const t = useTranslations("donations.form");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const key = useRef<string | null>(null);
  const { driveId, stepDone, next } = useDesk();
  const { state, errors, touch, send, refused, busy } = useDeed(recordDonationAction, (answer) => {
    stepDone(answer.message);
    next();
  });
  useEffect(() => form.current?.querySelector<HTMLInputElement>("[name=number]")?.focus(), []);
  useEffect(() => {
    if (state.turn === 0) return;
    const wrong = form.current?.querySelector<HTMLInputElement | HTMLSelectElement>('[aria-invalid="true"]');
    wrong?.focus();
    // The next scan replaces the number that was refused.
    if (wrong instanceof HTMLInputElement) wrong.select();
  }, [state]);

  /** The scanner's Enter after the number goes on to the button: nobody records a bag without looking at the rest. */
  const afterScan = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || (event.target as HTMLElement).getAttribute("name") !== "number") return;
    event.preventDefault();
    form.current?.querySelector<HTMLElement>("[data-record]")?.focus();
  };

  return (
    <Card>
      <form
        ref={form}
        noValidate
        className="flex flex-col gap-5"
        onKeyDown={afterScan}
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          const sent = new FormData(event.currentTarget);
          key.current ??= newId();
          sent.set("requestKey", key.current);
          send(sent);
        }}
      >
        <CardTitle>{t("title")}</CardTitle>
        <FormMessage refused={Object.keys(state.errors).length > 0 ? null : refused} />
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="visitId" value={visit.id} />
        <BagFields id={id} start={visit} errors={errors} bagVolumesMl={bagVolumesMl} begin />
        <TextInput
          name="time"
          id={`${id}-time`}
          label={t("time")}
          hint={t("timeHint")}
          optional={t("optional")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          error={errors.time}
          fieldClassName="max-w-64"
        />
        <SubmitButton size="lg" className="self-end" data-record aria-disabled={busy || undefined}>
          {busy ? t("saving") : t("submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
