"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { DayInput } from "@/components/ui/day-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { describeDecisionAction } from "@/lib/awards/editing/actions";
import type { Ground } from "@/lib/awards/editing/grounds";
import { type FormState, typed } from "@/lib/forms/state";

/** The decisions a unit's rules stand on as its papers will name them; what is open can be told of the unit's own. */
export function DecisionGrounds({
  unitId,
  grounds,
}: {
  unitId: string;
  /** Each with the words that stand on paper, and whether it is the unit's to tell. */
  grounds: readonly { ground: Ground; words: string; isOwn: boolean }[];
}) {
  const t = useTranslations("awards.rules");
  const lacks = ({ on, by, about }: Ground) =>
    [on === null && t("decisionOn"), by === null && t("decisionBy"), about === null && t("decisionAbout")]
      .filter((word) => word !== false)
      .map((word) => word.toLocaleLowerCase("vi"));
  return (
    <Card id="can-cu">
      <CardTitle>{t("grounds")}</CardTitle>
      <p className="mt-1 text-sm text-ink-2">{t("groundsLead")}</p>
      <ul className="divide-y divide-line">
        {grounds.map(({ ground, words, isOwn }) => (
          <li key={ground.number} className="py-3.5">
            <p lang="vi" className="italic">
              {words}
            </p>
            {lacks(ground).length > 0 ? (
              <p className="text-sm text-ink-3">{t("groundMissing", { what: lacks(ground).join(", ") })}</p>
            ) : null}
            {isOwn ? <DescribeDecisionForm unitId={unitId} ground={ground} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DescribeDecisionForm({ unitId, ground }: { unitId: string; ground: Ground }) {
  const t = useTranslations("awards");
  const id = `ground-${ground.number.replace(/[^\p{L}\p{N}]+/gu, "-")}`;
  return (
    <ActionForm action={describeDecisionAction}>
      {(state) => (
        <details open={Object.keys(state.errors).length > 0 ? true : undefined}>
          <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
            {t("rules.groundEdit")}
          </summary>
          <div className="grid gap-4 py-2 sm:grid-cols-2">
            <input type="hidden" name="unitId" value={unitId} />
            <input type="hidden" name="decisionNumber" value={ground.number} />
            <DecisionFields state={state} start={ground} id={id} />
            <div className="sm:col-span-2">
              <SubmitButton variant="secondary" pendingLabel={t("round.working")}>
                {t("rules.groundSave")}
              </SubmitButton>
            </div>
          </div>
        </details>
      )}
    </ActionForm>
  );
}

/** Day, body and subject of a decision, each of which may stay open. */
export function DecisionFields({ state, start, id = "decision" }: { state: FormState; start?: Ground; id?: string }) {
  const t = useTranslations("awards");
  const optional = t("plan.optional");
  // What was emptied stays empty when the form comes back with a refusal.
  const value = (name: string, saved = "") => (state.turn === 0 ? saved : typed(state, name));
  return (
    <>
      <DayInput
        name="decisionOn"
        label={t("rules.decisionOn")}
        optional={optional}
        defaultValue={value("decisionOn", start?.on ?? "")}
        error={state.errors.decisionOn}
      />
      <TextInput
        name="decisionBy"
        id={`${id}-by`}
        label={t("rules.decisionBy")}
        hint={t("rules.decisionByHint")}
        optional={optional}
        defaultValue={value("decisionBy", start?.by ?? "")}
        error={state.errors.decisionBy}
      />
      <TextInput
        name="decisionAbout"
        id={`${id}-about`}
        label={t("rules.decisionAbout")}
        hint={t("rules.decisionAboutHint")}
        optional={optional}
        defaultValue={value("decisionAbout", start?.about ?? "")}
        error={state.errors.decisionAbout}
        fieldClassName="sm:col-span-2"
      />
    </>
  );
}
