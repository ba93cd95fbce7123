import { useLocale, useTranslations } from "next-intl";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { toneText } from "@/components/ui/tone";
import { formatDate, formatDifference, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { changeAgainst, isOddJump } from "@/lib/targets/split/rules";
import type { TogetherProposal } from "@/lib/targets/together/queries";
import { stateTone, useTargetWords } from "./words";

/** Proposals of the units below, each with its box, beside what is in force and what the unit gave the year before. */
export function TogetherList({
  items,
  year,
  lastYearRuns,
  chosen,
}: {
  items: readonly TogetherProposal[];
  year: number;
  lastYearRuns: boolean;
  /** Ids whose boxes begin ticked. */
  chosen: ReadonlySet<string>;
}) {
  const t = useTranslations("targets.together");
  const { t: words, value, metric, period } = useTargetWords();
  const locale = useLocale();
  const before = { period: "year", year: String(year - 1) };
  const lastYear = words(lastYearRuns ? "split.lastYearRunning" : "split.lastYear", before);
  const isStanding = items.some((one) => one.inForce !== null);
  return (
    <Table caption={t("caption", { year: String(year) })} stack>
      <thead>
        <tr>
          <Th>{words("board.unit")}</Th>
          <Th>{words("form.metric")}</Th>
          <Th num>{t("value")}</Th>
          {isStanding ? <Th num>{words("split.inForce")}</Th> : null}
          <Th num>{lastYear}</Th>
          <Th num>{words("split.change", before)}</Th>
          <Th>{words("board.state")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => {
          const change = changeAgainst(one.value, one.lastYear);
          const name = locale === "en" ? one.nameEn : one.name;
          const when = (locale === "en" ? one.editionEn : one.editionVi) ?? period(one.period);
          const what = `${metric(one.metric)} · ${when}`;
          return (
            <tr key={one.id}>
              <RowHeader>
                <label className="inline-flex min-h-11 cursor-pointer items-center gap-3">
                  <input
                    type="checkbox"
                    name="proposals[]"
                    value={`${one.id}|${one.version}`}
                    defaultChecked={chosen.has(one.id)}
                    aria-label={t("choose", { name, what })}
                    className="size-6 shrink-0 accent-blood"
                  />
                  {name}
                </label>
              </RowHeader>
              <Td label={words("form.metric")} className="text-sm text-ink-2">
                {what}
              </Td>
              <Td num label={t("value")}>
                <a
                  href={localizedPath(locale, `/staff/targets/${one.unitId}?year=${year}`)}
                  className="font-semibold underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {value(one.metric, one.value)}
                </a>
                {one.effectiveFrom ? (
                  <span className="block text-sm text-ink-3">
                    {words("unit.future", { on: formatDate(locale, one.effectiveFrom) })}
                  </span>
                ) : null}
              </Td>
              {isStanding ? (
                <Td num label={words("split.inForce")} absent={one.inForce === null} className="text-ink-2">
                  {one.inForce === null ? "–" : value(one.metric, one.inForce)}
                </Td>
              ) : null}
              <Td num label={lastYear} absent={!one.fewer && one.lastYear === null} className="text-ink-2">
                {one.fewer ? words("split.few") : one.lastYear === null ? "–" : formatNumber(locale, one.lastYear)}
              </Td>
              <Td num label={words("split.change", before)} absent={change === null}>
                {change === null ? (
                  <span className="text-ink-3">–</span>
                ) : (
                  <span className={isOddJump(one.value, one.lastYear) ? toneText.watch : undefined}>
                    {formatDifference(locale, change, 1)}%
                  </span>
                )}
              </Td>
              <Td label={words("board.state")}>
                <Pill tone={stateTone[one.state] ?? "plain"}>{words(`state.${one.state}`)}</Pill>
                {one.state === "agreed" && one.meetingName ? (
                  <span lang="vi" className="mt-1 block max-w-56 text-sm text-ink-3">
                    {one.meetingName}
                  </span>
                ) : null}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
