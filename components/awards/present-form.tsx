"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { presentRoundAction } from "@/lib/awards/actions";
import { ticked } from "@/lib/forms/state";
import type { CalledUp } from "./called-up";

/**
 * The ceremony was held; whoever was not there is ticked, and their papers wait in the ledger. Who had theirs before
 * can be neither presented nor absent, and stands below as having received it.
 */
export function PresentForm({ roundId, guests }: { roundId: string; guests: readonly CalledUp[] }) {
  const t = useTranslations("awards.round");
  const waiting = guests.filter(({ received }) => !received);
  const before = guests.filter(({ received }) => received);
  return (
    <ActionForm action={presentRoundAction} className="flex flex-col items-start gap-3">
      {(state) => (
        <>
          <p className="text-sm text-ink-2">{t("presentHint")}</p>
          <input type="hidden" name="roundId" value={roundId} />
          <details className="w-full">
            <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium underline-offset-4 hover:underline">
              {t("absent", { count: waiting.length })}
            </summary>
            <ul className="max-h-80 overflow-y-auto">
              {waiting.map((guest) => (
                <li key={guest.id}>
                  <Checkbox
                    name="absent[]"
                    id={`absent-${guest.id}`}
                    value={guest.id}
                    label={guest.name}
                    hint={guest.honours.length > 1 ? guest.honours.join(" · ") : undefined}
                    defaultChecked={ticked(state, "absent").includes(guest.id)}
                  />
                </li>
              ))}
            </ul>
          </details>
          {before.length > 0 ? (
            <div className="w-full text-sm text-ink-2">
              <p>{t("receivedBefore", { count: before.length })}</p>
              <ul className="mt-1 max-h-48 overflow-y-auto">
                {before.map((guest) => (
                  <li key={guest.id} className="flex items-center gap-2 py-0.5">
                    <Check aria-hidden className="size-4 shrink-0 text-met" />
                    {guest.name}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <SubmitButton variant="ink" pendingLabel={t("working")}>
            {t("present")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
