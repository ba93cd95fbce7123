"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm } from "@/lib/forms/state";
import { decideTargetsAction } from "@/lib/targets/actions";
import type { Answered } from "@/lib/targets/split/answers";
import { Answers } from "./answers";
import { PaperFields } from "./paper-fields";

/** Number, day, signatory and paper over what is chosen. A refusal keeps every field; a file the browser keeps itself. */
export function DecideForm({
  unitId,
  year,
  requestKey,
  proposals,
  splits,
  back,
}: {
  unitId: string;
  year: number;
  requestKey: string;
  proposals: { id: string; label: string; hint: string }[];
  splits: { id: string; label: string; answers: Answered[] }[];
  back: string;
}) {
  const t = useTranslations("targets.decide");
  const words = useTranslations("targets.form");
  const { state, pending, form } = useKeptForm(decideTargetsAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={unitId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <Fieldset id="proposals" legend={t("what")} error={state.errors.proposals} className="flex flex-col gap-1">
        {proposals.map((one) => (
          <Checkbox key={one.id} name="proposals[]" value={one.id} label={one.label} hint={one.hint} defaultChecked />
        ))}
        {splits.map((one) => (
          <div key={one.id}>
            <Checkbox name="splits[]" value={one.id} label={one.label} defaultChecked />
            <Answers answers={one.answers} open />
            {one.answers.map(({ id, version }) => (
              <input key={id} type="hidden" name="answers[]" value={`${id}|${version}`} />
            ))}
          </div>
        ))}
      </Fieldset>
      <PaperFields state={state} />
      <div className="flex flex-wrap gap-2.5">
        <PendingButton pending={pending}>{t("do")}</PendingButton>
        <ButtonLink href={back} variant="quiet">
          {words("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
