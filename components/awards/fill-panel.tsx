import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { NumberInput } from "@/components/ui/number-input";
import type { FillPreview, LastFill } from "@/lib/awards/balance/queries";
import { orderOf } from "@/lib/awards/balance/rules";
import { sightOf } from "@/lib/awards/balance/sight";
import type { SubjectKind } from "@/lib/awards/rules";
import type { StoredRule } from "@/lib/awards/schema";
import { FillForm, UndoFillForm } from "./fill-forms";

const named = 12;

/** Filling the places of one rule by its order: how many, whom that would choose, then the word; and taking it back. */
export function FillPanel({
  roundId,
  kind,
  rule,
  left,
  preview,
  places,
  last,
  requestKey,
  here,
}: {
  roundId: string;
  kind: SubjectKind;
  rule: StoredRule | null;
  /** Places that are left; null where there is no limit. */
  left: number | null;
  /** What so many places would choose; null before somebody asked. */
  preview: FillPreview | null;
  places: number | null;
  last: LastFill | null;
  requestKey: string;
  here: string;
}) {
  const t = useTranslations("balance.fill");
  const order = rule ? orderOf(rule) : null;
  return (
    <Card>
      <CardTitle>{t("title")}</CardTitle>
      {rule === null ? <p className="mt-1.5 text-ink-2">{t("chooseRule")}</p> : null}
      {rule && order === null ? <p className="mt-1.5 text-ink-2">{t("noOrder")}</p> : null}
      {rule && order ? (
        <>
          <p className="mt-1.5 text-sm text-ink-2">{t("order", { keys: t(`keys.${order}`) })}</p>
          {left === 0 ? (
            <p className="mt-3 font-medium text-met">{t("full")}</p>
          ) : (
            <form action={here} className="mt-4 flex flex-wrap items-end gap-2.5">
              <input type="hidden" name="rule" value={rule.id} />
              <NumberInput
                name="places"
                label={t("howMany")}
                whole
                required
                defaultValue={`${places ?? left ?? ""}`}
                fieldClassName="w-44"
              />
              <Button type="submit" variant="secondary" className="min-h-12">
                {t("look")}
              </Button>
            </form>
          )}
          {preview && places !== null ? (
            <div className="mt-5 flex flex-col gap-4 border-t border-line pt-4">
              {preview.ids.length === 0 && preview.undecided === null ? <p>{t("nobody")}</p> : null}
              {preview.ids.length > 0 ? (
                <>
                  <h3 className="font-semibold">{t("willChoose", { count: preview.ids.length })}</h3>
                  <ol className="flex flex-col gap-1.5 text-sm">
                    {preview.people.slice(0, named).map((one) => (
                      <li key={one.id} className="flex justify-between gap-3">
                        <span className="min-w-0">
                          {one.name}
                          {one.place ? <span className="text-ink-3"> · {one.place}</span> : null}
                        </span>
                        <span className="shrink-0 text-ink-2 tabular-nums">{t("rank", { rank: one.rank ?? 0 })}</span>
                      </li>
                    ))}
                    {preview.people.length > named ? (
                      <li className="text-ink-3">{t("more", { count: preview.people.length - named })}</li>
                    ) : null}
                  </ol>
                </>
              ) : null}
              {preview.undecided ? <Notice tone="watch">{t("undecided", { ...preview.undecided })}</Notice> : null}
              {preview.ids.length > 0 ? (
                <FillForm
                  key={sightOf(preview.ids)}
                  requestKey={requestKey}
                  roundId={roundId}
                  ruleId={rule.id}
                  places={places}
                  seen={sightOf(preview.ids)}
                  count={preview.ids.length}
                />
              ) : null}
            </div>
          ) : null}
        </>
      ) : null}
      {last ? (
        <div className="mt-5 border-t border-line pt-4">
          <p className="mb-2.5 text-sm text-ink-2">{t("undoHint")}</p>
          <UndoFillForm
            roundId={roundId}
            fillId={last.id}
            count={last.stillChosen}
            kind={kind}
            ruleId={rule?.id ?? null}
          />
        </div>
      ) : null}
    </Card>
  );
}
