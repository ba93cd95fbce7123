import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BeginLettersForm, StopLettersForm } from "@/components/documents/letter-forms";
import { RestoreForm, SaveViewForm, ViewForms } from "@/components/documents/view-forms";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { capital } from "@/lib/core/text";
import { addDays, todayInVietnam, yearOf } from "@/lib/core/time";
import { ownLetters } from "@/lib/documents/letters/queries";
import { savedViews } from "@/lib/documents/views/queries";
import { formatWeekday } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { reportingUnitsLately } from "@/lib/progress/lately";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.saved"))("title") };
}

/** One's own: boards kept by a name, and letters that tell a unit's progress. */
export default async function SavedPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, "/staff/progress/saved");
  const { address } = await searchParams;
  const [views, letters, units, t] = await Promise.all([
    savedViews(actor),
    ownLetters(actor),
    reportingUnitsLately(yearOf(todayInVietnam(new Date()))),
    getTranslations("documents"),
  ]);
  const live = views.filter((view) => !view.isDeleted);
  const deleted = views.filter((view) => view.isDeleted);
  const nameOf = (unit: { name: string; nameEn: string }) => (locale === "en" ? unit.nameEn : unit.name);
  // A Monday and the days after it, for the names of weekdays.
  const weekdayOf = (index: number) => formatWeekday(locale, addDays("2024-01-01", index)).toLocaleLowerCase(locale);
  const dayOf = (every: "week" | "month", day: number) =>
    every === "week" ? t(`letters.weekday.${String(day) as "1"}`) : t("letters.dayOfMonth", { day });
  return (
    <>
      <PageHeader title={t("saved.title")}>{t("saved.intro")}</PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <Card>
            <CardTitle>{t("saved.views")}</CardTitle>
            {live.length === 0 ? (
              <div className="mt-4">
                <EmptyState title={t("saved.none")}>{t("saved.noneHint")}</EmptyState>
              </div>
            ) : (
              <ul className="mt-2">
                {live.map((view) => (
                  <li
                    key={view.id}
                    className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2"
                  >
                    <a href={localizedPath(locale, view.address)} className="font-medium underline underline-offset-4">
                      {view.name}
                    </a>
                    <ViewForms
                      view={view}
                      words={{ rename: t("saved.rename"), newName: t("saved.newName"), remove: t("saved.remove") }}
                    />
                  </li>
                ))}
              </ul>
            )}
            {deleted.length > 0 ? (
              <ul className="mt-4 text-ink-3">
                {deleted.map((view) => (
                  <li key={view.id} className="flex items-center justify-between gap-2 border-t border-line py-1">
                    <span>{t("saved.deleted", { name: view.name })}</span>
                    <RestoreForm viewId={view.id} label={t("saved.undo")} />
                  </li>
                ))}
              </ul>
            ) : null}
          </Card>
          <Card>
            <CardTitle>{t("saved.add")}</CardTitle>
            <div className="mt-4">
              <SaveViewForm
                requestKey={randomUUID()}
                address={typeof address === "string" ? address.slice(0, 500) : "/staff/progress"}
                words={{
                  name: t("saved.name"),
                  address: t("saved.address"),
                  addressHint: t("saved.addressHint"),
                  save: t("saved.save"),
                }}
              />
            </div>
          </Card>
        </div>
        <Card>
          <CardTitle>{t("letters.title")}</CardTitle>
          <p className="mt-1 text-ink-2">{t("letters.intro")}</p>
          {letters.length > 0 ? (
            <ul className="mt-3">
              {letters.map((letter) => (
                <li key={letter.id} className="flex items-center justify-between gap-2 border-t border-line py-1">
                  <span>
                    {letter.unitCode === "VN"
                      ? capital(t("widget.nation"))
                      : nameOf({ name: letter.unitName, nameEn: letter.unitNameEn })}
                    {` · ${dayOf(letter.every, letter.onDay)}`}
                  </span>
                  <StopLettersForm letterId={letter.id} label={t("letters.stop")} />
                </li>
              ))}
            </ul>
          ) : null}
          <div className="mt-5">
            <BeginLettersForm
              units={[
                { value: "VN", label: capital(t("widget.nation")) },
                ...units.map((unit) => ({ value: unit.code, label: nameOf(unit) })),
              ]}
              days={Array.from({ length: 28 }, (_, index) => ({
                value: String(index + 1),
                label: index < 7 ? `${index + 1} (${weekdayOf(index)})` : String(index + 1),
              }))}
              words={{
                unit: t("letters.unit"),
                every: t("letters.every"),
                week: t("letters.week"),
                month: t("letters.month"),
                onDay: t("letters.onDay"),
                onDayHint: t("letters.onDayHint"),
                begin: t("letters.begin"),
              }}
            />
          </div>
        </Card>
      </div>
    </>
  );
}
