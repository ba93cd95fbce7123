import { ChevronRight, Clock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DateBlock } from "@/components/ui/date-block";
import { StatusPill } from "@/components/ui/status-pill";
import type { Ticket } from "@/lib/bookings/queries";
import { formatTicketCode } from "@/lib/core/ids";
import { formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

const tones = {
  booked: "met",
  arrived: "met",
  cancelled: "plain",
  no_show: "watch",
  drive_cancelled: "behind",
} as const;

/** A ticket in a list; the whole card opens it. */
export function TicketCard({ ticket }: { ticket: Ticket }) {
  const t = useTranslations("bookings.ticket");
  const locale = useLocale();
  return (
    <article className="focus-frame relative flex items-center gap-5 rounded-card border border-line bg-card px-5 py-4.5 hover:border-edge">
      <DateBlock locale={locale} on={ticket.heldOn} />
      <div className="min-w-0 flex-1">
        <h3 className="text-lg leading-6.5 font-semibold tracking-tight text-balance">
          <a
            href={localizedPath(locale, `/me/tickets/${ticket.id}`)}
            className="outline-none after:absolute after:inset-0 after:rounded-card"
          >
            {ticket.venueName}
          </a>
        </h3>
        <p className="text-ink-2">
          {ticket.communeName}, {ticket.provinceName}
        </p>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-ink-2 tabular-nums">
          <span className="flex items-center gap-2">
            <Clock aria-hidden className="size-4.5" strokeWidth={1.75} />
            {formatTime(locale, ticket.startsAt)}
          </span>
          {ticket.status === "booked" ? (
            <span className="font-semibold text-ink">{formatTicketCode(ticket.code)}</span>
          ) : null}
          <StatusPill tone={tones[ticket.status]}>{t(`status.${ticket.status}`)}</StatusPill>
        </p>
      </div>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-3" />
    </article>
  );
}
