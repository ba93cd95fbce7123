import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { formatDate, formatList } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { ListedDecision } from "@/lib/mergers/queries";
import type { DecisionState } from "@/lib/mergers/rules";

export const stateTones: Record<DecisionState, Tone> = {
  draft: "watch",
  withdrawn: "plain",
  carried_out: "met",
  undone: "plain",
};

/** Decisions about units, each a link to its page. Server pages only. */
export function DecisionTable({ decisions }: { decisions: readonly ListedDecision[] }) {
  const t = useTranslations("mergers");
  const locale = useLocale();
  return (
    <Table caption={t("list.changesCaption")} stack>
      <thead>
        <tr>
          <Th>{t("list.what")}</Th>
          <Th>{t("list.decision")}</Th>
          <Th>{t("list.effective")}</Th>
          <Th>{t("list.status")}</Th>
        </tr>
      </thead>
      <tbody>
        {decisions.map((one) => (
          <tr key={one.id}>
            <RowHeader>
              <a
                className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                href={localizedPath(locale, `/staff/units/changes/${one.id}`)}
              >
                <span>
                  {t("change.summary", { kind: t(`kind.${one.kind}`), taken: formatList(locale, one.taken) })}
                </span>
                {one.left.length > 0 ? (
                  <span className="text-sm font-normal text-ink-2">
                    {t(one.kind === "move" ? "change.to" : "change.into")} {formatList(locale, one.left)}
                  </span>
                ) : null}
              </a>
            </RowHeader>
            <Td label={t("list.decision")}>
              {one.number ?? <span className="text-ink-3">{t("change.missing")}</span>}
              {one.isDemo ? <span className="block text-sm text-ink-3">{t("list.demo")}</span> : null}
            </Td>
            <Td label={t("list.effective")} className="whitespace-nowrap">
              {one.effectiveOn ? (
                formatDate(locale, one.effectiveOn)
              ) : (
                <span className="text-ink-3">{t("list.notYet")}</span>
              )}
            </Td>
            <Td label={t("list.status")}>
              <StatusPill tone={stateTones[one.status]}>{t(`status.${one.status}`)}</StatusPill>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
