import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { BookingForm, type BookingWords } from "@/components/bookings/booking-form";
import { ChosenTime } from "@/components/bookings/chosen-time";
import { SlotChoice } from "@/components/bookings/slot-choice";
import { slotGroups } from "@/components/bookings/slot-groups";
import { driveCardWords } from "@/components/drives/drive-card-words";
import { OtherDrives } from "@/components/drives/other-drives";
import { PutOffNotice } from "@/components/drives/put-off-notice";
import { adviceWords, questionWords } from "@/components/eligibility/words";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";
import { Steps } from "@/components/ui/steps";
import type { DonorActor } from "@/lib/auth/actor";
import { currentDonor, donorFor } from "@/lib/auth/current";
import { codeIn } from "@/lib/bookings/invitations/code";
import { invitationFor, publicInvitation } from "@/lib/bookings/invitations/queries";
import { bookingFacts } from "@/lib/bookings/queries";
import { takesBookings, whyNotBook } from "@/lib/bookings/rules";
import { todayInVietnam } from "@/lib/core/time";
import { consentPurposes, neededToBook } from "@/lib/donors/consents";
import { ownConsents, ownProfile } from "@/lib/donors/own/queries";
import { publicDrivesNearby } from "@/lib/drives/nearby";
import { type PublicDrive, publicDrive } from "@/lib/drives/queries";
import { publicQuestions } from "@/lib/eligibility/advice";
import { nextEligibleOn } from "@/lib/eligibility/rules";
import { formatDate, formatDateLong, formatDayMonth, formatMl, formatTime, formatWeekday } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ slot?: string | string[]; by?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bookings.book"))("title"), robots: { index: false } };
}

/** A booking in three steps: the hour, answers given at home or not, the word. Each works without script. */
export default async function BookPage({ params, searchParams }: Props) {
  const { locale: segment, id } = await params;
  const { slot: asked, by: carried } = await searchParams;
  const by = codeIn(carried);
  const now = new Date();
  const [t, locale, drive, who] = await Promise.all([
    getTranslations("bookings.book"),
    getLocale(),
    publicDrive(id, now),
    currentDonor(),
  ]);
  if (!drive) notFound();
  const path = localizedPath(locale, `/drives/${drive.id}`);
  const slot = drive.slots.find((one) => one.id === asked);
  const over = drive.endsAt <= now;
  const open = takesBookings(drive.status) && !over;
  const actor =
    slot && open ? await donorFor(segment, `/drives/${drive.id}/book?slot=${slot.id}${by ? `&by=${by}` : ""}`) : who;
  const donor = actor?.kind === "donor" ? actor : null;
  const obstacle =
    donor && open ? await obstacleOf({ donor, drive, slotId: slot?.id ?? drive.slots[0]?.id ?? null, now }) : null;
  const isFull = open && drive.freePlaces === 0;
  const step = slot && donor && !obstacle && !isFull ? 2 : 1;
  return (
    <PublicShell width="narrow" demo={drive.isDemo}>
      {step === 1 ? <Head drive={drive} step={1} backHref={path} /> : null}
      {!open ? (
        <PutOffNotice
          drive={drive}
          over={over || !takesBookings(drive.status)}
          action={<ButtonLink href={path}>{t("seeDrive")}</ButtonLink>}
        />
      ) : isFull && !obstacle ? (
        <Full drive={drive} now={now} />
      ) : slot && donor && !obstacle ? (
        <LastSteps donor={donor} drive={drive} slotId={slot.id} now={now} by={by} />
      ) : (
        <>
          {obstacle}
          {donor && !obstacle ? <Eligible donor={donor} drive={drive} now={now} /> : null}
          {obstacle ? null : (
            <>
              {by ? <Invited by={by} donor={donor} otherHref={`${path}/book`} /> : null}
              <FirstStep drive={drive} now={now} by={by} nothingChosen={asked !== undefined && !slot} />
            </>
          )}
        </>
      )}
    </PublicShell>
  );
}

/** Which step this is, the way back, and the drive it is about. */
async function Head({ drive, step, backHref }: { drive: PublicDrive; step: number; backHref: string }) {
  const [t, locale] = await Promise.all([getTranslations("bookings.book"), getLocale()]);
  return (
    <>
      <div className="pt-1">
        <Steps title={t("title")} step={step} steps={3} backHref={backHref} />
      </div>
      <header className="mb-6">
        <p className="font-medium text-blood-ink">
          {[
            ...drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi)),
            formatDateLong(locale, drive.heldOn),
          ].join(" · ")}
        </p>
        <h1 className="mt-0.5 text-2xl font-bold tracking-tight">{drive.venueName}</h1>
        <p className="mt-0.5 text-ink-2">
          {drive.address}, {drive.communeName}, {drive.provinceName}
        </p>
      </header>
    </>
  );
}

