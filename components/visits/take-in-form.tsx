"use client";

import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { newId } from "@/lib/core/ids";
import { arriveAction } from "@/lib/visits/actions";
import type { FoundPerson } from "@/lib/visits/find/queries";
import { useDesk } from "./desk-context";
import { SegmentFields } from "./segment-fields";
import { useDeed } from "./use-deed";
import { useSay } from "./use-say";

/** Gives a known person their number: who they are today, the consent if it is missing, and one button. */
export function TakeInForm({
  person,
  receives,
  consentText,
}: {
  person: Pick<FoundPerson, "donorId" | "bookingId" | "segment" | "employer" | "hasConsent" | "standing">;
  receives: boolean;
  consentText: string;
}) {
  const t = useTranslations("visits");
  const say = useSay("visits");
  const { driveId, stepDone, show } = useDesk();
  const id = useId();
  const key = useRef<string | null>(null);
  const { errors, touch, send, refused, busy } = useDeed(arriveAction, (answer) => {
    key.current = null;
    const { visitId } = answer.data as { visitId: string };
    stepDone();
    show({ visitId });
  });

  if (person.standing) {
    return (
      <Notice tone="behind" title={t("arrive.blocked")}>
        {say(`refusal.${person.standing.word}`, person.standing.facts)}
      </Notice>
    );
  }
  if (!receives) return null;
  // Nothing to ask: Enter takes them in.
  const ready = Boolean(person.segment) && person.hasConsent;
  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-5"
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          const form = new FormData(event.currentTarget);
          key.current ??= newId();
          form.set("requestKey", key.current);
          send(form);
        }}
      >
        <CardTitle>{person.bookingId ? t("arrive.title") : t("arrive.walkInTitle")}</CardTitle>
        <p className="-mt-3 text-sm text-ink-3">{t("arrive.check")}</p>
        <FormMessage refused={errors.consent ? null : refused} />
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="donorId" value={person.donorId} />
        {person.bookingId ? <input type="hidden" name="bookingId" value={person.bookingId} /> : null}
        <SegmentFields id={id} segment={person.segment} employer={person.employer} errors={errors} begin={!ready} />
        {person.hasConsent ? null : (
          <Checkbox
            name="consent"
            id={`${id}-consent`}
            value="given"
            label={t("arrive.consent")}
            hint={t("arrive.consentHint", { text: consentText })}
            error={errors.consent}
          />
        )}
        <SubmitButton size="lg" className="self-end" data-begin={ready || undefined} aria-disabled={busy || undefined}>
          {busy ? t("screen.saving") : t("arrive.submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
