import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { OldListUpload } from "@/components/awards/old-list-upload";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { staffFor } from "@/lib/auth/current";
import { oldLists } from "@/lib/awards/matching/queries";
import { honouringUnits } from "@/lib/awards/units/queries";
import { newId } from "@/lib/core/ids";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.import"))("title") };
}

/** Old lists of honours and donations: a template to take, a file to send, and the files sent before. */
export default async function OldListsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.count", locale, "/staff/awards/import");
  const [units, lists, asked, awards, t] = await Promise.all([
    honouringUnits(actor, "award.count"),
    oldLists(actor),
    searchParams,
    getTranslations("awards"),
    getTranslations("awards.import"),
  ]);
  // Donors live in provinces: the nation's and a ministry's own lists have nobody to be matched to.
  const provinces = units.filter(({ kind }) => kind === "province");
  return (
    <>
      <PageHeader title={awards("title")}>{t("lead")}</PageHeader>
      <AwardSections actor={actor} current="import" hrefOf={(path) => localizedPath(locale, path)} />
      {asked.done === "discarded" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("discarded")}
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardTitle>{t("template.title")}</CardTitle>
          <p className="mt-1 mb-4 text-ink-2">{t("template.lead")}</p>
          <ButtonLink href={localizedPath(locale, "/staff/awards/import/template")} download>
            <Download aria-hidden className="size-5" />
            {t("template.get")}
          </ButtonLink>
        </Card>
        <Card>
          <CardTitle>{t("upload.title")}</CardTitle>
          <div className="mt-3">
            {provinces.length > 0 ? (
              <OldListUpload
                requestKey={newId()}
                units={provinces.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ) : (
              <p className="text-ink-2">{t("upload.noProvince")}</p>
            )}
          </div>
        </Card>
      </div>
      <Card className="mt-5">
        <CardTitle aside={t("own.keep")}>{t("own.title")}</CardTitle>
        {lists.length === 0 ? (
          <p className="mt-2 text-ink-2">{t("own.none")}</p>
        ) : (
          <ul className="mt-2 divide-y divide-line">
            {lists.map((list) => {
              const open = list.heaps.review ?? 0;
              return (
                <li key={list.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
                  <div className="min-w-0">
                    <a
                      href={localizedPath(locale, `/staff/awards/import/${list.id}`)}
                      className="py-1 font-medium break-words text-blood-ink underline-offset-4 hover:underline"
                    >
                      {list.fileName}
                    </a>
                    <p className="text-sm text-ink-2">
                      {[
                        list.unitName,
                        formatDateTime(locale, list.uploadedAt),
                        t("own.rows", { rows: Object.values(list.heaps).reduce((sum, many) => sum + many, 0) }),
                      ].join(" · ")}
                    </p>
                  </div>
                  <StatusPill tone={open > 0 ? "watch" : "plain"}>
                    {open > 0 ? t("own.open", { count: open }) : t("own.taken", { count: list.heaps.taken ?? 0 })}
                  </StatusPill>
                </li>
              );
            })}
          </ul>
        )}
      </Card>
    </>
  );
}