/** What stands in this donor's own way, whatever the hour; null when nothing does. */
async function obstacleOf({
  donor,
  drive,
  slotId,
  now,
}: {
  donor: DonorActor;
  drive: PublicDrive;
  slotId: string | null;
  now: Date;
}) {
  const facts = await bookingFacts(donor, slotId, now);
  // The hour is chosen below and the agreement asked for at the end: here only what neither can change.
  const why = whyNotBook({
    ...facts,
    consented: true,
    slot: facts.slot && { ...facts.slot, free: 1, startsAt: new Date(now.getTime() + 1) },
  });
  if (why === null) return null;
  const [t, told, locale] = await Promise.all([
    getTranslations("bookings.book"),
    getTranslations("bookings.refusal"),
    getLocale(),
  ]);
  const sentence = (told as unknown as (key: string, facts?: Record<string, string | number>) => string)(
    why.refusal,
    Object.fromEntries(
      Object.entries(why.facts ?? {}).map(([name, value]) => [
        name,
        typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(locale, value) : value,
      ]),
    ),
  );
  const isBooked = why.refusal === "already_booked";
  return (
    <Notice
      tone={isBooked ? "info" : "watch"}
      action={
        isBooked ? (
          <span className="flex flex-wrap gap-2.5">
            <ButtonLink href={localizedPath(locale, `/me/tickets/${facts.openBookingId}/move?drive=${drive.id}`)}>
              {t("moveHere")}
            </ButtonLink>
            <ButtonLink href={localizedPath(locale, `/me/tickets/${facts.openBookingId}`)}>{t("seeTicket")}</ButtonLink>
          </span>
        ) : (
          <ButtonLink href={localizedPath(locale, "/?when=all")}>{t("laterDrives")}</ButtonLink>
        )
      }
    >
      {sentence}
    </Notice>
  );
}

/** That the last place is gone, and where else one may go. */
async function Full({ drive, now }: { drive: PublicDrive; now: Date }) {
  const [t, locale, nearby] = await Promise.all([
    getTranslations("bookings.drive"),
    getLocale(),
    publicDrivesNearby(drive, 3, now),
  ]);
  return (
    <>
      <Notice
        tone="watch"
        title={t("full")}
        action={
          nearby.length > 0 ? null : <ButtonLink href={localizedPath(locale, "/?when=all")}>{t("nearby")}</ButtonLink>
        }
      >
        {t("fullInstead")}
      </Notice>
      <OtherDrives id="nearby" title={t("nearby")} cards={await driveCardWords(nearby)} />
    </>
  );
}

/** That the donor may give on the day, and on what it rests. */
async function Eligible({ donor, drive, now }: { donor: DonorActor; drive: PublicDrive; now: Date }) {
  const [t, component, locale, profile, facts] = await Promise.all([
    getTranslations("bookings.book"),
    getTranslations("eligibility.component"),
    getLocale(),
    ownProfile(donor),
    bookingFacts(donor, drive.slots[0]?.id ?? null, now),
  ]);
  const from = nextEligibleOn(facts.body.donations, "whole_blood", facts.values);
  if (profile.lastGivenOn === null || profile.lastComponent === null) {
    return (
      <Notice tone="info" className="mb-7" title={t("firstTime")}>
        {t("firstTimeHint")}{" "}
        <a className="font-medium underline underline-offset-4" href={localizedPath(locale, "/check")}>
          {t("check")}
        </a>
      </Notice>
    );
  }
  return (
    <Notice
      tone="met"
      className="mb-7"
      title={from ? t("eligibleFrom", { day: formatDate(locale, from) }) : t("eligible")}
    >
      {t("last", {
        day: formatDate(locale, profile.lastGivenOn),
        component: component(profile.lastComponent as "whole_blood").toLowerCase(),
        volume: profile.lastVolumeMl === null ? "" : ` ${formatMl(locale, profile.lastVolumeMl)}`,
      })}
    </Notice>
  );
}

/** By whose invitation the donor comes, and the way to leave it out; nothing where it is nobody else's. */
async function Invited({ by, donor, otherHref }: { by: string; donor: DonorActor | null; otherHref: string }) {
  const [t, invitation] = await Promise.all([
    getTranslations("invitations.book"),
    donor ? invitationFor(donor, by) : publicInvitation(by),
  ]);
  if (invitation === null) return null;
  return (
    <Notice
      tone="info"
      className="mb-6"
      action={
        <a href={otherHref} className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
          {t("drop")}
        </a>
      }
    >
      {invitation.name ? t("byName", { name: invitation.name }) : t("bySomebody")} {t("why")}
    </Notice>
  );
}

