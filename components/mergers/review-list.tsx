import { useLocale, useTranslations } from "next-intl";
import { addDays } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
import type { ReviewItem } from "@/lib/mergers/queries";
import { BeginReviewForm, OwnTaskForm, StrikeForm } from "./review-list-forms";
import { ReviewTable } from "./review-table";

/** One unit's review list: its tasks, a way to begin it, to add tasks of one's own, and to bring struck ones back. */
export function ReviewList({
  unitId,
  items,
  today,
  editable,
  toBegin,
}: {
  unitId: string;
  items: readonly ReviewItem[];
  today: string;
  editable: boolean;
  /** The day of a change that has no list yet. */
  toBegin: string | null;
}) {
  const t = useTranslations("mergers");
  const locale = useLocale();
  const standing = items.filter((item) => item.state !== "struck");
  const struck = items.filter((item) => item.state === "struck");
  const summary =
    "inline-flex min-h-11 cursor-pointer items-center font-medium text-blood-ink underline underline-offset-4";
  return (
    <>
      {standing.length === 0 && toBegin === null ? <p className="text-ink-2">{t("unit.noReview")}</p> : null}
      {toBegin ? (
        <div className="mb-3 flex flex-col gap-3">
          <p className="text-ink-2">{t("review.notBegun", { on: formatDate(locale, toBegin) })}</p>
          {editable ? <BeginReviewForm unitId={unitId} /> : null}
        </div>
      ) : null}
      {standing.length > 0 ? (
        <ReviewTable today={today} items={standing.map((item) => ({ ...item, editable }))} />
      ) : null}
      {editable && items.length > 0 ? (
        <details className="mt-2">
          <summary className={summary}>{t("review.addOwn")}</summary>
          <OwnTaskForm unitId={unitId} dueOn={addDays(today, 30)} />
        </details>
      ) : null}
      {struck.length > 0 ? (
        <details className="mt-1">
          <summary className={summary}>{t("review.struck", { count: struck.length })}</summary>
          <ul className="divide-y divide-line">
            {struck.map((item) => (
              <li key={item.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="text-ink-2">{item.title}</span>
                {editable ? <StrikeForm item={item} back /> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
