"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { NumberInput } from "@/components/ui/number-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { typed } from "@/lib/forms/state";
import { tellHeadcountAction } from "@/lib/targets/actions";
import type { BodyFilter } from "@/lib/targets/bodies/shown";

/** How many people a body has in a year, and who said so; folded away until it is wanted. */
export function HeadcountForm({
  organisationId,
  year,
  version,
  people,
  source,
  shown,
}: {
  organisationId: string;
  year: number;
  version: number;
  people: string;
  source: string;
  /** What of the list is looked at, to come back to. */
  shown: { find: string; only: BodyFilter };
}) {
  const t = useTranslations("targets.bodies");
  return (
    <details>
      <summary className="min-h-9 cursor-pointer py-1.5 text-sm font-medium underline-offset-4 hover:underline">
        {t("tell")}
      </summary>
      <ActionForm action={tellHeadcountAction} className="mt-2 flex max-w-80 flex-col gap-3 text-left">
        {(state) => (
          <>
            <input type="hidden" name="organisationId" value={organisationId} />
            <input type="hidden" name="year" value={year} />
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="find" value={shown.find} />
            <input type="hidden" name="only" value={shown.only} />
            <NumberInput
              name="people"
              id={`people-${organisationId}`}
              label={t("people")}
              whole
              defaultValue={typed(state, "people", people)}
              error={state.errors.people}
            />
            <TextInput
              name="source"
              id={`source-${organisationId}`}
              label={t("source")}
              hint={t("sourceHint")}
              defaultValue={typed(state, "source", source)}
              error={state.errors.source}
            />
            <SubmitButton size="sm" variant="secondary" className="self-start">
              {t("save")}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </details>
  );
}
