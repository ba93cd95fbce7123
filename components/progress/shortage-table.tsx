import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { ShortageWarning } from "@/lib/progress/shortage/queries";
import { coverOf } from "@/lib/progress/shortage/rules";

/** Provinces that were told and are still short, with the plan of each or the way to make one. Server pages only. */
export function ShortageTable({
  warnings,
  mayPlan,
}: {
  warnings: readonly ShortageWarning[];
  mayPlan: (unitId: string) => boolean;
}) {
  const t = useTranslations("shortage");
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value);
  const looked = warnings
    .map(({ lookedOn }) => lookedOn)
    .sort()
    .at(-1);
  return (
    <Card className="mb-4">
      <CardTitle>{t("list")}</CardTitle>
      <Table caption={t("list")} stack className="text-sm">
        <thead>
          <tr>
            <Th>{t("province")}</Th>
            <Th num>{t("needed")}</Th>
            <Th num>{t("expected")}</Th>
            <Th num>{t("cover")}</Th>
            <Th>{t("plan")}</Th>
          </tr>
        </thead>
        <tbody>
          {warnings.map((one) => (
            <tr key={one.id}>
              <RowHeader>
                {locale === "en" ? one.unitNameEn : one.unitName}
                <span className="block text-sm font-normal text-ink-3">
                  {t(`season.${one.season}`, { year: String(one.year) })} · {formatDate(locale, one.startsOn)}–
                  <wbr />
                  {formatDate(locale, one.endsOn)}
                </span>
              </RowHeader>
              <Td label={t("needed")} num>
                {n(one.needed)}
              </Td>
              <Td label={t("expected")} num>
                {n(one.expected)}
              </Td>
              <Td label={t("cover")} num>
                <StatusPill tone="behind">{formatPercent(locale, coverOf(one) ?? 0, 0)}</StatusPill>
              </Td>
              <Td label={t("plan")}>
                {one.planId ? (
                  <Link href={localizedPath(locale, `/staff/progress/push/${one.planId}`)}>{t("open")}</Link>
                ) : mayPlan(one.unitId) ? (
                  <Link
                    href={localizedPath(locale, `/staff/progress/push/new?unit=${one.unitCode}&season=${one.season}`)}
                  >
                    {t("make")}
                  </Link>
                ) : (
                  t("noPlan")
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {looked ? <p className="mt-3 text-sm text-ink-2">{t("looked", { on: formatDate(locale, looked) })}</p> : null}
    </Card>
  );
}

function Link({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="underline decoration-edge underline-offset-4 hover:decoration-ink">
      {children}
    </a>
  );
}
