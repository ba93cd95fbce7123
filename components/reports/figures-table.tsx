import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import { differences, type Figures, segments } from "@/lib/reports/figures";

/** What a report states, line by line, beside what was recorded here. */
export function FiguresTable({ stated, recorded }: { stated: Figures; recorded: Figures }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const number = (value: number | null) => (value === null ? t("view.unknown") : formatNumber(locale, value));
  return (
    <Table caption={t("view.figures")} stack className="mt-2">
      <thead>
        <tr>
          <Th>{t("form.line")}</Th>
          <Th num>{t("form.stated")}</Th>
          <Th num>{t("form.recorded")}</Th>
          <Th num>{t("form.difference")}</Th>
        </tr>
      </thead>
      <tbody>
        {differences(stated, recorded).map(({ line, stated: said, recorded: known, difference }) => (
          <tr key={line}>
            <RowHeader>{line === "volumeMl" ? `${t("line.volumeMl")} (${t("form.ml")})` : t(`line.${line}`)}</RowHeader>
            <Td num label={t("form.stated")} className="font-medium">
              {number(said)}
            </Td>
            <Td num label={t("form.recorded")}>
              {number(known)}
            </Td>
            <Td num label={t("form.difference")}>
              {difference === null || difference === 0 ? "–" : formatDifference(locale, difference)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Parts that a report names where it knows them: by segment, by channel. Nothing where it names none. */
export function NamedParts({ stated }: { stated: Figures }) {
  const t = useTranslations("reports");
  const channel = useTranslations("outreach.channel");
  const locale = useLocale();
  const bySegment = segments.flatMap((segment) =>
    stated.segments[segment] === undefined ? [] : [[t(`segment.${segment}`), stated.segments[segment]] as const],
  );
  const byChannel = Object.entries(stated.outreachProducts).map(
    ([name, many]) => [channel(name as "print"), many ?? 0] as const,
  );
  const lists = [
    { title: t("form.segments"), parts: bySegment },
    { title: t("form.products"), parts: byChannel },
  ].filter(({ parts }) => parts.length > 0);
  if (lists.length === 0) return null;
  return (
    <div className="mt-5 grid gap-6 sm:grid-cols-2">
      {lists.map(({ title, parts }) => (
        <div key={title}>
          <h3 className="font-semibold">{title}</h3>
          <dl className="mt-1">
            {parts.map(([label, many]) => (
              <div key={label} className="flex justify-between gap-4 border-b border-line py-1.5 last:border-0">
                <dt className="text-ink-2">{label}</dt>
                <dd className="font-medium tabular-nums">{formatNumber(locale, many)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
