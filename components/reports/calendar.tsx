import { RotateCcw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { toneTint } from "@/components/ui/tone";
import type { CivilDate } from "@/lib/core/time";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { daysAfter, existed } from "@/lib/reports/calendar";
import type { ReportDeadline } from "@/lib/reports/late/queries";
import { dueOn, type Period, periodFacts, periodsOf, reportKinds } from "@/lib/reports/periods";
import type { CalendarCell, CalendarUnit, ReportCalendar as Told } from "@/lib/reports/queries";
import { type Standing, standingOf } from "@/lib/reports/rules";
import { standingTone } from "./standing";

const legend: Standing[] = ["final", "approved", "checked", "sent", "returned", "draft", "late", "due"];

/** A year of reports: a row a unit, a cell a period. Each state is a word in its tint. */
export function ReportCalendar({
  year,
  told,
  deadlines,
  today,
  may,
}: {
  year: number;
  told: Told;
  deadlines: ReportDeadline[];
  today: CivilDate;
  may: { open: boolean; write: boolean; below: boolean };
}) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const periods = reportKinds.flatMap((kind) => periodsOf(kind, year));
  const cells = new Map(told.cells.map((cell) => [`${cell.unitId} ${cell.kind} ${cell.startsOn}`, cell]));
  const head = (period: Period) => {
    const { kind, part } = periodFacts(period);
    if (kind === "year") return t("calendar.year");
    return t(kind === "month" ? "calendar.month" : "calendar.half", { part });
  };
  const cellOf = (unit: CalendarUnit, period: Period) => (
    <Cell
      unit={unit}
      period={period}
      cell={cells.get(`${unit.id} ${period.kind} ${period.startsOn}`)}
      due={dueOn(period, daysAfter(deadlines, unit, period))}
      today={today}
      may={may}
    />
  );
  // One unit's year stands as a small grid: fifteen columns of one row are nothing to read on a phone.
  const own = told.units.length === 1 ? told.units[0] : undefined;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-2">
        <span className="font-medium">{t("calendar.legend")}:</span>
        {legend.map((standing) => (
          <span key={standing} className="inline-flex items-center gap-1.5">
            <Mark standing={standing}>{t(`short.${standing}`)}</Mark>
            {t(`standing.${standing}`)}
          </span>
        ))}
      </div>
      {own ? (
        <ul className="grid grid-cols-3 gap-x-2 gap-y-3 sm:grid-cols-6 lg:grid-cols-8">
          {periods
            .filter((period) => existed(own, period))
            .map((period) => (
              <li key={`${period.kind} ${period.startsOn}`} className="text-center">
                <span className="block text-sm text-ink-3">{head(period)}</span>
                {cellOf(own, period)}
              </li>
            ))}
        </ul>
      ) : (
        <Table caption={t("calendar.caption", { year: String(year) })} stickyFirst className="dense text-sm">
          <thead>
            <tr>
              <Th>{t("calendar.unit")}</Th>
              {periods.map((period) => (
                <Th key={`${period.kind} ${period.startsOn}`} className="px-0.5 text-center">
                  {head(period)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.units.map((unit) => (
              <tr key={unit.id}>
                <RowHeader className="min-w-28 py-1.5">
                  {may.below && unit.kind === "province" ? (
                    <a
                      href={localizedPath(locale, `/staff/reports?year=${year}&unit=${unit.id}`)}
                      className="py-1 underline decoration-edge underline-offset-4 hover:decoration-ink"
                    >
                      {unit.name}
                    </a>
                  ) : (
                    unit.name
                  )}
                </RowHeader>
                {periods.map((period) => (
                  <Td key={`${period.kind} ${period.startsOn}`} className="px-0.5 py-1 text-center">
                    {existed(unit, period) ? cellOf(unit, period) : null}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function Cell({
  unit,
  period,
  cell,
  due,
  today,
  may,
}: {
  unit: CalendarUnit;
  period: Period;
  cell: CalendarCell | undefined;
  due: CivilDate;
  today: CivilDate;
  may: { open: boolean; write: boolean };
}) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const standing = standingOf(period, cell ?? null, { today, due });
  const isCorrection = cell !== undefined && cell.version > 1 && cell.status !== "approved";
  const said = t("calendar.cell", {
    unit: unit.name,
    period: t("period", periodFacts(period)),
    standing: isCorrection ? `${t(`standing.${standing}`)}, ${t("calendar.correction")}` : t(`standing.${standing}`),
  });
  const figure = cell?.official ?? null;
  const content = (
    <>
      <Mark standing={standing} correction={isCorrection}>
        {isCorrection ? t("calendar.correcting") : t(`short.${standing}`)}
      </Mark>
      {figure === null ? null : (
        <span className="block text-xs font-normal text-ink-2">{formatNumber(locale, figure)}</span>
      )}
    </>
  );
  const begun = period.startsOn <= today;
  const href = cell
    ? may.open
      ? `/staff/reports/${cell.id}`
      : null
    : may.write && begun
      ? `/staff/reports/new?unit=${unit.id}&kind=${period.kind}&from=${period.startsOn}`
      : null;
  if (href === null)
    return (
      <span className="inline-block min-w-11 py-1" title={said}>
        <span className="sr-only">{said}</span>
        <span aria-hidden>{content}</span>
      </span>
    );
  return (
    <a
      href={localizedPath(locale, href)}
      title={said}
      className="inline-block min-h-11 min-w-11 rounded-control px-0.5 py-1 hover:bg-sunk"
    >
      <span className="sr-only">
        {figure === null ? said : `${said}, ${t("calendar.received", { value: formatNumber(locale, figure) })}`}
      </span>
      <span aria-hidden>{content}</span>
    </a>
  );
}

function Mark({ standing, correction, children }: { standing: Standing; correction?: boolean; children: string }) {
  const bare = standing === "ahead" || standing === "running";
  return (
    <span
      className={cx(
        "inline-flex items-center gap-0.5 rounded-full px-1 text-xs font-semibold whitespace-nowrap",
        bare ? "text-ink-3" : toneTint[standingTone[standing]],
        standing === "late" && "underline decoration-2 underline-offset-2",
      )}
    >
      {correction ? <RotateCcw aria-hidden className="size-3" /> : null}
      {children}
    </span>
  );
}
