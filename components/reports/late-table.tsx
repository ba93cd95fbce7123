import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { LateReport } from "@/lib/reports/late/queries";
import { keyOf, mayRemind } from "@/lib/reports/late/rules";
import { periodFacts } from "@/lib/reports/periods";
import { UnitTick } from "./unit-tick";

/** What is owed, the longest overdue first, each with a box to remind of it. */
export function LateTable({
  late,
  mayWrite,
  mayInvite,
  reader,
}: {
  late: readonly LateReport[];
  mayWrite: boolean;
  mayInvite: boolean;
  /** The reader's account, to be told of what they hold themselves. */
  reader: string;
}) {
  const t = useTranslations("reports");
  const locale = useLocale();
  return (
    <div className="overflow-x-auto">
      <Table caption={t("late.caption")} stack>
        <thead>
          <tr>
            <Th>{t("late.unit")}</Th>
            <Th>{t("late.period")}</Th>
            <Th>{t("late.due")}</Th>
            <Th>{t("late.howLate")}</Th>
            <Th>{t("late.state")}</Th>
            <Th>{t("late.contact")}</Th>
            <Th>{t("late.last")}</Th>
          </tr>
        </thead>
        <tbody>
          {late.map((one) => {
            const period = t("period", periodFacts(one));
            const key = keyOf(one);
            const closed = !mayRemind(one);
            const href = one.reportId
              ? `/staff/reports/${one.reportId}`
              : `/staff/reports/new?unit=${one.unitId}&kind=${one.kind}&from=${one.startsOn}`;
            return (
              <tr key={key}>
                <RowHeader>
                  {one.isOwn ? (
                    <span className="block py-2.5 sm:whitespace-nowrap">{one.unitName}</span>
                  ) : (
                    <UnitTick
                      value={key}
                      unit={one.unitName}
                      period={period}
                      disabled={closed}
                      defaultChecked={!closed && one.daysLate > 0}
                    />
                  )}
                </RowHeader>
                <Td label={t("late.period")} className="whitespace-nowrap">
                  {mayWrite || one.reportId ? (
                    <a
                      href={localizedPath(locale, href)}
                      className="py-1 text-blood-ink underline-offset-4 hover:underline"
                    >
                      {period}
                    </a>
                  ) : (
                    period
                  )}
                </Td>
                <Td label={t("late.due")} className="whitespace-nowrap">
                  {formatDate(locale, one.dueOn)}
                </Td>
                <Td label={t("late.howLate")} className="whitespace-nowrap">
                  {one.daysLate > 0 ? (
                    <strong className="font-semibold text-behind">{t("late.days", { days: one.daysLate })}</strong>
                  ) : (
                    t("late.left", { days: -one.daysLate })
                  )}
                </Td>
                <Td label={t("late.state")}>
                  <StatusPill tone={one.state === "returned" ? "behind" : one.state === "draft" ? "info" : "plain"}>
                    {t(`late.stateOf.${one.state}`)}
                  </StatusPill>
                  {one.returnedOn ? (
                    <span className="mt-1 block text-sm text-ink-2">
                      {t("late.returnedOn", {
                        day: formatDate(locale, one.returnedOn),
                        who: one.holder === null ? "none" : one.holderId === reader ? "you" : "one",
                        name: one.holder ?? "",
                      })}
                    </span>
                  ) : null}
                </Td>
                <Td label={t("late.contact")}>
                  {one.isOwn ? (
                    <span className="flex flex-col items-start gap-1.5">
                      {t("late.own")}
                      <ButtonLink
                        size="sm"
                        href={localizedPath(locale, href)}
                        aria-label={`${t(`late.sendOf.${one.state}`)}: ${one.unitName}, ${period}`}
                      >
                        {t(`late.sendOf.${one.state}`)}
                      </ButtonLink>
                    </span>
                  ) : one.office > 0 ? (
                    t("late.office", { count: one.office })
                  ) : (
                    <>
                      {t("late.nobody")}
                      {mayInvite ? (
                        <>
                          {" · "}
                          <a
                            href={localizedPath(locale, `/staff/people/invite?unit=${one.unitId}`)}
                            aria-label={t("late.inviteOf", { unit: one.unitName })}
                            className="text-blood-ink underline underline-offset-4"
                          >
                            {t("late.invite")}
                          </a>
                        </>
                      ) : null}
                    </>
                  )}
                </Td>
                <Td label={t("late.last")}>
                  {one.remindedAt ? formatDateTime(locale, one.remindedAt) : t("late.never")}
                  {one.remindedToday ? <span className="block text-sm text-ink-3">{t("late.today")}</span> : null}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
