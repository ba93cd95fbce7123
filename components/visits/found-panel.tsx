"use client";

import { SearchX, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Paper } from "@/lib/donors/identity-number";
import type { Found, FoundPerson } from "@/lib/visits/find/queries";
import { useDesk } from "./desk-context";
import { FoundList, FoundStanding, FoundWords } from "./found-list";
import { PaperForm } from "./paper-form";
import { RegisterForm } from "./register-form";
import { TakeInForm } from "./take-in-form";

/**
 * What the one box found: nobody, one person, or several to choose from; each way leads on to a number. When the
 * scanned card is on no record yet and the person chosen is the one it names, it may be added to their record first.
 */
export function FoundPanel({ found, receives, consentText }: { found: Found; receives: boolean; consentText: string }) {
  const t = useTranslations("visits.find");
  const { show } = useDesk();
  const [chosen, setChosen] = useState<FoundPerson | null>(
    found.people.length === 1 ? (found.people[0] ?? null) : null,
  );
  const [paper, setPaper] = useState<Paper | null>(found.newPaper);
  const scanned = found.kind === "card" && found.people.length === 0;
  const [registering, setRegistering] = useState(scanned);
  const offered = chosen?.mayTakePaper ? paper : null;
  const panel = useRef<HTMLDivElement>(null);
  // The hands go where this panel begins; when it has nothing to do, back to the box for the next scan.
  useEffect(() => {
    if (registering || (chosen?.mayTakePaper && paper)) return;
    const begin = panel.current?.querySelector<HTMLElement>("[data-begin]");
    (begin ?? document.getElementById("desk-find"))?.focus({ preventScroll: begin !== null });
  }, [registering, chosen, paper]);

  const goOnWith = (person: FoundPerson) => {
    if (person.visitId) show({ visitId: person.visitId });
    else if (person.bookingId) show({ bookingId: person.bookingId });
    else setChosen(person);
  };
  const choose = (person: FoundPerson) => {
    setRegistering(false);
    if (person.mayTakePaper && paper) setChosen(person);
    else goOnWith(person);
  };

  if (registering && receives) {
    return (
      <RegisterForm
        prefill={found.prefill}
        scanned={found.kind === "card"}
        // Whoever of this name and birthday is known has just been looked at.
        looked={found.kind === "card" && found.people.length > 0}
        consentText={consentText}
        onCancel={() => setRegistering(false)}
        onKnown={(person, held) => {
          setPaper(held);
          setRegistering(false);
          if (person.mayTakePaper && held) setChosen(person);
          else goOnWith(person);
        }}
      />
    );
  }
  const register = receives ? (
    <Button
      variant={found.people.length === 0 ? "primary" : "secondary"}
      data-begin={found.people.length === 0 || undefined}
      onClick={() => setRegistering(true)}
    >
      <UserRoundPlus aria-hidden className="size-5" />
      {found.people.length === 0 ? t("newPerson") : t("notThese")}
    </Button>
  ) : null;

  if (found.people.length === 0 && chosen === null) {
    return (
      <div ref={panel}>
        <EmptyState icon={<SearchX aria-hidden className="size-7" />} title={t("nobody")} action={register}>
          {t("nobodyHint")}
        </EmptyState>
      </div>
    );
  }
  if (chosen) {
    return (
      <div ref={panel} className="flex flex-col gap-5">
        <FoundHeader person={chosen} />
        {offered ? (
          <PaperForm
            person={chosen}
            paper={offered}
            onDone={() => {
              setPaper(null);
              goOnWith(chosen);
            }}
            another={found.kind === "card" && receives ? () => setRegistering(true) : undefined}
          />
        ) : (
          <TakeInForm person={chosen} receives={receives} consentText={consentText} />
        )}
        {found.people.length > 1 ? (
          <Button variant="quiet" className="self-start" onClick={() => setChosen(null)}>
            {t("resultMany", { count: found.people.length })}
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <div ref={panel} className="flex flex-col gap-4">
      <h2 data-begin tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
        {t("resultMany", { count: found.people.length })}
      </h2>
      <FoundList people={found.people} onChoose={choose} />
      <div>{register}</div>
    </div>
  );
}

function FoundHeader({ person }: { person: FoundPerson }) {
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Avatar name={person.name} size="lg" />
      <div className="min-w-0 flex-1">
        <FoundWords person={person} large />
      </div>
      <FoundStanding person={person} />
    </div>
  );
}
