import { Inbox } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pill } from "@/components/ui/pill";
import type { ListHeap, OldListRow } from "@/lib/awards/matching/queries";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { ResolveRowForm } from "./resolve-row-form";

/** A reason comes from the verdict, so its key is made here. */
type Say = (key: string) => string;

/** The rows of one heap, each as the file has it beside the donors it may mean. */
export function OldListRows({ importId, rows, heap }: { importId: string; rows: OldListRow[]; heap: ListHeap }) {
  const t = useTranslations("awards.import");
  if (rows.length === 0) return <EmptyState icon={<Inbox aria-hidden className="size-7" />} title={t("review.none")} />;
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.line}>
          <Card className="grid gap-4 p-4 sm:p-5 md:grid-cols-2">
            <RowAsListed row={row} />
            {row.possible.length > 0 ? <Possible importId={importId} row={row} heap={heap} /> : null}
          </Card>
        </li>
      ))}
    </ul>
  );
}

function RowAsListed({ row }: { row: OldListRow }) {
  const t = useTranslations("awards.import");
  const say = t as unknown as Say;
  const locale = useLocale() as Locale;
  const born = row.bornOn ? formatDate(locale, row.bornOn) : row.bornYear ? `${row.bornYear}` : null;
  return (
    <div className="min-w-0">
      <p className="text-sm text-ink-3">{t("review.line", { line: row.line })}</p>
      <p className="font-semibold break-words">{row.name || t("review.noName")}</p>
      <p className="text-ink-2">
        {[born ? t("review.born", { born }) : t("review.noBirth"), row.group].filter(Boolean).join(" · ")}
      </p>
      <p className="mt-1">
        {t(`review.what.${row.kind}`, { count: row.amount, on: formatDate(locale, row.gotOn) })}
        {row.decisionNumber ? <span className="text-ink-2"> · {row.decisionNumber}</span> : null}
      </p>
      {row.reason ? (
        <p className="mt-2">
          <Pill tone="watch">{say(`reason.${row.reason}`)}</Pill>
        </p>
      ) : row.facts.line ? (
        <p className="mt-2 text-sm text-ink-2">{t("review.sameAs", { line: row.facts.line })}</p>
      ) : null}
    </div>
  );
}

function Possible({ importId, row, heap }: { importId: string; row: OldListRow; heap: ListHeap }) {
  const t = useTranslations("awards.import");
  const locale = useLocale() as Locale;
  const people = row.possible.map((donor) => ({
    id: donor.id,
    name: donor.name,
    line: [
      t("review.born", { born: formatDate(locale, donor.bornOn) }),
      donor.place,
      donor.group,
      t("review.donations", { count: donor.donations }),
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  if (heap === "review" || (row.resolution !== null && heap !== "taken"))
    return (
      <ResolveRowForm
        importId={importId}
        line={row.line}
        people={people}
        resolution={row.resolution}
        chosen={row.chosenDonorId}
      />
    );
  return (
    <ul className="flex flex-col gap-2">
      {people.map((one) => (
        <li key={one.id}>
          <p className="font-medium">{one.name}</p>
          <p className="text-sm text-ink-2">{one.line}</p>
        </li>
      ))}
    </ul>
  );
}
