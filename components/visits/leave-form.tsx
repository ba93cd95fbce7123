"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { leaveVisitAction } from "@/lib/visits/actions";
import { useDesk } from "./desk-context";
import { useDeed } from "./use-deed";

/** Somebody goes home before the needle: folded away, since it is rare. */
export function LeaveForm({ visit }: { visit: { id: string; version: number } }) {
  const t = useTranslations("visits.screen");
  const id = useId();
  const { driveId, stepDone, next } = useDesk();
  const { errors, touch, send, refused, busy } = useDeed(leaveVisitAction, (answer) => {
    stepDone(answer.message);
    next();
  });
  return (
    <details className="mt-4">
      <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunk">
        {t("left")}
      </summary>
      <form
        noValidate
        className="mt-2 flex flex-wrap items-end gap-3"
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) send(new FormData(event.currentTarget));
        }}
      >
        <div className="basis-full">
          <FormMessage refused={refused} />
        </div>
        <input type="hidden" name="driveId" value={driveId} />
        <input type="hidden" name="visitId" value={visit.id} />
        <input type="hidden" name="version" value={visit.version} />
        <TextInput
          name="because"
          id={`${id}-because`}
          label={t("leftBecause")}
          error={errors.because}
          maxLength={300}
          autoComplete="off"
          fieldClassName="min-w-64 flex-1"
        />
        <SubmitButton variant="secondary" aria-disabled={busy || undefined}>
          {t("leftSubmit")}
        </SubmitButton>
      </form>
    </details>
  );
}
