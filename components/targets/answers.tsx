import { useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Answered } from "@/lib/targets/split/answers";
import { useTargetWords } from "./words";

/** The units' own proposals that a split answers when it is decided: what each asked for beside what it is given. */
export function Answers({ answers, hint, open }: { answers: readonly Answered[]; hint?: string; open?: boolean }) {
  const t = useTranslations("targets.split");
  const { t: words, locale } = useTargetWords();
  if (answers.length === 0) return null;
  const n = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  return (
    <details open={open} className="rounded-card border border-line bg-sunk px-4 py-1">
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium underline-offset-4 hover:underline">
        {t("answers", { count: answers.length })}
      </summary>
      <p className="text-sm text-ink-2">{t("answersHint")}</p>
      {hint ? <p className="mt-1 text-sm text-ink-3">{hint}</p> : null}
      <Table caption={t("answersCaption")} stack className="mt-1">
        <thead>
          <tr>
            <Th>{t("part")}</Th>
            <Th>{words("board.state")}</Th>
            <Th num>{t("proposed")}</Th>
            <Th num>{t("given")}</Th>
            <Th num>{t("difference")}</Th>
          </tr>
        </thead>
        <tbody>
          {answers.map((one) => (
            <tr key={one.id}>
              <RowHeader>
                <a
                  href={localizedPath(locale, `/staff/targets/${one.unitId}?year=${one.year}`)}
                  className="py-1 underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {locale === "en" ? one.nameEn : one.name}
                </a>
              </RowHeader>
              <Td label={words("board.state")} className="text-sm text-ink-2">
                {words(`state.${one.state}`)}
              </Td>
              <Td num label={t("proposed")}>
                {n(one.value)}
              </Td>
              <Td num label={t("given")} className="font-semibold">
                {n(one.given)}
              </Td>
              <Td num label={t("difference")} absent={one.given === null || one.given === one.value}>
                {one.given === null || one.given === one.value ? "–" : formatDifference(locale, one.given - one.value)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
