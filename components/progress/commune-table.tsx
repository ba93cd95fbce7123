import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatPhone } from "@/lib/core/phone";
import { daysBetween } from "@/lib/core/time";
import { formatDate, formatMonth, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { CommuneContact } from "@/lib/progress/coverage/contacts";
import type { CommuneCoverage } from "@/lib/progress/coverage/queries";

/** Communes with their last drive and their next, and the way to plan one. Server pages only. */
export function CommuneTable({
  communes,
  today,
  contacts,
  mayPlan,
  province,
}: {
  communes: readonly CommuneCoverage[];
  today: string;
  contacts: ReadonlyMap<string, CommuneContact>;
  mayPlan: boolean;
  province: string;
}) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const withPeople = communes.some(({ people }) => people !== null);
  const link = "underline decoration-edge underline-offset-4 hover:decoration-ink";
  return (
    <Table caption={t("coverage.caption")} stack className="text-sm">
      <thead>
        <tr>
          <Th>{t("filter.commune")}</Th>
          <Th>{t("coverage.last")}</Th>
          <Th num>{t("coverage.units")}</Th>
          {withPeople ? <Th num>{t("drill.people")}</Th> : null}
          {contacts.size > 0 ? <Th>{t("coverage.contact")}</Th> : null}
          <Th>{t("coverage.next")}</Th>
        </tr>
      </thead>
      <tbody>
        {communes.map((one) => (
          <tr key={one.id}>
            <RowHeader className="sm:whitespace-nowrap">
              <a
                href={localizedPath(locale, `/staff/progress/drill?unit=${province}&commune=${one.code}`)}
                className={link}
              >
                {one.name}
              </a>
            </RowHeader>
            <Td label={t("coverage.last")}>
              {one.lastOn === null
                ? t("coverage.never")
                : t(one.lastByReport ? "coverage.agoByReport" : "coverage.ago", {
                    on: one.lastByReport ? formatMonth(locale, one.lastOn) : formatDate(locale, one.lastOn),
                    n: Math.floor(daysBetween(one.lastOn, today) / 30.44),
                  })}
            </Td>
            <Td num label={t("coverage.units")}>
              {one.units === null ? t("few") : formatNumber(locale, one.units)}
            </Td>
            {withPeople ? (
              <Td num label={t("drill.people")}>
                {one.people === null ? "–" : formatNumber(locale, one.people)}
              </Td>
            ) : null}
            {contacts.size > 0 ? (
              <Td label={t("coverage.contact")}>
                <Contact contact={contacts.get(one.id)} />
              </Td>
            ) : null}
            <Td label={t("coverage.next")} className="whitespace-nowrap">
              {one.nextOn ? (
                formatDate(locale, one.nextOn)
              ) : mayPlan ? (
                <a href={localizedPath(locale, `/staff/drives/new?commune=${one.code}`)} className={link}>
                  {t("coverage.plan")}
                </a>
              ) : (
                <span className="text-ink-3">{t("coverage.noNext")}</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Who held the latest drive there, with a telephone that can be pressed. */
function Contact({ contact }: { contact: CommuneContact | undefined }) {
  const t = useTranslations("pace");
  if (contact === undefined) return <span className="text-ink-3">–</span>;
  return (
    <>
      {contact.host}
      {contact.phone ? (
        <a
          href={`tel:${contact.phone}`}
          className="block whitespace-nowrap underline decoration-edge underline-offset-4 hover:decoration-ink"
        >
          {formatPhone(contact.phone)}
        </a>
      ) : (
        <span className="block text-ink-3">{t("coverage.noPhone")}</span>
      )}
    </>
  );
}
