import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OldListApply } from "@/components/awards/old-list-apply";
import { OldListRows } from "@/components/awards/old-list-rows";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { staffFor } from "@/lib/auth/current";
import { listHeaps, listPageSize, oldList, oldListRows } from "@/lib/awards/matching/queries";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.import.review"))("title") };
}

/** An old list, heap by heap: whom to decide about, what is ready, what is there already, what is not found. */
export default async function OldListPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.count", locale, `/staff/awards/import/${id}`);
  const list = await oldList(actor, id);
  if (list === null) notFound();
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const filled = listHeaps.filter((heap) => (list.heaps[heap] ?? 0) > 0);
  const heap = listHeaps.find((one) => one === word("heap")) ?? filled[0] ?? "review";
  const page = Math.max(1, Math.min(1000, Number.parseInt(word("page") || "1", 10) || 1));
  const [rows, awards, t] = await Promise.all([
    oldListRows(actor, list, heap, page),
    getTranslations("awards"),
    getTranslations("awards.import"),
  ]);
  const here = localizedPath(locale, `/staff/awards/import/${id}`);
  const whole = (name: string) => Math.max(0, Number.parseInt(word(name) || "0", 10) || 0);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: awards("title"), href: localizedPath(locale, "/staff/awards") },
          { label: t("title"), href: localizedPath(locale, "/staff/awards/import") },
          { label: list.fileName },
        ]}
      />
      <PageHeader title={t("review.title")} over={`${list.fileName} · ${list.unitName}`}>
        {t("review.lead")}
      </PageHeader>
      {word("honours") || word("donations") ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("apply.done", { honours: whole("honours"), donations: whole("donations") })}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <Tabs
            label={t("review.tabs")}
            className="mb-4"
            tabs={(filled.includes(heap) ? filled : [heap, ...filled]).map((one) => ({
              href: `${here}?heap=${one}`,
              label: t(`heap.${one}`),
              count: formatNumber(locale, list.heaps[one] ?? 0),
              current: one === heap,
            }))}
          />
          <p className="measure mb-4 text-sm text-ink-2">{t(`heapHint.${heap}`)}</p>
          <OldListRows importId={id} rows={rows} heap={heap} />
          <Pagination
            page={page}
            pageSize={listPageSize}
            total={list.heaps[heap] ?? 0}
            hrefOf={(next) => `${here}?heap=${heap}&page=${next}`}
          />
        </div>
        <Card>
          <CardTitle>{t("apply.title")}</CardTitle>
          <p className="mt-1 mb-4 text-ink-2">{t("apply.lead")}</p>
          <OldListApply importId={id} ready={list.heaps.ready ?? 0} />
        </Card>
      </div>
    </>
  );
}
