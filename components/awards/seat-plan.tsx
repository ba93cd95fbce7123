import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { type Hall, isOpen, nameOnPlan, rowName, type Seat, seatName } from "@/lib/awards/ceremony/rules";
import type { SubjectKind } from "@/lib/awards/rules";

/** Somebody on the plan. */
export interface Sitting {
  readonly id: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
}

/**
 * The hall from the stage backwards, each seat a link to what can be done with it. A table, so that row and seat are
 * heard with the name; wide halls scroll sideways inside their frame. Names stand on two lines, middle names by their
 * letters; on paper everybody stands whole.
 */
export function SeatPlan({
  hall,
  sitting,
  chosen,
  hrefOf,
}: {
  hall: Hall;
  /** Who sits where, by the seat's name. */
  sitting: ReadonlyMap<string, Sitting>;
  chosen: string | null;
  hrefOf: (seat: string) => string;
}) {
  const t = useTranslations("ceremony");
  const rows = Array.from({ length: hall.seatRows }, (_, index) => index + 1);
  const seats = Array.from({ length: hall.seatsInRow }, (_, index) => index + 1);
  return (
    <section aria-label={t("plan")} className="relative overflow-x-auto pb-2 print:overflow-visible">
      <table
        className="seat-plan w-full table-fixed border-separate border-spacing-0.5 tabular-nums print:min-w-0!"
        style={{ minWidth: `${seats.length * 4.5 + 2}rem` }}
      >
        <caption className="mb-2 rounded-control bg-sunk px-3 py-1.5 text-left text-sm font-medium text-ink-2">
          {t("stage")}
        </caption>
        <colgroup>
          <col className="w-7" />
        </colgroup>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row" className="sticky left-0 z-1 bg-card pr-1.5 text-right text-sm font-medium text-ink-3">
                {rowName(row)}
              </th>
              {seats.map((seat) => {
                const place: Seat = { row, seat };
                const name = seatName(place);
                const person = sitting.get(name);
                const kept = !isOpen(hall, place);
                return (
                  <td key={seat} className="p-0">
                    <a
                      href={hrefOf(name)}
                      aria-current={chosen === name ? "true" : undefined}
                      title={person ? `${name} · ${person.name}` : undefined}
                      className={cx(
                        "flex h-16 flex-col items-center justify-center rounded-md border px-0.5 text-xs leading-tight print:h-auto print:min-h-8 print:text-[7pt]",
                        person ? "bg-met-tint text-ink" : kept ? "bg-sunk text-ink-3" : "bg-card text-ink-3",
                        chosen === name
                          ? "border-2 border-blood font-semibold"
                          : kept && !person
                            ? "border-dashed border-line"
                            : "border-line",
                      )}
                    >
                      <span className="sr-only">
                        {person
                          ? t("seatOf", { seat: name, name: person.name })
                          : t(kept ? "seatKept" : "seatFree", { seat: name })}
                      </span>
                      <span aria-hidden className={person ? "text-ink-2" : undefined}>
                        {name}
                      </span>
                      {person ? (
                        <span aria-hidden className="max-w-full text-center font-medium text-balance wrap-anywhere">
                          <span className="line-clamp-3 print:hidden">{nameOnPlan(person)}</span>
                          <span className="hidden print:inline">{person.name}</span>
                        </span>
                      ) : null}
                    </a>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
