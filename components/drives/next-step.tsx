import { CircleDot, DoorOpen } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { timeOfDay } from "@/lib/core/time";
import type { DrivePlan } from "@/lib/drives/plan/queries";
import { type Missing, opensFrom, reasonOf } from "@/lib/drives/rules";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { AskingDeedForm, DeedForm } from "./deed-form";

/** What comes next in a drive's life, with the one button that does it. */
export function NextStep({
  drive,
  missing,
  today,
  may,
}: {
  drive: DrivePlan;
  /** What keeps a draft from being announced. */
  missing: readonly Missing[];
  today: string;
  may: { plan: boolean; publish: boolean; run: boolean; reconcile: boolean; desk: boolean };
}) {
  const t = useTranslations("drives");
  const locale = useLocale() as Locale;
  const n = (value: number) => formatNumber(locale, value);
  const path = localizedPath(locale, `/staff/drives/${drive.id}`);
  const desk = may.desk ? (
    <ButtonLink
      href={localizedPath(locale, `/staff/desk/${drive.id}`)}
      variant={drive.status === "open" ? "primary" : "secondary"}
    >
      <DoorOpen aria-hidden className="size-5" />
      {t("view.desk")}
    </ButtonLink>
  ) : null;

  function body() {
    switch (drive.status) {
      case "draft":
        return (
          <>
            {missing.length > 0 ? (
              <>
                <p className="font-medium">{t("view.missing")}</p>
                <ul className="mt-2 flex flex-col gap-2">
                  {missing.map((word) => (
                    <li key={word} className="flex items-start gap-2.5">
                      <CircleDot aria-hidden className="mt-1 size-4.5 shrink-0 text-watch" />
                      {t(`refusal.${word}`)}
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              <p>{t("view.nextDraft")}</p>
            )}
            {may.publish ? (
              <div className="mt-4">
                <DeedForm driveId={drive.id} deed="publish" variant={missing.length > 0 ? "secondary" : "primary"} />
              </div>
            ) : null}
          </>
        );
      case "published":
        return (
          <>
            <p>
              {drive.heldOn < today
                ? t("view.nextPublishedPast")
                : t("view.nextPublished", {
                    from: timeOfDay(opensFrom(drive)),
                    day: formatDate(locale, drive.heldOn),
                  })}
            </p>
            <div className="mt-4 flex flex-wrap items-end gap-2.5">
              {may.run && drive.heldOn === today ? <DeedForm driveId={drive.id} deed="open" /> : null}
              {drive.heldOn === today ? desk : null}
            </div>
          </>
        );
      case "open":
        return (
          <>
            <p>{t("view.nextOpen")}</p>
            {drive.inside > 0 ? (
              <p className="mt-2 font-semibold">{t("view.inside", { count: n(drive.inside) })}</p>
            ) : null}
            {drive.toFinish > 0 ? (
              <p className="mt-2 font-semibold text-watch">{t("view.toFinish", { count: n(drive.toFinish) })}</p>
            ) : null}
            <div className="mt-4 flex flex-wrap items-end gap-2.5">
              {desk}
              {may.run ? <DeedForm driveId={drive.id} deed="close" variant={desk ? "secondary" : "primary"} /> : null}
            </div>
          </>
        );
      case "closed":
        return (
          <>
            <p>{t("view.nextClosed")}</p>
            {drive.toReview > 0 ? (
              <p className="mt-2 font-semibold text-watch">{t("view.toReview", { count: n(drive.toReview) })}</p>
            ) : null}
            <div className="mt-4 flex flex-wrap items-end gap-2.5">
              {may.reconcile ? <AskingDeedForm driveId={drive.id} deed="reconcile" /> : null}
              {may.run && drive.heldOn === today ? (
                <DeedForm driveId={drive.id} deed="reopen" variant="secondary" />
              ) : null}
              {desk}
            </div>
          </>
        );
      case "reconciled":
        return <p>{t("view.nextReconciled")}</p>;
      default: {
        const { reason, words } = reasonOf(drive.statusReason ?? "");
        return (
          <Notice tone={drive.status === "cancelled" ? "behind" : "watch"} title={t(`status.${drive.status}`)}>
            {t("view.putOffBecause", { reason: words || t(`put_off_reason.${reason}`) })}{" "}
            {drive.postponedTo ? t("view.newDay", { day: formatDate(locale, drive.postponedTo) }) : null}
            {may.plan ? (
              <div className="mt-3">
                <ButtonLink href={`${path}/copy${drive.postponedTo ? `?on=${drive.postponedTo}` : ""}`}>
                  {t("view.planNewDay")}
                </ButtonLink>
              </div>
            ) : null}
          </Notice>
        );
      }
    }
  }
  return (
    <Card>
      <CardTitle>{t("view.next")}</CardTitle>
      <div className="mt-3">{body()}</div>
    </Card>
  );
}
