import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { UnitTargets } from "@/lib/targets/queries";
import { isOpen } from "@/lib/targets/rules";
import { useTargetWords } from "./words";

/** What a new target is judged by, beside its form: the year before, what may be expected, what is proposed already. */
export function DraftMeasure({ view, before }: { view: UnitTargets; before: UnitTargets | null }) {
  const { t, locale, value, metric } = useTargetWords();
  const { year, projection, projectedYear } = view;
  const whole = (targets: UnitTargets | null) =>
    targets?.versions.find((one) => one.period === "year" && one.metric === "units" && one.until === null);
  const [held, last] = [whole(view), whole(before)];
  const open = view.proposals.filter((one) => one.period === "year" && isOpen(one.state));
  const n = (count: number) => formatNumber(locale, count);
  const facts: Fact[] = [
    ...(last ? [{ label: t("measure.target", { year: String(year - 1) }), value: n(last.value) }] : []),
    ...(held ? [{ label: t("measure.target", { year: String(year) }), value: n(held.value) }] : []),
    ...(projection
      ? [
          {
            label: t(`measure.${projection.basedOn.from}`, { year: String(projection.basedOn.year) }),
            value: n(projection.basedOn.total),
          },
        ]
      : []),
    ...(projection && projectedYear === year
      ? [
          {
            label: t("projection.title", { year: String(year) }),
            value: (
              <a
                href={localizedPath(locale, `/staff/targets/${view.id}/draft?year=${year}&value=${projection.value}`)}
                className="underline decoration-edge underline-offset-4 hover:decoration-ink"
              >
                {t("measure.fill", { value: n(projection.value) })}
              </a>
            ),
          },
        ]
      : []),
    ...open.map((one) => ({
      label: `${t(`state.${one.state}`)} · ${metric(one.metric)}`,
      value: value(one.metric, one.value),
    })),
  ];
  if (facts.length === 0) return null;
  return (
    <Card className="mb-5">
      <CardTitle>{t("measure.title")}</CardTitle>
      <FactList facts={facts} className="mt-2" />
    </Card>
  );
}
