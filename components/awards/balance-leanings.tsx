import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Balance } from "@/lib/awards/balance/queries";
import { useGroupNames } from "./group-names";

const most = 4;

/** Where the chosen lean away from the list, in sentences, the largest first; each leads to who waits in that group. */
export function BalanceLeanings({
  balances,
  chosen,
  hrefOf,
}: {
  balances: readonly Balance[];
  chosen: number;
  hrefOf: (dimension: string, key: string) => string;
}) {
  const t = useTranslations("balance");
  const nameOf = useGroupNames();
  const leaning = balances
    .filter(({ dimension }) => dimension !== "kind")
    .flatMap(({ dimension, weighed }) =>
      weighed.flatMap((one) => (one.lean === "short" && one.group.key !== null ? [{ dimension, ...one }] : [])),
    )
    .sort((a, b) => b.even - b.group.chosen - (a.even - a.group.chosen))
    .slice(0, most);
  if (chosen === 0) return null;
  if (leaning.length === 0) return <Notice tone="met">{t("noLeaning")}</Notice>;
  return (
    <Notice tone="watch" title={t("leaning")}>
      <ul className="mt-1 flex flex-col gap-1.5">
        {leaning.map(({ dimension, group, ofCandidates, ofChosen, even }) => (
          <li key={`${dimension} ${group.key}`}>
            {t("sentence.short", {
              group: nameOf(dimension, group),
              chosen: group.chosen,
              all: chosen,
              percent: Math.round((ofChosen ?? 0) * 100),
              listed: Math.round((ofCandidates ?? 0) * 100),
              even,
            })}{" "}
            <a
              href={hrefOf(dimension, group.key ?? "")}
              className="inline-flex min-h-9 items-center font-medium underline underline-offset-4"
            >
              {t("seeShort")}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
