import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { FEWEST_TOLD, isFew } from "@/lib/core/few";
import { formatNumber } from "@/lib/i18n/format";
import type { Preview } from "@/lib/mergers/queries";

/** What carrying a draft out would do: what moves, what stays, what meets, which targets. Server pages only. */
export function ChangePreview({ preview }: { preview: Preview }) {
  const t = useTranslations("mergers");
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value);
  return (
    <>
      <Card>
        <CardTitle aside={t("change.previewLead")}>{t("change.moves")}</CardTitle>
        {preview.moves.length === 0 ? (
          <p className="mt-2 text-ink-2">{t("change.noMoves")}</p>
        ) : (
          <Table caption={t("change.moves")} stack className="mt-2">
            <thead>
              <tr>
                <Th>{t("change.what")}</Th>
                <Th num>{t("change.rows")}</Th>
                <Th>{t("change.meets")}</Th>
              </tr>
            </thead>
            <tbody>
              {preview.moves.map((move) => (
                <tr key={move.table}>
                  <RowHeader>
                    <TableWord table={move.table} />
                  </RowHeader>
                  <Td num label={t("change.rows")}>
                    {fewPeople(move.table, move.rows) ? t("change.few", { limit: FEWEST_TOLD }) : n(move.rows)}
                  </Td>
                  <Td label={t("change.meets")}>
                    {move.collides > 0
                      ? t(move.table === "role_assignment" ? "change.meetsRole" : "change.meetsName", {
                          count: move.collides,
                        })
                      : "–"}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <ul className="mt-3 flex flex-col gap-1 text-ink-2">
          {preview.communes > 0 ? <li>{t("change.communes", { count: preview.communes })}</li> : null}
          {preview.people > 0 ? <li>{t("change.people", { count: preview.people })}</li> : null}
        </ul>
      </Card>
      <Card>
        <CardTitle>{t("change.targets")}</CardTitle>
        <p className="mt-1 text-sm text-ink-2">{t("change.targetsLead")}</p>
        {preview.targets.length === 0 ? (
          <p className="mt-2 text-ink-2">{t("change.noTargets")}</p>
        ) : (
          <Table caption={t("change.targets")} stack className="mt-2">
            <thead>
              <tr>
                <Th>{t("change.period")}</Th>
                <Th num>{t("change.targetValue")}</Th>
                <Th>{t("change.origin")}</Th>
              </tr>
            </thead>
            <tbody>
              {preview.targets.map((target) => (
                <tr key={`${target.year} ${target.period} ${target.metric} ${target.editionId} ${target.isDemo}`}>
                  <RowHeader>
                    {t(`change.${target.period as "year"}`, { year: String(target.year) })}
                    {target.isDemo ? <span className="font-normal text-ink-3"> · {t("list.demo")}</span> : null}
                  </RowHeader>
                  <Td num label={t("change.targetValue")}>
                    {target.value === null ? t("change.notSummed") : n(target.value)}
                  </Td>
                  <Td label={t("change.origin")}>{target.said}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Card>
        <CardTitle>{t("change.stays")}</CardTitle>
        <p className="mt-1 text-sm text-ink-2">{t("change.staysLead")}</p>
        {preview.stays.length === 0 ? (
          <p className="mt-2 text-ink-2">{t("change.noStays")}</p>
        ) : (
          <ul className="mt-2 divide-y divide-line">
            {preview.stays.map((one) => (
              <li key={one.table} className="flex justify-between gap-4 py-2">
                <span>
                  <TableWord table={one.table} stays />
                </span>
                <span className="tabular-nums">
                  {fewPeople(one.table, one.rows) ? t("change.few", { limit: FEWEST_TOLD }) : n(one.rows)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

/** Tables whose rows are people of a place: few of them are not counted, as they might be recognised. */
const ofPeople = ["donor", "family", "award_person", "earlier_donation", "honour", "award_candidate"];

/** Is this a count of people so small that it is kept back? */
export function fewPeople(table: string, rows: number): boolean {
  return ofPeople.includes(table) && rows > 0 && isFew(rows);
}

/** A table under the name people know it by. */
export function TableWord({ table, stays }: { table: string; stays?: boolean }) {
  const t = useTranslations("mergers.table");
  if (stays && table === "drive") return t("pastDrive");
  return t.has(table as "drive") ? t(table as "drive") : t("other");
}
