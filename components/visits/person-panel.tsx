import { CircleCheck, Clock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DonationForm } from "@/components/donations/donation-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { Pill } from "@/components/ui/pill";
import { formatDonationNumber } from "@/lib/donations/din";
import type { DonationFlag } from "@/lib/donations/rules";
import { formatDate, formatMl, formatTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { DeskPerson } from "@/lib/visits/person/queries";
import type { DeskSight } from "@/lib/visits/policy";
import { stopReasons } from "@/lib/visits/rules";
import { ContactForm } from "./contact-form";
import { DeferralsCard } from "./deferrals-card";
import { LeaveForm } from "./leave-form";
import { MeasuresCard } from "./measures-card";
import { NeedleForm } from "./needle-form";
import { PersonHeader } from "./person-header";
import { ScreeningForm } from "./screening-form";
import { StopForm } from "./stop-form";
import { TakeInForm } from "./take-in-form";

/**
 * The person in the middle of the desk and their present step, as the reader's role may see it (the table of states
 * and roles stands with `deskSight`).
 */
export function PersonPanel({
  person,
  sight,
  drive,
  receives,
  ruleTitle,
  consentText,
}: {
  person: DeskPerson;
  sight: DeskSight;
  drive: { id: string; heldOn: string };
  receives: boolean;
  ruleTitle: string;
  consentText: string;
}) {
  return (
    <>
      <PersonHeader person={person} health={sight.health} />
      <Step {...{ person, sight, drive, receives, ruleTitle, consentText }} />
      <ContactForm key={person.contact.version} donorId={person.donorId} contact={person.contact} />
      {sight.health && person.deferralRows.length > 0 ? (
        <DeferralsCard
          donorId={person.donorId}
          rows={person.deferralRows}
          reasons={person.rules.deferralReasons}
          mayLift={sight.lift && person.visit?.status !== "bleeding"}
        />
      ) : null}
    </>
  );
}

type StepProps = Parameters<typeof PersonPanel>[0];

function Step({ person, sight, drive, receives, ruleTitle, consentText }: StepProps) {
  const t = useTranslations("visits");
  const { visit } = person;
  if (visit === null) return <TakeInForm person={person} receives={receives} consentText={consentText} />;
  // A step keyed by its version begins anew when it has moved on, and keeps what is typed while it has not.
  const key = `${visit.id}-${visit.version}`;
  switch (visit.status) {
    case "arrived":
      return sight.screen ? (
        <>
          <ScreeningForm
            key={key}
            person={screenedOf(person, drive.heldOn)}
            rules={person.rules}
            ruleTitle={ruleTitle}
          />
          <LeaveForm visit={visit} />
        </>
      ) : (
        <>
          <Notice tone="info" title={t("screen.waitingForDoctor")}>
            {t("screen.waitingForDoctorHint", { number: visit.number })}
          </Notice>
          <LeaveForm visit={visit} />
        </>
      );
    case "fit":
      return sight.record ? (
        <div className="flex flex-col gap-4">
          {person.screening ? <MeasuresCard screening={person.screening} /> : null}
          <NeedleForm
            key={key}
            visit={visit}
            person={screenedOf(person, drive.heldOn)}
            rules={person.rules}
            ruleTitle={ruleTitle}
          />
          <LeaveForm visit={visit} />
        </div>
      ) : (
        <>
          <Notice tone="met" title={t("screen.fitTitle")}>
            {t("screen.fitHint", { number: visit.number })}
          </Notice>
          <LeaveForm visit={visit} />
        </>
      );
    case "bleeding":
      return sight.record ? (
        <div className="flex flex-col gap-4">
          {visit.leftOpenAt ? (
            <Notice tone="watch" title={t("unfinished.title")}>
              {t("unfinished.hint")}
            </Notice>
          ) : null}
          <DonationForm
            key={key}
            visit={{
              id: visit.id,
              version: visit.version,
              kind: visit.kind,
              component: visit.component ?? "whole_blood",
              volumeMl: visit.volumeMl,
            }}
            bagVolumesMl={person.rules.values.bagVolumesMl}
          />
          <StopForm visit={visit} />
        </div>
      ) : (
        <Notice
          tone={visit.leftOpenAt ? "watch" : "info"}
          title={t(visit.leftOpenAt ? "unfinished.title" : "person.status.bleeding")}
        >
          {visit.leftOpenAt ? t("unfinished.whoFinishes") : null}
        </Notice>
      );
    case "donated":
      return <DonatedCard person={person} sight={sight} driveId={drive.id} />;
    case "deferred":
      return sight.health ? (
        person.screening ? (
          <MeasuresCard screening={person.screening} />
        ) : null
      ) : (
        <DeferredForClerk person={person} />
      );
    default:
      return <EndedCard person={person} />;
  }
}

function screenedOf(person: DeskPerson, heldOn: string) {
  return {
    visitId: person.visit?.id ?? "",
    version: person.visit?.version ?? 1,
    sex: person.sex,
    bornOn: person.bornOn,
    heldOn,
    component: person.visit?.component ?? ("whole_blood" as const),
    declaration: person.declaration,
  };
}

function DonatedCard({ person, sight, driveId }: { person: DeskPerson; sight: DeskSight; driveId: string }) {
  const t = useTranslations("donations");
  const visits = useTranslations("visits.ended");
  const components = useTranslations("eligibility.component");
  const locale = useLocale();
  const { donation } = person;
  if (donation === null) return null;
  const time = formatTime(locale, donation.givenAt);
  if (!sight.health)
    return (
      <Notice tone="met" title={t("done.recorded")}>
        {visits("donatedClerk", { time })}
      </Notice>
    );
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-4">
        <CircleCheck aria-hidden className="size-9 text-met" />
        <div className="min-w-0 flex-1">
          <p className="text-2xl font-bold tracking-tight">
            {t("done.title", { volume: formatMl(locale, donation.volumeMl) })}
          </p>
          <p className="text-ink-2 tabular-nums">
            {[
              components(donation.component),
              t(`kind.${donation.kind}`),
              t("done.at", { time }),
              formatDonationNumber(donation.number),
            ].join(" · ")}
          </p>
          {donation.adverseReaction ? (
            <p className="mt-1 text-behind">
              {t(`reaction.${donation.adverseReaction as "other"}`)}
              {donation.adverseSeverity ? ` · ${t(`severity.${String(donation.adverseSeverity) as "1"}`)}` : ""}
            </p>
          ) : null}
          <p className="mt-2">{t("done.thanks")}</p>
          {donation.flags.length > 0 ? (
            <div className="mt-4 rounded-control bg-sunk p-4">
              <p className="text-sm font-medium text-ink-2">
                {donation.reviewed ? t("done.reviewed") : t("done.flagged")}
              </p>
              <ul className="mt-2 flex flex-wrap gap-2">
                {donation.flags.map((flag) => (
                  <li key={flag}>
                    <Pill tone={donation.reviewed ? "plain" : "watch"}>{t(`flag.${flag as DonationFlag}`)}</Pill>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      </div>
      <div className="mt-5 border-t border-line pt-4">
        <ButtonLink href={localizedPath(locale, `/staff/desk/${driveId}/donations`)} variant="quiet">
          {t("done.toList")}
        </ButtonLink>
      </div>
    </Card>
  );
}

function DeferredForClerk({ person }: { person: DeskPerson }) {
  const t = useTranslations("visits.deferred");
  const locale = useLocale();
  const on = person.standing?.facts?.firstAllowedOn;
  return (
    <Notice tone="info" title={t("title")}>
      {typeof on === "string" ? t("clerk", { firstAllowedOn: formatDate(locale, on) }) : t("clerkNoEnd")}
    </Notice>
  );
}

function EndedCard({ person }: { person: DeskPerson }) {
  const t = useTranslations("visits");
  const locale = useLocale();
  const { visit } = person;
  if (visit === null || (visit.status !== "incomplete" && visit.status !== "left")) return null;
  const [word = "", note] = (visit.closedBecause ?? "").split(": ", 2);
  const why = (stopReasons as readonly string[]).includes(word)
    ? [t(`stop.${word as (typeof stopReasons)[number]}`), note].filter(Boolean).join(": ")
    : visit.closedBecause;
  return (
    <Card className="flex items-start gap-3">
      <Clock aria-hidden className="mt-0.5 size-5.5 text-ink-3" />
      <div>
        <CardTitle>{t(`ended.${visit.status}`)}</CardTitle>
        <p className="text-ink-2">
          {[
            visit.closedAt ? t("ended.at", { time: formatTime(locale, visit.closedAt) }) : null,
            why,
            visit.bloodLostMl === null ? null : t("ended.lost", { volume: formatMl(locale, visit.bloodLostMl) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </Card>
  );
}
