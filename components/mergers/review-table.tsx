import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { ReviewItem } from "@/lib/mergers/queries";
import type { ReviewState } from "@/lib/mergers/rules";
import { ReviewForm } from "./review-form";
import { StrikeForm } from "./review-list-forms";

const tones: Record<ReviewState | "struck", Tone> = {
  open: "watch",
  doing: "info",
  done: "met",
  not_needed: "plain",
  struck: "plain",
};

/** What is to be looked at again after changes of units. Server pages only. */
export function ReviewTable({
  items,
  today,
  withUnit,
}: {
  items: readonly (ReviewItem & { editable: boolean })[];
  today: string;
  /** Names the unit of each, where the list is of several. */
  withUnit?: boolean;
}) {
  const t = useTranslations("mergers");
  const locale = useLocale();
  return (
    <Table caption={t("list.reviewCaption")} stack>
      <thead>
        <tr>
          <Th>{t("list.task")}</Th>
          <Th>{t("list.owner")}</Th>
          <Th>{t("list.due")}</Th>
          <Th>{t("list.status")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const task = item.task === "own" ? item.title : t(`task.${item.task}`);
          const late = item.dueOn < today && (item.state === "open" || item.state === "doing");
          return (
            <tr key={item.id}>
              <RowHeader className="align-top">
                <span className="block">{task}</span>
                <span className="block text-sm font-normal text-ink-2">
                  {withUnit ? (
                    <>
                      <a
                        className="underline underline-offset-4"
                        href={localizedPath(locale, `/staff/units/${item.unitId}#review`)}
                      >
                        {item.unit}
                      </a>
                      {", "}
                    </>
                  ) : null}
                  {t("review.after", { on: formatDate(locale, item.changedOn) })}
                  {item.isDemo ? ` · ${t("list.demo")}` : null}
                </span>
                {item.note ? <span className="block text-sm font-normal text-ink-2">{item.note}</span> : null}
                {item.editable ? (
                  <details className="font-normal">
                    <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-blood-ink underline underline-offset-4">
                      {t("review.edit")}
                      <span className="sr-only">
                        {" "}
                        {task}, {item.unit}
                      </span>
                    </summary>
                    {item.state === "struck" ? null : <ReviewForm item={{ ...item, state: item.state }} />}
                    {item.task === "own" ? <StrikeForm item={item} back={item.state === "struck"} /> : null}
                  </details>
                ) : null}
              </RowHeader>
              <Td label={t("list.owner")} className="align-top">
                {item.owner ?? <span className="text-ink-3">{t("list.nobody")}</span>}
              </Td>
              <Td label={t("list.due")} className="align-top whitespace-nowrap">
                {formatDate(locale, item.dueOn)}
                {late ? <span className="block text-sm font-medium text-behind">{t("list.overdue")}</span> : null}
              </Td>
              <Td label={t("list.status")} className="align-top">
                <StatusPill tone={late ? "behind" : tones[item.state]}>{t(`state.${item.state}`)}</StatusPill>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
