import { Download, Droplets, UserRound, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { OwnHonours } from "@/components/awards/own-honours";
import { InviteCard } from "@/components/bookings/invite-card";
import { TicketCard } from "@/components/bookings/ticket-card";
import { ConsentForm } from "@/components/donors/consent-form";
import { SignOutForm } from "@/components/donors/sign-out-form";
import { PublicShell } from "@/components/shell/public-shell";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th } from "@/components/ui/table";
import { formatContact } from "@/lib/accounts/contact";
import type { DonorActor } from "@/lib/auth/actor";
import { donorFor } from "@/lib/auth/current";
import { ownHonours } from "@/lib/awards/honours/queries";
import { ownNextRung } from "@/lib/awards/own/queries";
import { ownInvitation } from "@/lib/bookings/invitations/queries";
import { bookingFacts, tickets } from "@/lib/bookings/queries";
import { daysBetween, todayInVietnam } from "@/lib/core/time";
import { ownDonations } from "@/lib/donations/own/queries";
import { consentPurposes, neededToBook } from "@/lib/donors/consents";
import { type OwnProfile, ownConsents, ownProfile } from "@/lib/donors/own/queries";
import { peopleOfContact } from "@/lib/donors/self/queries";
import { nextEligibleOn, whyNotDonate } from "@/lib/eligibility/rules";
import { formatDate, formatDateLong, formatMl, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ saved?: string | string[]; invited?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donors.own"))("title") };
}

