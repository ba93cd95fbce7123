import { CalendarX2 } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { DriveCards } from "@/components/drives/drive-cards";
import { DriveSearchForm } from "@/components/drives/drive-search-form";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { publicDrives } from "@/lib/drives/queries";
import { type DriveSearch, daysOfWindow, readSearch, searchAddress } from "@/lib/drives/search";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { publicCommunes, publicProvinces } from "@/lib/units/queries";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: { absolute: t("pageTitle") } };
}

/** Where and when one may give blood. No cookie and no script: the address alone says what is shown. */
export default async function HomePage({ searchParams }: Props) {
  const search = readSearch(await searchParams);
  const now = new Date();
  const [t, locale, provinces, communes, { items, total }] = await Promise.all([
    getTranslations("home"),
    getLocale(),
    publicProvinces(),
    search.province ? publicCommunes(search.province) : [],
    publicDrives(
      {
        provinceCode: search.province,
        communeCode: search.commune,
        ...daysOfWindow(search.when, now),
        near: search.near,
        text: search.text,
        limit: pageSize,
        offset: (search.page - 1) * pageSize,
      },
      now,
    ),
  ]);
  if (items.length === 0 && search.page > 1) redirect(localizedPath(locale, searchAddress(search)));
  return (
    <PublicShell demo={items.some(({ isDemo }) => isDemo)}>
      <div className="gap-x-10 lg:grid lg:grid-cols-[22rem_1fr] lg:items-start">
        <div className="lg:sticky lg:top-6">
          <h1 className="mt-3 mb-5 sm:mt-0 max-w-xs text-3xl leading-10 font-bold tracking-tight text-wrap sm:max-w-none sm:text-4xl">
            {t("title")}
          </h1>
          <DriveSearchForm search={search} provinces={provinces} communes={communes} />
        </div>
        <section aria-labelledby="found" className="mt-8 lg:mt-1">
          <h2 id="found" className={items.length === 0 ? "sr-only" : "mb-4 text-xl font-semibold tracking-tight"}>
            {t("found", { count: total, shown: formatNumber(locale, total) })}
          </h2>
          {items.length === 0 ? (
            <NothingFound search={search} />
          ) : (
            <DriveCards
              cards={await driveCardWords(items)}
              className="grid gap-4 md:max-lg:grid-cols-2 xl:grid-cols-2"
            />
          )}
          <Pagination
            page={search.page}
            pageSize={pageSize}
            total={total}
            hrefOf={(page) => localizedPath(locale, searchAddress(search, { page }))}
          />
        </section>
      </div>
    </PublicShell>
  );
}

/** Offers the one change that would most likely find something. */
async function NothingFound({ search }: { search: DriveSearch }) {
  const [t, locale] = await Promise.all([getTranslations("home.nothing"), getLocale()]);
  const [word, changes] = wider(search);
  return (
    <EmptyState
      icon={<CalendarX2 aria-hidden className="size-7" />}
      title={t("title")}
      action={
        <ButtonLink href={localizedPath(locale, searchAddress(search, changes))} variant="primary" pill>
          {t(word)}
        </ButtonLink>
      }
    >
      {t("text")}
    </EmptyState>
  );
}

function wider(search: DriveSearch) {
  if (search.text) return ["withoutText", { text: "" }] as const;
  if (search.commune) return ["wholeProvince", { commune: null }] as const;
  if (search.when !== "all") return ["anyDay", { when: "all" }] as const;
  return ["everywhere", { province: null, near: null }] as const;
}
