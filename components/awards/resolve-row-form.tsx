"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { resolveListRowAction } from "@/lib/awards/matching/actions";

/** Says whom a row means: one of these donors, nobody here, or nothing for now. What was said can be taken back. */
export function ResolveRowForm({
  importId,
  line,
  people,
  resolution,
  chosen,
}: {
  importId: string;
  line: number;
  people: { id: string; name: string; line: string }[];
  resolution: "this_person" | "not_in_system" | "skipped" | null;
  chosen: string | null;
}) {
  const t = useTranslations("awards.import.review");
  return (
    <ActionForm action={resolveListRowAction} keep className="flex min-w-0 flex-col gap-3">
      {() => (
        <>
          <input type="hidden" name="importId" value={importId} />
          <input type="hidden" name="line" value={line} />
          <ul className="divide-y divide-line">
            {people.map((one) => (
              <li
                key={one.id}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 py-2 first:pt-0"
              >
                <span className="min-w-0">
                  <span className="block font-medium">{one.name}</span>
                  <span className="block text-sm text-ink-2">{one.line}</span>
                </span>
                {chosen === one.id ? (
                  <span className="inline-flex items-center gap-1.5 font-medium text-met">
                    <Check aria-hidden className="size-5" />
                    {t("chosen")}
                  </span>
                ) : resolution === null ? (
                  <SubmitButton
                    name="answer"
                    value={one.id}
                    variant="secondary"
                    aria-label={t("thisOne", { name: one.name })}
                  >
                    {t("this")}
                  </SubmitButton>
                ) : null}
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap items-center gap-2">
            {resolution === null ? (
              <>
                <SubmitButton name="answer" value="not_in_system" variant="quiet" size="sm">
                  {t("notHere")}
                </SubmitButton>
                <SubmitButton name="answer" value="skipped" variant="quiet" size="sm">
                  {t("skip")}
                </SubmitButton>
              </>
            ) : (
              <>
                {resolution === "this_person" ? null : (
                  <span className="text-ink-2">{t(`resolved.${resolution}`)}</span>
                )}
                <SubmitButton name="answer" value="open" variant="quiet" size="sm">
                  {t("reopen")}
                </SubmitButton>
              </>
            )}
          </div>
        </>
      )}
    </ActionForm>
  );
}
