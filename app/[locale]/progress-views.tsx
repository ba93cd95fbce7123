import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache, type ReactNode } from "react";
import { CampaignDashboard } from "@/components/progress/campaign-dashboard";
import { NationDashboard } from "@/components/progress/nation-dashboard";
import { NothingHere } from "@/components/progress/nothing-here";
import { campaignHref, nameOf, nationHref, type Place, unitHref } from "@/components/progress/place";
import { UnitDashboard } from "@/components/progress/unit-dashboard";
import { ButtonLink } from "@/components/ui/button-link";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { formatDate, formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { withoutKeptShares } from "@/lib/progress/breakdown/rules";
import {
  breakdownLately,
  campaignOwnerLately,
  editionsLately,
  progressLately,
  progressYearsLately,
  reportingUnitsLately,
  unitBackgroundLately,
  wholeReportsLately,
} from "@/lib/progress/lately";
import { replayedDay } from "@/lib/progress/replayed-day";

/**
 * The dashboards, once for everybody and once within the staff's frame: the same figures, since nothing in them is
 * about a person. Each view tells its title, whether made-up facts are in it, and its content.
 */
export interface ProgressView {
  title: string;
  containsDemo: boolean;
  content: ReactNode;
}

export type Search = Record<string, string | string[] | undefined>;
type Base = Place["base"];
type Asked = { year: string; unit: string; campaign: string; asOf: string };

/** The nation in a year; a unit or campaign chosen in the form leads on to its own page. */
export const nationView = once(async (locale: Locale, base: Base, asked: Asked): Promise<ProgressView> => {
  const { place, years, units } = await setting(locale, base, asked.year, asked.asOf);
  const { unit, campaign } = asked;
  if (campaign) redirect(campaignHref(place, encodeURIComponent(campaign), encodeURIComponent(unit)));
  if (unit && unit !== "VN") redirect(unitHref(place, encodeURIComponent(unit)));
  const question = { year: place.year, ...replayed(place) };
  const [progress, slices, t] = await Promise.all([
    progressLately(question),
    place.asOf ? [] : breakdownLately(question),
    getTranslations("progress"),
  ]);
  const title = t("title.nation", { year: String(place.year) });
  const bare =
    !progress ||
    (progress.basis === "none" &&
      progress.targets.length === 0 &&
      progress.figures.length === 0 &&
      progress.children.every((child) => child.published.length === 0));
  if (bare) {
    const latest = years.find((one) => one.year !== place.year)?.year;
    return {
      title,
      containsDemo: false,
      content: (
        <NothingHere
          {...{ place, years, units }}
          heading={title}
          title={t("empty.title", { year: String(place.year) })}
          hint={t("empty.hint")}
          action={
            latest ? (
              <ButtonLink href={nationHref({ ...place, year: latest })}>
                {t("empty.latest", { year: String(latest) })}
              </ButtonLink>
            ) : null
          }
        />
      ),
    };
  }
  return {
    title,
    containsDemo: progress.containsDemo,
    content: <NationDashboard {...{ place, slices, years, units }} progress={withoutKeptShares(progress, slices)} />,
  };
});

/** A province or ministry in a year; one that was merged away says into what. */
export const unitView = once(async (locale: Locale, base: Base, code: string, asked: Asked): Promise<ProgressView> => {
  if (!/^(\d{2}|[A-Z]{3})$/.test(code)) notFound();
  const { place, years, units } = await setting(locale, base, asked.year, asked.asOf);
  const question = { year: place.year, unitCode: code, ...replayed(place) };
  const [background, progress, slices, wholes, t] = await Promise.all([
    unitBackgroundLately({ code, year: place.year }),
    progressLately(question),
    place.asOf ? [] : breakdownLately(question),
    place.asOf ? [] : wholeReportsLately({ code, year: place.year }),
    getTranslations("progress"),
  ]);
  if (!background || background.kind === "nation" || background.kind === "commune") notFound();
  const name = nameOf(locale, background);
  const title = t("title.unit", { name, year: String(place.year) });
  if (!progress) {
    const [successor] = background.successors;
    const early = background.validFrom > `${place.year}-12-31`;
    const year = yearOf(background.validFrom);
    return {
      title,
      containsDemo: false,
      content: (
        <NothingHere
          {...{ place, years, units }}
          heading={title}
          title={t("gone.title", { name, year: String(place.year) })}
          hint={
            early
              ? t("gone.notYet", { name, on: formatDate(locale, background.validFrom) })
              : successor
                ? t("gone.merged", {
                    name,
                    on: formatDate(locale, successor.on),
                    successors: formatList(
                      locale,
                      background.successors.map((unit) => nameOf(locale, unit)),
                    ),
                  })
                : null
          }
          action={
            early ? (
              <ButtonLink href={unitHref({ ...place, year }, code)}>
                {t("gone.openYear", { year: String(year) })}
              </ButtonLink>
            ) : successor ? (
              <ButtonLink href={unitHref(place, successor.code)}>
                {t("gone.open", { name: nameOf(locale, successor) })}
              </ButtonLink>
            ) : null
          }
        />
      ),
    };
  }
  return {
    title,
    containsDemo: Boolean(progress.recorded?.containsDemo),
    content: (
      <UnitDashboard
        {...{ place, background, slices, wholes, years, units }}
        progress={withoutKeptShares(progress, slices)}
      />
    ),
  };
});

/** One year of a campaign, in the nation or in the unit the address names. */
export const campaignView = once(
  async (locale: Locale, base: Base, id: string, asked: Asked): Promise<ProgressView> => {
    const { place, years, units } = await setting(locale, base, asked.year, asked.asOf);
    if (!/^[a-z0-9-]{1,60}$/.test(id) || !/^(\d{2}|[A-Z]{2,3})?$/.test(asked.unit)) notFound();
    // A unit's own campaign is held nowhere else.
    const unitCode = asked.unit || (await campaignOwnerLately(id)) || "VN";
    const question = { year: place.year, unitCode, campaignId: id, ...replayed(place) };
    const [editions, progress, slices, t] = await Promise.all([
      editionsLately({
        campaignId: id,
        unitCode,
        year: place.year,
        upToYear: Math.max(place.year, yearOf(place.today)),
      }),
      progressLately(question),
      place.asOf ? [] : breakdownLately(question),
      getTranslations("progress"),
    ]);
    const [newest] = editions;
    if (!newest) notFound();
    const name = locale === "en" ? newest.campaignEn : newest.campaignVi;
    const title = t("title.campaign", { name, year: String(place.year) });
    if (!progress?.campaign) {
      if (!units.some((unit) => unit.code === unitCode) && unitCode !== "VN") notFound();
      return {
        title,
        containsDemo: false,
        content: (
          <NothingHere
            {...{ place, years, units }}
            heading={title}
            title={t("campaignGone.title", { year: String(place.year) })}
            action={
              <ButtonLink href={campaignHref({ ...place, year: newest.year }, id)}>
                {t("gone.openYear", { year: String(newest.year) })}
              </ButtonLink>
            }
          />
        ),
      };
    }
    const { campaign } = progress;
    return {
      title,
      containsDemo: Boolean(progress.recorded?.containsDemo),
      content: (
        <CampaignDashboard
          {...{ place, editions, slices, years, units }}
          progress={withoutKeptShares({ ...progress, campaign }, slices)}
        />
      ),
    };
  },
);

/** The year asked for, else this one, else the newest there is; and what one may choose from. */
const setting = cache(async (locale: Locale, base: Base, asked: string, on: string) => {
  const present = todayInVietnam(new Date());
  const { asOf, wrongDay } = replayedDay(on, present);
  const today = asOf ?? present;
  const thisYear = yearOf(today);
  const years = (await progressYearsLately(null)).filter((one) => one.year <= thisYear);
  const named = /^(19|20)\d{2}$/.test(asked);
  const year = named ? Number(asked) : (years.find((one) => one.year === thisYear)?.year ?? years[0]?.year ?? thisYear);
  const place: Place = { base, locale, year, impliedYear: named ? null : year, today, asOf, wrongDay };
  return { place, years, units: await reportingUnitsLately(year) };
});

/** Title and page ask for the same view; it is made once a request, whatever objects they ask with. */
function once<Rest extends string[]>(view: (...asked: [Locale, Base, ...Rest, Asked]) => Promise<ProgressView>) {
  const made = cache((key: string) => view(...(JSON.parse(key) as [Locale, Base, ...Rest, Asked])));
  return (locale: Locale, base: Base, ...rest: [...Rest, Search]): Promise<ProgressView> => {
    const search = rest.at(-1) as Search;
    const asked: Asked = {
      year: text(search.year),
      unit: text(search.unit),
      campaign: text(search.campaign),
      asOf: text(search.asOf),
    };
    return made(JSON.stringify([locale, base, ...rest.slice(0, -1), asked]));
  };
}

/** What was recorded by kind is kept as of now alone: an earlier day is shown without it. */
const replayed = ({ asOf }: Place) => (asOf ? { asOf } : {});

function text(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}
