import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { toneText } from "@/components/ui/tone";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { TargetRow } from "@/lib/targets/board/queries";
import { changeAgainst, isOddJump } from "@/lib/targets/split/rules";
import { stateTone, useTargetWords } from "./words";

/** The head of a tree and its parts: target in force, the year before, what is on its way. */
export function BoardTable({ rows, year, head }: { rows: TargetRow[]; year: number; head: string }) {
  const { t, locale } = useTargetWords();
  const n = (value: number) => formatNumber(locale, value);
  return (
    <Table caption={t("board.caption", { name: head, year: String(year) })} stack>
      <thead>
        <tr>
          <Th>{t("board.unit")}</Th>
          <Th num>{t("board.target")}</Th>
          <Th num>{t("board.before", { year: String(year - 1) })}</Th>
          <Th num>{t("board.change")}</Th>
          <Th>{t("board.way")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const change = changeAgainst(row.value, row.before);
          return (
            <tr key={row.id}>
              <RowHeader className="sm:whitespace-nowrap">
                <a
                  href={localizedPath(locale, `/staff/targets/${row.id}?year=${year}`)}
                  className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {locale === "en" ? row.nameEn : row.name}
                </a>
              </RowHeader>
              <Td num label={t("board.target")} absent={row.value === null}>
                {row.value === null ? (
                  <span className="text-ink-3">–</span>
                ) : (
                  <>
                    <span className="font-semibold">{n(row.value)}</span>
                    <span className="block text-sm text-ink-3">
                      {row.decisionNumber ? t("board.version", { n: row.version ?? 1 }) : t("board.printed")}
                      {row.isDemo ? ` · ${t("demo")}` : ""}
                    </span>
                  </>
                )}
              </Td>
              <Td num label={t("board.before", { year: String(year - 1) })} absent={row.before === null}>
                {row.before === null ? <span className="text-ink-3">–</span> : n(row.before)}
              </Td>
              <Td num label={t("board.change")} absent={change === null}>
                {change === null ? (
                  <span className="text-ink-3">–</span>
                ) : (
                  <span className={isOddJump(row.value, row.before) ? toneText.watch : undefined}>
                    {formatDifference(locale, change, 1)}%
                  </span>
                )}
              </Td>
              <Td label={t("board.way")} absent={row.open.length === 0 && row.splitState === null}>
                <OnItsWay row={row} />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function OnItsWay({ row }: { row: TargetRow }) {
  const { t, value, metric, period } = useTargetWords();
  if (row.open.length === 0 && row.splitState === null) return <span className="text-ink-3">–</span>;
  return (
    <ul className="flex flex-col gap-1">
      {row.open.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-2">
          <Pill tone={stateTone[one.state] ?? "plain"}>{t(`state.${one.state}`)}</Pill>
          <span className="text-sm text-ink-2">
            {value(one.metric, one.value)}
            {one.period === "year" && one.metric === "units" ? "" : ` · ${metric(one.metric)}, ${period(one.period)}`}
          </span>
        </li>
      ))}
      {row.splitState ? (
        <li className="text-sm text-ink-2">
          {t(row.splitState === "draft" ? "board.splitDraft" : "board.splitSubmitted")}
        </li>
      ) : null}
    </ul>
  );
}

/** Do the parts add up to the whole? Said in a sentence; nothing where either is not known. */
export function PartsLine({ row, name }: { row: TargetRow; name: string }) {
  const { t, locale } = useTargetWords();
  if (row.partsSum === null || row.partsKnown === 0) return null;
  const n = (value: number) => formatNumber(locale, value);
  const difference = row.value === null ? null : row.partsSum - row.value;
  return (
    <p className="text-ink-2">
      {t("board.parts", { sum: n(row.partsSum), n: row.partsKnown })}.{" "}
      {difference === null ? null : difference === 0 ? (
        <span className={toneText.met}>{t("board.partsAgree", { name })}</span>
      ) : (
        <span className={toneText.watch}>
          {t(difference > 0 ? "board.partsOver" : "board.partsUnder", { name, difference: n(Math.abs(difference)) })}
        </span>
      )}
    </p>
  );
}
