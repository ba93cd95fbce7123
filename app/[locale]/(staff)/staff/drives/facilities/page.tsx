import { Building2, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-input";
import { FacilityTable } from "@/components/venues/facility-table";
import { staffFor } from "@/lib/auth/current";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { facilitiesKept, facilityPageSize, keepsFacilities } from "@/lib/venues/facilities/queries";
import { facilitySearch } from "@/lib/venues/facilities/schema";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ q?: string; state?: string; page?: string; done?: string }>;
};

const states = ["open", "uncounted", "closed"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues.facilities"))("title") };
}

/** The facilities that collect blood: what each can take in a day, and which have stopped. */
export default async function FacilitiesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("place.manage", locale, "/staff/drives/facilities");
  const asked = await searchParams;
  const search = facilitySearch.parse(asked);
  const [{ items, total, counts }, t, drives] = await Promise.all([
    facilitiesKept(actor, search),
    getTranslations("venues.facilities"),
    getTranslations("drives.list"),
  ]);
  const path = (to: string) => localizedPath(locale, `/staff/drives${to}`);
  const href = (change: { state?: string; page?: number }) => {
    const query = new URLSearchParams();
    if (search.q) query.set("q", search.q);
    const state = change.state ?? search.state;
    if (state !== "open") query.set("state", state);
    if (change.page && change.page > 1) query.set("page", `${change.page}`);
    return path(`/facilities${query.size > 0 ? `?${query}` : ""}`);
  };
  const add = keepsFacilities(actor) ? (
    <ButtonLink variant="primary" href={path("/facilities/new")}>
      <Plus aria-hidden className="size-5" />
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: drives("title"), href: path("") }, { label: t("title") }]} />
      <PageHeader title={t("title")} actions={add}>
        {t("lead")}
      </PageHeader>
      {asked.done === "added" || asked.done === "saved" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${asked.done}`)}
        </Notice>
      ) : null}
      <form action={path("/facilities")} className="mb-5 flex items-end gap-2.5">
        {search.state === "open" ? null : <input type="hidden" name="state" value={search.state} />}
        <TextInput
          name="q"
          type="search"
          label={t("search")}
          defaultValue={search.q}
          maxLength={80}
          fieldClassName="min-w-0 flex-1 sm:max-w-120"
        />
        <Button type="submit" variant="ink" className="min-h-12">
          {drives("search")}
        </Button>
      </form>
      <Tabs
        label={t("tabs")}
        className="mb-4"
        tabs={states.map((state) => ({
          href: href({ state }),
          label: t(`state.${state}`),
          count: formatNumber(locale, counts[state]),
          current: search.state === state,
        }))}
      />
      {items.length > 0 ? (
        <>
          <Card flush className="max-sm:border-0 max-sm:bg-transparent sm:px-6 sm:py-2">
            <FacilityTable facilities={items} />
          </Card>
          <Pagination page={search.page} pageSize={facilityPageSize} total={total} hrefOf={(page) => href({ page })} />
        </>
      ) : (
        <EmptyState
          icon={<Building2 aria-hidden className="size-7" />}
          title={t(search.q ? "emptySearch" : `empty.${search.state}`)}
          action={search.state === "open" && !search.q ? add : null}
        />
      )}
    </>
  );
}
