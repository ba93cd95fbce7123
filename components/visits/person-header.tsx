import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { StatusPill } from "@/components/ui/status-pill";
import type { Tone } from "@/components/ui/tone";
import { maskIdentityNumber } from "@/lib/donors/identity-number";
import { formatDate, formatNumber, formatTime } from "@/lib/i18n/format";
import type { DeskPerson } from "@/lib/visits/person/queries";
import type { VisitStatus } from "@/lib/visits/rules";

const toneOf: Record<VisitStatus, Tone> = {
  arrived: "info",
  fit: "met",
  bleeding: "watch",
  donated: "met",
  deferred: "behind",
  incomplete: "behind",
  left: "plain",
};

/** Who stands here: enough to be sure of the person, and for medical people the history that matters. */
export function PersonHeader({ person, health }: { person: DeskPerson; health: boolean }) {
  const t = useTranslations("visits.person");
  const locale = useLocale();
  const { visit } = person;
  const paper =
    person.identityKind && person.lastFour
      ? `${person.identityKind === "citizen_card" ? "CCCD " : ""}${maskIdentityNumber(person.identityKind, person.lastFour)}`
      : null;
  const facts = [
    t(`sex.${person.sex}`),
    `${formatDate(locale, person.bornOn)} (${t("age", { age: String(person.age) })})`,
    paper,
    person.blood ? t("blood", { blood: person.blood }) : null,
  ];
  const history = health
    ? [
        // The donation of this very visit is counted already.
        visit?.status === "donated"
          ? t("nth", { n: formatNumber(locale, person.donationCount) })
          : person.donationCount === 0
            ? t("first")
            : t("nth", { n: formatNumber(locale, person.donationCount + 1) }),
        person.lastGivenOn && visit?.status !== "donated"
          ? t("last", { on: formatDate(locale, person.lastGivenOn) })
          : null,
        person.daysSinceLast !== null && visit?.status !== "donated"
          ? t("daysAgo", { days: formatNumber(locale, person.daysSinceLast) })
          : null,
      ]
    : [];
  return (
    <div className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
      <Avatar name={person.name} size="lg" />
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-2xl font-bold tracking-tight">{person.name}</h2>
        <p className="text-ink-2 tabular-nums">{facts.filter(Boolean).join(" · ")}</p>
        {history.length > 0 ? <p className="text-ink-2 tabular-nums">{history.filter(Boolean).join(" · ")}</p> : null}
        <p className="text-sm text-ink-3">
          {[
            visit ? t("number", { number: visit.number }) : t("expected"),
            person.slotAt ? t("booked", { time: formatTime(locale, person.slotAt) }) : t("walkIn"),
          ].join(" · ")}
        </p>
      </div>
      {visit ? (
        <StatusPill tone={toneOf[visit.status]}>{t(`status.${visit.status}`)}</StatusPill>
      ) : person.slotAt ? (
        <StatusPill tone="info">{t("booked", { time: formatTime(locale, person.slotAt) })}</StatusPill>
      ) : null}
    </div>
  );
}