/** The donor's own page: the next ticket, when they may give again, what they gave, what they agreed to. */
export default async function MyPage({ params, searchParams }: Props) {
  const { locale: segment } = await params;
  const actor = await donorFor(segment, "/me");
  const { saved, invited } = await searchParams;
  const [t, locale, profile, people, list, honours, next, invitation, seen] = await Promise.all([
    getTranslations("donors.own"),
    getLocale(),
    ownProfile(actor),
    peopleOfContact(actor),
    tickets(actor),
    ownHonours(actor),
    ownNextRung(actor),
    ownInvitation(actor),
    headers(),
  ]);
  const open = list.filter(({ status }) => status === "booked");
  const earlier = list.filter(({ status }) => status !== "booked");
  const standing = await standingOf(actor);
  // Whoever has no ticket reads first whether they may give, and nobody is asked to book who may not give any more.
  const again = <Eligibility standing={standing} profile={profile} />;
  const upcoming = (
    <section aria-labelledby="next">
      <h2 id="next" className="mb-3 text-xl font-semibold tracking-tight">
        {t("next")}
      </h2>
      {open[0] ? (
        <TicketCard ticket={open[0]} />
      ) : (
        <EmptyState
          icon={<Droplets aria-hidden className="size-7" />}
          title={t("nothingBooked")}
          action={
            <ButtonLink
              href={localizedPath(locale, profile.provinceCode ? `/?province=${profile.provinceCode}` : "/")}
              variant="primary"
              pill
            >
              {t("find")}
            </ButtonLink>
          }
        >
          {t("nothingBookedHint")}
        </EmptyState>
      )}
    </section>
  );
  return (
    <PublicShell demo={profile.isDemo}>
      <header className="mt-3 mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:mt-0">
        <div className="min-w-0">
          <h1 className="text-3xl font-bold tracking-tight">{t("hello", { name: profile.fullName })}</h1>
          <p className="mt-1 text-ink-2">{t("signedInWith", { contact: formatContact(actor.contact) })}</p>
        </div>
        <div className="-mx-3 flex flex-wrap">
          {people.length > 1 ? (
            <ButtonLink href={localizedPath(locale, "/sign-in/who?then=/me")} variant="quiet">
              <UsersRound aria-hidden className="size-5" />
              {t("switch")}
            </ButtonLink>
          ) : null}
          <SignOutForm label={t("signOut")} />
        </div>
      </header>
      {saved === "profile" || saved === "consent" ? (
        <Notice tone="met" role="status" className="mb-6">
          {t(`saved.${saved}`)}
        </Notice>
      ) : null}
      <div className="grid gap-x-8 gap-y-8 lg:grid-cols-[1fr_22rem] lg:items-start">
        <div className="min-w-0 space-y-8">
          {open[0] ? (
            <>
              {upcoming}
              {again}
            </>
          ) : (
            <>
              {again}
              {standing.firstAllowedOn === null ? null : upcoming}
            </>
          )}
          <History actor={actor} profile={profile} />
          {earlier.length > 0 ? (
            <section aria-labelledby="earlier">
              <h2 id="earlier" className="mb-3 text-xl font-semibold tracking-tight">
                {t("earlier")}
              </h2>
              <ul className="grid gap-3">
                {earlier.slice(0, 5).map((ticket) => (
                  <li key={ticket.id}>
                    <TicketCard ticket={ticket} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
        <aside className="space-y-6">
          <OwnHonours honours={honours} next={next} />
          <InviteCard
            invitation={invitation}
            origin={process.env.PUBLIC_ORIGIN ?? `http://${seen.get("host")}`}
            done={invited}
          />
          <Details profile={profile} />
          <Consents actor={actor} />
          <Card>
            <CardTitle>{t("data.title")}</CardTitle>
            <p className="mt-1.5 text-ink-2">{t("data.text")}</p>
            <p className="mt-1.5 mb-4 text-sm text-ink-2">{t("data.inPerson")}</p>
            <a
              href={localizedPath(locale, "/me/data")}
              download
              className="inline-flex min-h-11 items-center gap-2 font-medium text-blood-ink underline underline-offset-4"
            >
              <Download aria-hidden className="size-5" />
              {t("data.download")}
            </a>
          </Card>
        </aside>
      </div>
    </PublicShell>
  );
}

/** Whether the donor may give today by the rules, and else from when: null when no day is known. */
async function standingOf(actor: DonorActor) {
  const now = new Date();
  const today = todayInVietnam(now);
  const facts = await bookingFacts(actor, null, now);
  const why = whyNotDonate({ ...facts.body, onDate: today }, facts.values);
  const from = why === null ? today : why.facts?.firstAllowedOn;
  return { today, facts, why, firstAllowedOn: typeof from === "string" ? from : null };
}

/** When the donor may give again, counted by the rules, and from what it is counted. */
async function Eligibility({
  standing,
  profile,
}: {
  standing: Awaited<ReturnType<typeof standingOf>>;
  profile: OwnProfile;
}) {
  const [t, component, refusal, locale] = await Promise.all([
    getTranslations("donors.own.again"),
    getTranslations("eligibility.component"),
    getTranslations("bookings.refusal"),
    getLocale(),
  ]);
  const { today, facts, why, firstAllowedOn: on } = standing;
  const rested = nextEligibleOn(facts.body.donations, "whole_blood", facts.values);
  const basis =
    profile.lastGivenOn && profile.lastComponent && rested
      ? t("basis", {
          day: formatDate(locale, profile.lastGivenOn),
          component: component(profile.lastComponent as "whole_blood").toLowerCase(),
          from: formatDate(locale, rested),
        })
      : t("noBasis");
  if (why === null)
    return (
      <Notice tone="met" title={profile.lastGivenOn ? t("now") : t("first")}>
        {basis} {t("measured")}
      </Notice>
    );
  if (on === null) {
    const sentence = (refusal as unknown as (key: string, facts?: Record<string, string | number>) => string)(
      why.word,
      why.facts,
    );
    return <Notice tone="info">{sentence}</Notice>;
  }
  return (
    <Notice
      tone="watch"
      title={t("from", { day: formatDateLong(locale, on), days: formatNumber(locale, daysBetween(today, on)) })}
    >
      {why.word === "deferred" ? t("deferred") : why.word === "too_young" ? t("young") : basis}
    </Notice>
  );
}

/** What the donor gave: a figure to be proud of, and each time with its place. */
async function History({ actor, profile }: { actor: DonorActor; profile: OwnProfile }) {
  const [t, component, locale, donations] = await Promise.all([
    getTranslations("donors.own.history"),
    getTranslations("eligibility.component"),
    getLocale(),
    ownDonations(actor),
  ]);
  return (
    <section>
      <h2 className="mb-3 text-xl font-semibold tracking-tight">{t("title")}</h2>
      {donations.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
      ) : (
        <Card>
          <p className="mb-4 flex flex-wrap items-baseline gap-x-2">
            <span className="text-4xl font-bold tracking-tight tabular-nums">
              {formatNumber(locale, profile.donationCount)}
            </span>
            <span className="text-ink-2">{t("times", { count: profile.donationCount })}</span>
          </p>
          <Table caption={t("title")} stack>
            <thead>
              <tr>
                <Th>{t("day")}</Th>
                <Th>{t("place")}</Th>
                <Th>{t("what")}</Th>
                <Th num>{t("volume")}</Th>
              </tr>
            </thead>
            <tbody>
              {donations.map((donation) => (
                <tr key={donation.id}>
                  <Td label={t("day")}>{formatDate(locale, donation.givenOn)}</Td>
                  <Td label={t("place")}>
                    <span>
                      {donation.venueName}
                      <span className="block text-sm text-ink-3">
                        {donation.communeName}, {donation.provinceName}
                      </span>
                    </span>
                  </Td>
                  <Td label={t("what")}>
                    {component(donation.component)}
                    {donation.kind === "replacement" ? ` · ${t("replacement")}` : ""}
                  </Td>
                  <Td label={t("volume")} num>
                    {formatMl(locale, donation.volumeMl)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </section>
  );
}

async function Details({ profile }: { profile: OwnProfile }) {
  const [t, words, locale] = await Promise.all([
    getTranslations("donors.own.details"),
    getTranslations("donors"),
    getLocale(),
  ]);
  const rows: [string, string | null][] = [
    [t("born"), formatDate(locale, profile.bornOn)],
    [t("phone"), profile.phone && formatContact(profile.phone)],
    [t("email"), profile.email],
    [t("home"), [profile.communeName, profile.provinceName].filter(Boolean).join(", ") || null],
    [t("employer"), profile.employer],
    [
      t("papers"),
      profile.papers
        .map(({ kind, lastFour }) => `${words(`identity.kind.${kind as "passport"}`)} •••• ${lastFour}`)
        .join("; ") || null,
    ],
  ];
  return (
    <Card>
      <CardTitle aside={profile.bloodAbo ? <Badge>{`${profile.bloodAbo}${profile.bloodRh ?? ""}`}</Badge> : null}>
        {t("title")}
      </CardTitle>
      <dl className="mt-3 space-y-2.5">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt className="text-sm text-ink-3">{label}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
      </dl>
      <ButtonLink href={localizedPath(locale, "/me/profile")} className="mt-4">
        <UserRound aria-hidden className="size-5" />
        {t("mend")}
      </ButtonLink>
    </Card>
  );
}

async function Consents({ actor }: { actor: DonorActor }) {
  const [t, words, locale, given] = await Promise.all([
    getTranslations("donors.own.consents"),
    getTranslations("donors.consent"),
    getLocale(),
    ownConsents(actor),
  ]);
  return (
    <Card id="consents" className="scroll-mt-6">
      <CardTitle>{t("title")}</CardTitle>
      <p className="mt-1.5 text-ink-2">{t("lead")}</p>
      <ul className="mt-2 divide-y divide-line">
        {consentPurposes.map((purpose) => {
          const standing = given.find((consent) => consent.purpose === purpose && consent.withdrawnAt === null);
          return (
            <li key={purpose} className="py-4 last:pb-0">
              <h3 className="font-semibold">{words(`${purpose}.title`)}</h3>
              <p className="mt-0.5 text-sm text-ink-2">{words(`${purpose}.text`)}</p>
              <p className="mt-1.5 text-sm font-medium text-ink">
                {standing ? t("since", { day: formatDate(locale, standing.givenAt) }) : t("notGiven")}
              </p>
              {standing && purpose === neededToBook ? (
                <p className="mt-1 text-sm text-ink-2">{t("recordKept")}</p>
              ) : null}
              <div className={standing ? "mt-1 -ml-4.5" : "mt-2.5"}>
                <ConsentForm
                  key={standing ? "given" : "not"}
                  purpose={purpose}
                  given={Boolean(standing)}
                  words={{ give: t("give"), withdraw: t("withdraw"), about: words(`${purpose}.title`) }}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
