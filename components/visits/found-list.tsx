"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { StatusPill } from "@/components/ui/status-pill";
import { formatTime } from "@/lib/i18n/format";
import type { FoundPerson } from "@/lib/visits/find/queries";
import { useSay } from "./use-say";

/** People to choose from, each with the least that tells one from another. */
export function FoundList({
  people,
  onChoose,
}: {
  people: readonly FoundPerson[];
  onChoose: (person: FoundPerson) => void;
}) {
  return (
    <ul className="flex flex-col gap-2">
      {people.map((person) => (
        <li key={person.donorId}>
          <Card flush>
            <button
              type="button"
              onClick={() => onChoose(person)}
              className="flex w-full cursor-pointer flex-wrap items-center justify-between gap-3 p-4 text-left -outline-offset-3 hover:bg-sunk"
            >
              <FoundWords person={person} />
              <FoundStanding person={person} />
            </button>
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** A found person's name and the least beside it. */
export function FoundWords({ person, large }: { person: FoundPerson; large?: boolean }) {
  const t = useTranslations("visits.find");
  const locale = useLocale();
  const facts = [
    t("born", { year: String(person.birthYear) }),
    person.lastFour ? t("paper", { lastFour: person.lastFour }) : t("noPaper"),
    person.visitNumber === null ? null : t("visiting", { number: person.visitNumber }),
    person.visitId === null && person.slotAt ? t("booked", { time: formatTime(locale, person.slotAt) }) : null,
  ].filter(Boolean);
  return (
    <span className="min-w-0">
      <span className={large ? "block text-2xl font-semibold tracking-tight" : "block font-semibold"}>
        {person.name}
      </span>
      <span className="block text-ink-2 tabular-nums">{facts.join(" · ")}</span>
    </span>
  );
}

/** Whether a found person may give today, and if not, from when. */
export function FoundStanding({ person }: { person: FoundPerson }) {
  const t = useTranslations("visits");
  const say = useSay("visits");
  if (person.standing === null) return <StatusPill tone="met">{t("find.maybe")}</StatusPill>;
  const on = person.standing.facts?.firstAllowedOn;
  return (
    <StatusPill tone="behind">{on ? say("arrive.until", { firstAllowedOn: on }) : t("arrive.blocked")}</StatusPill>
  );
}