/** Step one: the hour. A plain form whose answer is an address. */
async function FirstStep({
  drive,
  now,
  by,
  nothingChosen,
}: {
  drive: PublicDrive;
  now: Date;
  by: string | null;
  nothingChosen: boolean;
}) {
  const [t, error, locale] = await Promise.all([
    getTranslations("bookings.book"),
    getTranslations("bookings.error"),
    getLocale(),
  ]);
  const groups = await slotGroups(drive.slots.map((slot) => ({ ...slot, begun: slot.startsAt <= now })));
  const day = `${formatWeekday(locale, drive.heldOn)} ${formatDayMonth(locale, drive.heldOn)}`;
  const form = "choose-hour";
  return (
    <form id={form} action={localizedPath(locale, `/drives/${drive.id}/book`)}>
      {by ? <input type="hidden" name="by" value={by} /> : null}
      <h2 className="text-xl font-semibold tracking-tight">{t("choose")}</h2>
      <p className="mt-0.5 mb-5 text-ink-2">{t("chooseHint")}</p>
      <SlotChoice name="slot" groups={groups} error={nothingChosen ? error("slot") : undefined} />
      <div className="sticky bottom-0 z-10 -mx-5 mt-8 -mb-14 flex items-center justify-between gap-4 border-t border-line bg-card px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:bottom-4 sm:mx-0 sm:mb-0 sm:rounded-card sm:border sm:pb-4">
        <ChosenTime
          form={form}
          name="slot"
          hours={Object.fromEntries(
            drive.slots.map((slot) => [slot.id, `${formatTime(locale, slot.startsAt)}, ${day}`]),
          )}
          words={{ label: t("youChose"), none: t("noneChosen") }}
        />
        <button type="submit" className={buttonStyle({ variant: "primary", size: "lg", pill: true }, "shrink-0")}>
          {t("next")}
        </button>
      </div>
    </form>
  );
}

/** Steps two and three, for the signed-in donor and the hour chosen. */
async function LastSteps({
  donor,
  drive,
  slotId,
  now,
  by,
}: {
  donor: DonorActor;
  drive: PublicDrive;
  slotId: string;
  now: Date;
  by: string | null;
}) {
  const today = todayInVietnam(now);
  const [t, consent, locale, profile, given] = await Promise.all([
    getTranslations("bookings.book"),
    getTranslations("donors.consent"),
    getLocale(),
    ownProfile(donor),
    ownConsents(donor),
  ]);
  const inForce = given.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ purpose }) => purpose);
  const slot = drive.slots.find(({ id }) => id === slotId);
  const path = localizedPath(locale, `/drives/${drive.id}/book`);
  const carried = by ? `by=${by}` : "";
  const words: BookingWords = {
    ...(await questionWords()),
    ...(await adviceWords()),
    declareTitle: t("declareTitle"),
    declareLead: t("declareLead"),
    declare: t("declare"),
    skip: t("skip"),
    confirmTitle: t("confirmTitle"),
    confirmLead: t("confirmLead"),
    youChose: t("youChose"),
    withAnswers: t("withAnswers"),
    withoutAnswers: t("withoutAnswers"),
    consents: t("consents"),
    consentsHint: t("consentsHint"),
    needed: t("needed"),
    timeTitle: t("timeTitle"),
    confirm: t("confirm"),
    pending: t("pending"),
    otherDay: t("otherDay"),
  };
  return (
    <BookingForm
      slotId={slotId}
      groups={await slotGroups(drive.slots.map((one) => ({ ...one, begun: one.startsAt <= now })))}
      chosenHour={slot ? `${formatTime(locale, slot.startsAt)}, ${formatDateLong(locale, drive.heldOn)}` : ""}
      requestKey={randomUUID()}
      forDonor={donor.donorId}
      by={by}
      questions={await publicQuestions(drive.heldOn, profile.sex, locale)}
      consents={consentPurposes
        .filter((purpose) => !inForce.includes(purpose))
        .filter((purpose) => purpose === neededToBook || purpose === "reminders")
        .map((purpose) => ({
          purpose,
          title: consent(`${purpose}.title`),
          text: consent(`${purpose}.text`),
          needed: purpose === neededToBook,
        }))}
      today={today}
      otherHref={localizedPath(locale, "/?when=all")}
      heads={{
        declare: (
          <>
            <Head drive={drive} step={2} backHref={carried ? `${path}?${carried}` : path} />
            {by ? <Invited by={by} donor={donor} otherHref={`${path}?slot=${slotId}`} /> : null}
          </>
        ),
        confirm: <Head drive={drive} step={3} backHref={`${path}?slot=${slotId}${carried ? `&${carried}` : ""}`} />,
      }}
      words={words}
    />
  );
}
