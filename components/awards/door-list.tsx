import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** For the door: everybody by given name with their seat; printed it begins a page of its own and has a column to tick. */
export function DoorList({
  guests,
  hrefOf,
  downloads,
}: {
  guests: readonly {
    id: string;
    name: string;
    place: string | null;
    honours: readonly string[];
    seatName: string | null;
    invitedAt: Date | null;
  }[];
  hrefOf: (guestId: string) => string;
  downloads: ReactNode;
}) {
  const t = useTranslations("ceremony");
  const locale = useLocale() as Locale;
  return (
    <Card data-print="card" className="print:break-before-page">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div>
          <CardTitle>{t("door")}</CardTitle>
          <p className="text-sm text-ink-2">{t("doorHint")}</p>
        </div>
        {downloads}
      </div>
      <Table caption={t("door")}>
        <thead>
          <tr>
            <Th num className="max-sm:hidden">
              {t("order")}
            </Th>
            <Th>{t("name")}</Th>
            <Th>{t("seat")}</Th>
            <Th className="max-md:hidden">{t("honour")}</Th>
            <Th className="max-sm:hidden print:hidden">{t("invited")}</Th>
            <Th className="hidden print:table-cell">{t("came")}</Th>
          </tr>
        </thead>
        <tbody>
          {guests.map((guest, index) => (
            <tr key={guest.id}>
              <Td num className="w-12 text-ink-3 max-sm:hidden">
                {index + 1}
              </Td>
              <RowHeader>
                <a
                  href={hrefOf(guest.id)}
                  className="inline-flex min-h-11 items-center underline-offset-4 hover:underline print:min-h-0"
                >
                  {guest.name}
                </a>
                {guest.place ? (
                  <span className="-mt-1.5 block text-sm font-normal text-ink-2">{guest.place}</span>
                ) : null}
              </RowHeader>
              <Td className="text-lg font-semibold">
                {guest.seatName ?? <span className="text-sm text-behind">{t("withoutSeat")}</span>}
              </Td>
              <Td className="text-sm text-ink-2 max-md:hidden">{guest.honours.filter(Boolean).join("; ")}</Td>
              <Td className="text-sm text-ink-2 max-sm:hidden print:hidden">
                {guest.invitedAt ? formatDate(locale, guest.invitedAt) : t("notInvited")}
              </Td>
              <Td className="hidden w-24 print:table-cell" />
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
