import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { slotLinks } from "@/components/bookings/slot-groups";
import { SlotLinks } from "@/components/bookings/slot-links";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { DriveDeeds } from "@/components/drives/drive-deeds";
import { DriveEventData } from "@/components/drives/drive-event-data";
import { DriveFacts } from "@/components/drives/drive-facts";
import { OtherDrives } from "@/components/drives/other-drives";
import { PutOffNotice } from "@/components/drives/put-off-notice";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { CapacityBar } from "@/components/ui/capacity-bar";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { codeIn } from "@/lib/bookings/invitations/code";
import { takesBookings } from "@/lib/bookings/rules";
import { publicDrivesNearby } from "@/lib/drives/nearby";
import { type PublicDrive, publicDrive } from "@/lib/drives/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { formatDateLong, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ by?: string | string[] }>;
};

/** Title and page tell of the same drive: it is read once a request. */
const driveOf = cache(async (id: string) => {
  const now = new Date();
  return { now, drive: await publicDrive(id, now) };
});

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { locale, id } = await params;
  const { drive } = await driveOf(id);
  if (!drive) return {};
  const t = await getTranslations("bookings.drive");
  const day = formatDateLong(locale === "en" ? "en" : "vi", drive.heldOn);
  return {
    title: t("pageTitle", { venue: drive.venueName, day }),
    description: t("description", {
      day,
      venue: drive.venueName,
      commune: drive.communeName,
      province: drive.provinceName,
    }),
  };
}

/** One blood drive: what, where, when, how much room, what to bring. No cookie; scripts only for sharing. */
export default async function DrivePage({ params, searchParams }: Props) {
  const { id } = await params;
  // Somebody's invitation goes along in the address: no cookie remembers it.
  const by = codeIn((await searchParams).by);
  const [t, locale, { drive, now }] = await Promise.all([getTranslations("bookings.drive"), getLocale(), driveOf(id)]);
  if (!drive) notFound();
  const path = localizedPath(locale, `/drives/${drive.id}`);
  const bookHref = `${path}/book${by ? `?by=${by}` : ""}`;
  const over = drive.endsAt <= now || drive.status === "closed" || drive.status === "reconciled";
  const bookable = takesBookings(drive.status) && !over;
  const isFull = drive.freePlaces === 0;
  const nearby = bookable && !isFull ? [] : await publicDrivesNearby(drive, 3, now);
  const campaigns = drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi));
  return (
    <PublicShell demo={drive.isDemo}>
      <DriveEventData drive={drive} address={`${process.env.PUBLIC_ORIGIN ?? ""}${path}`} />
      <article className="gap-x-10 lg:grid lg:grid-cols-[1fr_23rem] lg:grid-rows-[auto_1fr] lg:items-start">
        <header className="pt-3 pb-5 sm:pt-0">
          <p className="font-medium text-blood-ink">
            {[...campaigns, formatDateLong(locale, drive.heldOn)].join(" · ")}
          </p>
          <h1 className="mt-1 text-3xl font-bold tracking-tight sm:text-4xl">{drive.venueName}</h1>
          {drive.title === drive.venueName ? null : <p className="mt-1 text-lg text-ink-2">{drive.title}</p>}
          {bookable ? null : (
            <div className="mt-5">
              <PutOffNotice drive={drive} over={over} />
            </div>
          )}
        </header>
        <aside className="lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Card>
            {bookable ? (
              <div className="mb-5">
                <CapacityBar capacity={drive.capacity} free={drive.freePlaces} />
              </div>
            ) : null}
            <DriveFacts drive={drive} />
            {drive.publicNote ? (
              <p className="mt-4 border-t border-line pt-4 whitespace-pre-line">{drive.publicNote}</p>
            ) : null}
            <DriveDeeds
              {...(bookable && !isFull ? { book: bookHref } : {})}
              {...(bookable ? { calendar: `${path}/calendar.ics` } : {})}
              title={drive.venueName}
              words={{ book: t("book"), calendar: t("calendar"), share: t("share"), copied: t("copied") }}
            />
          </Card>
        </aside>
        <div className="min-w-0 max-lg:mt-7">
          {bookable ? (
            <section aria-labelledby="times">
              <h2 id="times" className="text-xl font-semibold tracking-tight">
                {t(isFull ? "timesFull" : "times")}
              </h2>
              {isFull ? (
                <Notice tone="watch" title={t("full")} className="mt-3 mb-5">
                  {t("fullInstead")}
                </Notice>
              ) : (
                <p className="mt-0.5 mb-4 text-ink-2">{t("timesHint")}</p>
              )}
              <SlotLinks
                groups={await slotLinks(drive.slots.map((slot) => ({ ...slot, begun: slot.startsAt <= now })))}
                address={`${path}/book?${by ? `by=${by}&` : ""}slot=`}
              />
              {isFull ? null : <p className="mt-4 text-ink-2">{t("walkIn")}</p>}
            </section>
          ) : null}
          <OtherDrives id="nearby" title={t("nearby")} cards={await driveCardWords(nearby)} className="first:mt-0" />
          {bookable ? <GoodToKnow drive={drive} /> : null}
        </div>
      </article>
      {bookable && !isFull ? (
        <div
          className="sticky bottom-0 z-10 -mx-5 -mb-14 mt-8 flex items-center justify-between gap-4 border-t border-line bg-card px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:hidden"
          data-print="hide"
        >
          <p className="font-medium text-met">{t("places", { free: formatNumber(locale, drive.freePlaces) })}</p>
          <ButtonLink href={bookHref} variant="primary" size="lg" pill>
            {t("book")}
          </ButtonLink>
        </div>
      ) : null}
    </PublicShell>
  );
}

async function GoodToKnow({ drive }: { drive: PublicDrive }) {
  const [t, locale, { values }] = await Promise.all([
    getTranslations("bookings.drive"),
    getLocale(),
    publicRules(drive.heldOn),
  ]);
  const n = (value: number) => formatNumber(locale, value);
  return (
    <div className="mt-9 grid gap-x-8 gap-y-7 sm:grid-cols-2">
      <section aria-labelledby="bring">
        <h2 id="bring" className="mb-2 text-xl font-semibold tracking-tight">
          {t("bring.title")}
        </h2>
        <ul className="list-disc space-y-1.5 pl-5 text-ink-2">
          {(["papers", "food", "sleep", "time"] as const).map((word) => (
            <li key={word}>{t(`bring.${word}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="who">
        <h2 id="who" className="mb-2 text-xl font-semibold tracking-tight">
          {t("who.title")}
        </h2>
        <ul className="list-disc space-y-1.5 pl-5 text-ink-2">
          <li>{t("who.age", { min: n(values.minAgeYears), max: n(values.maxAgeYears) })}</li>
          <li>{t("who.weight", { female: n(values.minWeightFemaleKg), male: n(values.minWeightMaleKg) })}</li>
          <li>{t("who.rest", { weeks: n(values.restDaysWholeBlood / 7) })}</li>
          <li>{t("who.health")}</li>
        </ul>
        <a
          href={localizedPath(locale, "/check")}
          className="mt-2 inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
        >
          {t("who.check")}
        </a>
      </section>
    </div>
  );
}
