import { Megaphone } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { OutreachForm } from "@/components/outreach/log-form";
import { PublishedOutreach } from "@/components/outreach/published";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { StatCard } from "@/components/ui/stat";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { tableHref } from "@/lib/documents/tables/names";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import {
  outreachLog,
  outreachPageSize,
  outreachSums,
  outreachUnits,
  publicPublishedOutreach,
} from "@/lib/outreach/queries";
import { outreachAsked } from "@/lib/outreach/schema";
import { askedOf } from "@/lib/progress/scope/asked";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outreach"))("title") };
}

/** What was done to win donors: sums, the published figures beside them, the log, and a form to add to it. */
export default async function OutreachPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("outreach.view", locale, "/staff/outreach");
  const query = await searchParams;
  const today = todayInVietnam(new Date());
  const thisYear = yearOf(today);
  const search = outreachAsked(askedOf(query), thisYear);
  const { year, month, unitId, page } = search;
  const done = typeof query.done === "string" ? query.done : "";
  const mayLog = may(actor, "outreach.log", anywhere);
  const [sums, log, published, units, t] = await Promise.all([
    outreachSums(actor, search),
    outreachLog(actor, search),
    publicPublishedOutreach(year),
    mayLog ? outreachUnits(actor) : [],
    getTranslations("outreach"),
  ]);
  const n = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  const files = { year, month, unit: unitId };
  const hrefOf = (next: number) => {
    const asked = new URLSearchParams({ year: String(year) });
    if (month) asked.set("month", String(month));
    if (unitId) asked.set("unit", unitId);
    if (next > 1) asked.set("page", String(next));
    return localizedPath(locale, `/staff/outreach?${asked}`);
  };
  return (
    <>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      {done === "logged" || done === "withdrawn" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      <form
        action={localizedPath(locale, "/staff/outreach")}
        className="mb-5 flex flex-wrap items-end gap-2.5"
        data-print="hide"
      >
        <Select
          name="year"
          label={t("year")}
          defaultValue={String(year)}
          options={[...new Set([thisYear, thisYear - 1, thisYear - 2, 2022, year])]
            .sort((a, b) => b - a)
            .map((one) => ({ value: String(one), label: String(one) }))}
        />
        <Select
          name="month"
          label={t("month")}
          placeholder={t("anyMonth")}
          defaultValue={month === null ? "" : String(month)}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: t("monthOf", { n: index + 1 }),
          }))}
        />
        {units.length > 1 ? (
          <Select
            id="filter-unit"
            name="unit"
            label={t("unit")}
            placeholder={t("anyUnit")}
            defaultValue={unitId ?? ""}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Button type="submit" variant="ink" className="min-h-12">
          {t("show")}
        </Button>
      </form>
      <div className="mb-5 grid gap-3 sm:grid-cols-3 sm:gap-5">
        <StatCard label={t("sessions")} value={n(sums.sessions)} caption={t("logged")} />
        <StatCard label={t("products")} value={n(sums.products)} caption={t("logged")} />
        <StatCard label={t("people")} value={n(sums.people)} caption={t("logged")} />
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardTitle>{t("published.title")}</CardTitle>
            <PublishedOutreach figures={published} year={year} />
          </Card>
          <Card>
            <CardTitle>{t("log.title")}</CardTitle>
            {log.items.length === 0 ? (
              <div className="mt-3">
                <EmptyState icon={<Megaphone aria-hidden className="size-7" />} title={t("log.none")}>
                  {mayLog ? t("log.noneHint") : null}
                </EmptyState>
              </div>
            ) : (
              <Table caption={t("log.title")} stack className="mt-2">
                <thead>
                  <tr>
                    <Th>{t("log.what")}</Th>
                    <Th>{t("log.day")}</Th>
                    <Th>{t("log.unit")}</Th>
                    <Th num>{t("log.quantity")}</Th>
                    <Th num>{t("log.people")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {log.items.map((item) => (
                    <tr key={item.id} className={item.withdrawnBecause ? "text-ink-3" : undefined}>
                      <RowHeader>
                        <span className={item.withdrawnBecause ? "line-through" : undefined}>{item.title}</span>
                        <span className="block text-sm font-normal text-ink-2">
                          {t(`kind.${item.kind}`)} · {t(`channel.${item.channel}`)}
                        </span>
                        {item.withdrawnBecause ? (
                          <span className="block text-sm font-normal">
                            {t("log.withdrawn", { because: item.withdrawnBecause })}
                          </span>
                        ) : mayLog ? (
                          <a
                            href={localizedPath(locale, `/staff/outreach/${item.id}/withdraw`)}
                            aria-label={t("log.withdrawOf", { title: item.title })}
                            className="inline-block py-1.5 text-sm font-normal text-blood-ink underline-offset-4 hover:underline"
                          >
                            {t("log.withdraw")}
                          </a>
                        ) : null}
                      </RowHeader>
                      <Td label={t("log.day")}>{formatDate(locale, item.heldOn)}</Td>
                      <Td label={t("log.unit")}>{item.unitName}</Td>
                      <Td num label={t("log.quantity")}>
                        {n(item.quantity)}
                      </Td>
                      <Td num label={t("log.people")}>
                        {n(item.peopleReached)}
                      </Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            )}
            <Pagination page={page} pageSize={outreachPageSize} total={log.total} hrefOf={hrefOf} />
            {log.items.length > 0 ? (
              <TableDownloads href={tableHref(locale, "outreach", files)} table={t("log.title")} />
            ) : null}
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {mayLog ? (
            <Card data-print="hide">
              <CardTitle>{t("form.title")}</CardTitle>
              <div className="mt-3">
                <OutreachForm units={units} today={today} requestKey={newId()} />
              </div>
            </Card>
          ) : null}
          {sums.byChannel.length > 0 ? (
            <Card>
              <CardTitle>{t("byChannel")}</CardTitle>
              <Table caption={t("byChannel")} className="mt-2">
                <thead>
                  <tr>
                    <Th>{t("channelHead")}</Th>
                    <Th num>{t("quantity")}</Th>
                    <Th num>{t("people")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {sums.byChannel.map((part) => (
                    <tr key={`${part.kind} ${part.channel}`}>
                      <RowHeader>
                        {t(`channel.${part.channel}`)}
                        <span className="block text-sm font-normal text-ink-2">{t(`kind.${part.kind}`)}</span>
                      </RowHeader>
                      <Td num>{n(part.quantity)}</Td>
                      <Td num>{n(part.people)}</Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
              <TableDownloads href={tableHref(locale, "channels", files)} table={t("byChannel")} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}
