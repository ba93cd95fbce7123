import { Download, Pencil } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { TargetVersion, UnitTargets } from "@/lib/targets/queries";
import { useTargetWords } from "./words";

/** Every version of a unit's targets in a year, the newest of each first: value, days, decision, paper, reason. */
export function Versions({ view, mayAdjust, today }: { view: UnitTargets; mayAdjust: boolean; today: string }) {
  const { t, locale, value, metric, period, basis } = useTargetWords();
  const day = (on: string | null, none: string) => (on === null ? none : formatDate(locale, on));
  const edition = (id: string | null) => {
    const found = view.editions.find((one) => one.id === id);
    return found ? (locale === "en" ? found.nameEn : found.nameVi) : null;
  };
  return (
    <Card>
      <CardTitle>{t("unit.versions")}</CardTitle>
      {view.versions.length === 0 ? (
        <p className="mt-2 text-ink-2">{t("unit.none", { year: String(view.year) })}</p>
      ) : (
        <Table caption={t("unit.versions")} stack className="mt-2">
          <thead>
            <tr>
              <Th>{t("form.metric")}</Th>
              <Th num>{t("unit.value")}</Th>
              <Th>{t("unit.held")}</Th>
              <Th>{t("unit.decision")}</Th>
              <Th>
                <span className="sr-only">{t("unit.adjust")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {view.versions.map((one) => {
              const isLatest = one.until === null || one.until > today;
              return (
                <tr key={one.id} className={isLatest ? undefined : "text-ink-3"}>
                  <RowHeader className="xl:min-w-36">
                    {metric(one.metric)}
                    <span className="block text-sm font-normal text-ink-3">
                      {[edition(one.editionId) ?? period(one.period), t("board.version", { n: one.version })].join(
                        " · ",
                      )}
                    </span>
                    {one.metric === "units" ? (
                      <span className="block text-sm font-normal text-ink-3">{basis(one.countedIn)}</span>
                    ) : null}
                  </RowHeader>
                  <Td num label={t("unit.value")}>
                    <span className={isLatest ? "font-semibold" : undefined}>{value(one.metric, one.value)}</span>
                  </Td>
                  <Td label={t("unit.held")}>
                    {one.from !== null && one.from > today
                      ? t("unit.future", { on: formatDate(locale, one.from) })
                      : `${day(one.from, t("unit.fromStart"))} – ${day(one.until, t("unit.now"))}`}
                  </Td>
                  <Td label={t("unit.decision")}>
                    <Basis version={one} />
                  </Td>
                  <Td>
                    {mayAdjust && one.until === null && one.metric !== "donations" ? (
                      <ButtonLink
                        size="sm"
                        className="whitespace-nowrap"
                        href={localizedPath(
                          locale,
                          `/staff/targets/${view.id}/draft?year=${view.year}&adjust=${one.id}`,
                        )}
                      >
                        <Pencil aria-hidden className="size-4" />
                        {t("unit.adjust")}
                      </ButtonLink>
                    ) : null}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function Basis({ version }: { version: TargetVersion }) {
  const { t, locale } = useTargetWords();
  return (
    <>
      {version.decisionNumber && version.decidedOn
        ? t("unit.decisionOf", { number: version.decisionNumber, on: formatDate(locale, version.decidedOn) })
        : t("unit.printed")}
      {version.signatory ? (
        <span className="block text-sm text-ink-3">{t("unit.signedBy", { name: version.signatory })}</span>
      ) : null}
      {version.reason ? (
        <span lang="vi" className="block text-sm text-ink-2">
          {version.reason}
        </span>
      ) : null}
      {version.fileName && version.decisionId ? (
        <a
          href={`/staff/targets/papers/${version.decisionId}`}
          className="mt-1 inline-flex min-h-9 items-center gap-1.5 text-sm font-medium underline underline-offset-4"
        >
          <Download aria-hidden className="size-4" />
          {t("unit.paper")}
        </a>
      ) : null}
      {version.isDemo ? (
        <span className="mt-1 block">
          <Pill>{t("demo")}</Pill>
        </span>
      ) : null}
    </>
  );
}
