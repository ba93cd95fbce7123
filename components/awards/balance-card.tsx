import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { Balance, BalanceGroup } from "@/lib/awards/balance/queries";
import type { Weighed } from "@/lib/awards/balance/rules";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import { useGroupNames } from "./group-names";

/** A list of units is long: so many are shown, the rest unfolds. */
const shownAtOnce = 7;

/** One way to divide the candidates: each group on the list, among the chosen, and what its part would be. */
export function BalanceCard({
  balance,
  hrefOf,
}: {
  balance: Balance;
  /** The list of a group; null for those who see no people. */
  hrefOf: ((key: string) => string) | null;
}) {
  const t = useTranslations("balance");
  const { dimension, weighed, told } = balance;
  return (
    <Card>
      <CardTitle className="mb-3">{t(`dimension.${dimension}`)}</CardTitle>
      {told ? (
        <ToldTable balance={balance} />
      ) : (
        <>
          <GroupTable dimension={dimension} rows={weighed.slice(0, shownAtOnce)} hrefOf={hrefOf} />
          {weighed.length > shownAtOnce ? (
            <details className="mt-2">
              <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-blood-ink">
                {t("moreUnits", { count: weighed.length - shownAtOnce })}
              </summary>
              <GroupTable dimension={dimension} rows={weighed.slice(shownAtOnce)} hrefOf={hrefOf} />
            </details>
          ) : null}
        </>
      )}
    </Card>
  );
}

function GroupTable({
  dimension,
  rows,
  hrefOf,
}: {
  dimension: Balance["dimension"];
  rows: readonly Weighed<BalanceGroup>[];
  hrefOf: ((key: string) => string) | null;
}) {
  const t = useTranslations("balance");
  const locale = useLocale();
  const nameOf = useGroupNames();
  return (
    <Table caption={t(`dimension.${dimension}`)} className="table-fixed">
      <thead>
        <tr>
          <Th className="w-2/5">{t("group")}</Th>
          <Th num>{t("listedHead")}</Th>
          <Th num>{t("chosenHead")}</Th>
          <Th num className="w-1/5">
            {t("evenHead")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ group, ofCandidates, ofChosen, even, lean }) => {
          const name = nameOf(dimension, group);
          const [listed, chosen] = [percent(ofCandidates), percent(ofChosen)];
          return (
            <tr key={group.key ?? ""}>
              <RowHeader className="py-2.5 font-normal">
                {hrefOf && group.key && dimension !== "kind" ? (
                  <a
                    href={hrefOf(group.key)}
                    className="inline-flex min-h-9 items-center underline-offset-4 hover:underline"
                  >
                    {name}
                  </a>
                ) : (
                  name
                )}
                <ProgressBar
                  thin
                  tone={lean === "short" ? "watch" : "blood"}
                  value={chosen}
                  max={100}
                  target={listed}
                  label={t("bar", { group: name, chosen, listed })}
                  className="mt-1"
                />
              </RowHeader>
              <Td num className="py-2.5">
                {formatNumber(locale, group.candidates)}
                <span className="block text-sm text-ink-3">{formatPercent(locale, listed)}</span>
              </Td>
              <Td num className="py-2.5 font-semibold">
                {formatNumber(locale, group.chosen)}
                <span className="block text-sm font-normal text-ink-3">{formatPercent(locale, chosen)}</span>
              </Td>
              <Td num className="py-2.5">
                {formatNumber(locale, even)}
                {lean ? (
                  <span
                    className={lean === "short" ? "block text-sm font-medium text-watch" : "block text-sm text-ink-3"}
                  >
                    {t(lean, { count: Math.abs(even - group.chosen) || 1 })}
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

/** What may be told to those who count and see nobody: figures of five and more. */
function ToldTable({ balance: { dimension, told } }: { balance: Balance }) {
  const t = useTranslations("balance");
  const locale = useLocale();
  const nameOf = useGroupNames();
  const figure = (count: number | null) =>
    count === null ? <span className="text-ink-3">{t("keptBack")}</span> : formatNumber(locale, count);
  const rows = [...(told ?? [])].sort((a, b) => (b.candidates ?? 0) - (a.candidates ?? 0));
  return (
    <>
      <Table caption={t(`dimension.${dimension}`)}>
        <thead>
          <tr>
            <Th>{t("group")}</Th>
            <Th num>{t("listedHead")}</Th>
            <Th num>{t("chosenHead")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, candidates, chosen }) => (
            <tr key={group.key ?? ""}>
              <RowHeader className="py-2 font-normal">{nameOf(dimension, group)}</RowHeader>
              <Td num className="py-2">
                {figure(candidates)}
              </Td>
              <Td num className="py-2">
                {figure(chosen)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 text-sm text-ink-3">{t("keptBackWhy")}</p>
    </>
  );
}

const percent = (part: number | null) => Math.round((part ?? 0) * 100);
