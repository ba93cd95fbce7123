import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { TogetherForm } from "@/components/reports/together-form";
import { TogetherTable } from "@/components/reports/together-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { staffFor } from "@/lib/auth/current";
import { tableHref } from "@/lib/documents/tables/names";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { waitingReports } from "@/lib/reports/together/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ file?: string; done?: string; decided?: string; refused?: string }>;
};
const path = "/staff/reports/together";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.together"))("title") };
}

/** Many sent reports at once, as after a spreadsheet: each beside what was recorded, those that cannot be with why. */
export default async function TogetherPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("report.check", locale, path);
  const asked = await searchParams;
  const file = typeof asked.file === "string" && asked.file !== "" ? asked.file : null;
  const [{ items, total, files }, t] = await Promise.all([waitingReports(actor, file), getTranslations("reports")]);
  const count = (value: string | undefined) => Math.min(999, Number.parseInt(value ?? "0", 10) || 0);
  const [decided, refused] = [count(asked.decided), count(asked.refused)];
  const open = items.filter(({ whyNot }) => whyNot === null).length;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("view.all"), href: localizedPath(locale, "/staff/reports") },
          { label: t("together.title") },
        ]}
      />
      <PageHeader title={t("together.title")}>{t("together.lead")}</PageHeader>
      {decided > 0 ? (
        <Notice tone={refused > 0 ? "watch" : "met"} role="status" className="mb-5">
          {t(asked.done === "check" ? "together.doneCheck" : "together.doneApprove", { count: decided })}{" "}
          {refused > 0 ? t("together.doneRefused", { count: refused }) : null}
        </Notice>
      ) : null}
      {files.length > 0 ? (
        <form action={localizedPath(locale, path)} className="mb-4 flex flex-wrap items-end gap-2.5" data-print="hide">
          <Select
            name="file"
            label={t("together.file")}
            defaultValue={file ?? ""}
            options={[
              { value: "", label: t("together.anyFile") },
              ...files.map((one) => ({
                value: one.id,
                label: t("together.fileOf", { name: one.name, count: one.reports }),
              })),
            ]}
          />
          <Button type="submit" variant="ink" className="min-h-12">
            {t("calendar.show")}
          </Button>
        </form>
      ) : null}
      {items.length === 0 ? (
        <EmptyState
          icon={<CircleCheck aria-hidden className="size-7" />}
          title={t(file ? "together.emptyFile" : "together.empty")}
          action={
            file ? <ButtonLink href={localizedPath(locale, path)}>{t("together.anyFile")}</ButtonLink> : undefined
          }
        >
          {t(file ? "together.emptyFileHint" : "together.emptyHint")}
        </EmptyState>
      ) : (
        <TogetherForm key={`${decided} ${refused} ${items.length}`} open={open} file={file}>
          <Card>
            {total > items.length || open < items.length ? (
              <p className="mb-3 text-sm text-ink-2">
                {total > items.length ? t("together.first", { shown: items.length, total }) : null}{" "}
                {open < items.length ? t("together.cannot", { count: items.length - open }) : null}
              </p>
            ) : null}
            <TogetherTable reports={items} />
            <TableDownloads href={tableHref(locale, "waiting", { file })} table={t("together.caption")} />
          </Card>
        </TogetherForm>
      )}
    </>
  );
}
