import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Pill } from "@/components/ui/pill";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { UnitTargets } from "@/lib/targets/queries";
import { isOpen, periods } from "@/lib/targets/rules";
import { sharedMetrics, splitPath, type TargetOf, targetOf, yearOfUnits } from "@/lib/targets/split/whole";
import { stateTone, useTargetWords } from "./words";

/** The unit's targets that can be shared over its parts, each with how far that is; the year's units always, first. */
export function SplitsCard({ view }: { view: UnitTargets }) {
  const { t, locale, metric, period } = useTargetWords();
  const name = (of: TargetOf) => {
    const edition = view.editions.find((one) => one.id === of.editionId);
    const time = edition ? (locale === "en" ? edition.nameEn : edition.nameVi) : period(of.period);
    return of.metric === "units" ? time : `${time} · ${metric(of.metric)}`;
  };
  return (
    <Card>
      <CardTitle>{t("unit.splitState")}</CardTitle>
      <ul className="mt-2 divide-y divide-line">
        {wholesOf(view).map((of) => {
          const split = view.splits.find((one) => keyOf(one) === keyOf(of));
          return (
            <li key={keyOf(of)} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
                  {name(of)}
                  {split ? <Pill tone={stateTone[split.state] ?? "plain"}>{t(`state.${split.state}`)}</Pill> : null}
                </p>
                {split ? (
                  <p className="text-sm text-ink-2">
                    {t("unit.splitSum", {
                      sum: formatNumber(locale, split.sum),
                      whole: formatNumber(locale, split.whole),
                      n: split.parts,
                    })}
                  </p>
                ) : null}
              </div>
              <ButtonLink
                size="sm"
                className="min-h-11 shrink-0"
                href={localizedPath(locale, splitPath(view.id, of))}
                aria-label={`${t("unit.split")}: ${name(of)}`}
              >
                {t("unit.splitDo")}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const keyOf = ({ period, metric, editionId }: TargetOf) => `${period} ${metric} ${editionId ?? ""}`;

/** Which targets of the year there are to share: in force, wanted, or already on a split. */
function wholesOf(view: UnitTargets): TargetOf[] {
  const told = [
    ...view.versions.filter((one) => one.until === null),
    ...view.proposals.filter((one) => isOpen(one.state)),
    ...view.splits,
  ].flatMap((one) => {
    const metric = sharedMetrics.find((known) => known === one.metric);
    return metric ? [targetOf({ ...one, metric, year: view.year })] : [];
  });
  const all = new Map([yearOfUnits(view.year), ...told].map((of) => [keyOf(of), of]));
  const order = (of: TargetOf) => periods.indexOf(of.period) * 10 + sharedMetrics.indexOf(of.metric);
  return [...all.values()].sort((a, b) => order(a) - order(b) || keyOf(a).localeCompare(keyOf(b)));
}
