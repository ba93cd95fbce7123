import { CalendarDays, ChevronDown, Plus, SearchX, SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DriveList } from "@/components/drives/drive-list";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DayInput } from "@/components/ui/day-input";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-input";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { isCivilDate, todayInVietnam } from "@/lib/core/time";
import { campaignChoices, unitChoices } from "@/lib/drives/choices/queries";
import { type DriveTimes, staffDrives } from "@/lib/drives/plan/queries";
import { driveStatuses } from "@/lib/drives/rules";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { keepsFacilities } from "@/lib/venues/facilities/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageSize = 25;
const filterNames = ["q", "status", "unit", "campaign", "from", "to"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.list"))("title") };
}

/** The drives of one's unit: to come and behind, with a filter that lives in the address. */
export default async function DrivesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("drive.view", locale, "/staff/drives");
  const asked = plain(await searchParams);
  const times: DriveTimes = asked.times === "past" ? "past" : "coming";
  const page = Math.max(1, Math.min(1000, Number.parseInt(asked.page ?? "1", 10) || 1));
  const status = driveStatuses.find((known) => known === asked.status) ?? null;
  const [found, units, campaigns, t, st] = await Promise.all([
    staffDrives(actor, {
      times,
      status,
      from: isCivilDate(asked.from) ? asked.from : null,
      to: isCivilDate(asked.to) ? asked.to : null,
      unitId: asked.unit || null,
      campaignId: asked.campaign || null,
      text: asked.q,
      limit: pageSize,
      offset: (page - 1) * pageSize,
    }),
    unitChoices(actor),
    campaignChoices(actor),
    getTranslations("drives"),
    getTranslations("drives.status"),
  ]);
  const today = todayInVietnam(new Date());
  const filtered = filterNames.some((name) => asked[name]);
  const inDetail = ["status", "unit", "campaign", "from", "to"].some((name) => asked[name]);
  const elsewhere = times === "past" ? found.coming : found.past;
  const mayPlan = may(actor, "drive.plan", anywhere);
  const href = (change: Record<string, string>) => {
    const query = new URLSearchParams();
    for (const name of [...filterNames, "times"]) if (asked[name]) query.set(name, asked[name]);
    for (const [name, value] of Object.entries(change)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const text = query.toString();
    return localizedPath(locale, `/staff/drives${text ? `?${text}` : ""}`);
  };
  const n = (value: number) => formatNumber(locale, value);
  const newDrive = (
    <ButtonLink href={localizedPath(locale, "/staff/drives/new")} variant="primary">
      <Plus aria-hidden className="size-5" />
      {t("list.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("list.title")}
        actions={
          mayPlan ? (
            <>
              <ButtonLink href={localizedPath(locale, "/staff/drives/campaigns")}>{t("list.campaigns")}</ButtonLink>
              {keepsFacilities(actor) ? (
                <ButtonLink href={localizedPath(locale, "/staff/drives/facilities")}>{t("list.facilities")}</ButtonLink>
              ) : null}
              {newDrive}
            </>
          ) : null
        }
      />
      {asked.done === "copied" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done.copiedMany", { made: n(Number(asked.made) || 0) })}{" "}
          {Number(asked.skipped) > 0 ? t("done.copiedSkipped", { skipped: n(Number(asked.skipped)) }) : null}{" "}
          {Number(asked.drafts) > 0 ? t("done.copiedDrafts", { drafts: n(Number(asked.drafts)) }) : null}
        </Notice>
      ) : null}
      <form
        action={localizedPath(locale, "/staff/drives")}
        aria-label={t("list.filters")}
        className="mb-5 flex flex-col gap-3"
      >
        {times === "past" ? <input type="hidden" name="times" value="past" /> : null}
        <div className="flex items-end gap-2.5">
          <TextInput
            name="q"
            type="search"
            label={t("list.text")}
            placeholder={t("list.textHint")}
            defaultValue={asked.q}
            fieldClassName="min-w-0 flex-1 sm:max-w-120"
          />
          <Button type="submit" variant="ink" className="min-h-12">
            {t("list.search")}
          </Button>
          {filtered ? (
            <ButtonLink href={href(Object.fromEntries(filterNames.map((name) => [name, ""])))} variant="quiet">
              {t("list.clear")}
            </ButtonLink>
          ) : null}
        </div>
        <details open={inDetail} className="group">
          <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-1.5 font-medium underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
            <SlidersHorizontal aria-hidden className="size-4.5" />
            {t("list.more")}
            <ChevronDown aria-hidden className="size-4.5 group-open:rotate-180" />
          </summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
            <Select
              name="status"
              label={t("list.status")}
              placeholder={t("list.anyStatus")}
              defaultValue={status ?? ""}
              options={driveStatuses.map((value) => ({ value, label: st(value) }))}
            />
            {units.length > 0 ? (
              <Select
                name="unit"
                label={t("list.unit")}
                placeholder={t("list.anyUnit")}
                defaultValue={asked.unit ?? ""}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ) : null}
            <Select
              name="campaign"
              label={t("list.campaign")}
              placeholder={t("list.anyCampaign")}
              defaultValue={asked.campaign ?? ""}
              options={campaigns.map(({ id, nameVi, nameEn }) => ({
                value: id,
                label: locale === "en" ? nameEn : nameVi,
              }))}
            />
            <DayInput name="from" label={t("list.from")} defaultValue={asked.from} />
            <DayInput name="to" label={t("list.to")} defaultValue={asked.to} />
          </div>
        </details>
      </form>
      <Tabs
        label={t("list.tabs")}
        className="mb-4"
        tabs={[
          { href: href({ times: "" }), label: t("list.coming"), count: n(found.coming), current: times === "coming" },
          { href: href({ times: "past" }), label: t("list.past"), count: n(found.past), current: times === "past" },
        ]}
      />
      {found.items.length > 0 ? (
        <>
          <Card flush className="max-lg:border-0 max-lg:bg-transparent lg:px-6 lg:py-2">
            <DriveList drives={found.items} past={times === "past"} today={today} manyUnits={units.length > 0} />
          </Card>
          <Pagination
            page={page}
            pageSize={pageSize}
            total={found.total}
            hrefOf={(next) => href({ page: next > 1 ? String(next) : "" })}
          />
        </>
      ) : filtered ? (
        <EmptyState
          icon={<SearchX aria-hidden className="size-7" />}
          title={t("list.emptyFilter")}
          action={
            <ButtonLink href={href(Object.fromEntries(filterNames.map((name) => [name, ""])))}>
              {t("list.clear")}
            </ButtonLink>
          }
        >
          {elsewhere > 0
            ? t("list.emptyFilterHint", {
                other: times === "past" ? t("list.coming") : t("list.past"),
                count: n(elsewhere),
              })
            : t("list.emptyFilterAll")}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<CalendarDays aria-hidden className="size-7" />}
          title={times === "past" ? t("list.emptyPast") : t("list.emptyComing")}
          action={times === "coming" && mayPlan ? newDrive : null}
        >
          {times === "past" ? t("list.emptyPastHint") : mayPlan ? t("list.emptyComingHint") : null}
        </EmptyState>
      )}
    </>
  );
}

function plain(query: Record<string, string | string[] | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
