import { Check, Clock, Minus, Undo2, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Drop } from "@/components/ui/drop";
import { Notice } from "@/components/ui/notice";
import type { CandidateView } from "@/lib/awards/candidates/queries";
import { type RoundStatus, trueStanding } from "@/lib/awards/rounds/rules";
import { yearOf } from "@/lib/core/time";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { RefuseForm, WithdrawForm } from "./candidate-forms";
import { CandidateStatusWord } from "./round-status";

/** One candidate: the ladder climbed so far, what the count consists of, and the paper as it would look. */
export function CandidatePanel({
  round,
  candidate,
  authority,
  mayRefuse,
  mayWithdraw,
  closeHref,
  children,
  className,
}: {
  round: { status: RoundStatus };
  candidate: CandidateView;
  /** The body that would sign, as the paper heads it. */
  authority: string;
  mayRefuse: boolean;
  mayWithdraw: boolean;
  closeHref: string;
  /** What else may be done about this candidate. */
  children?: ReactNode;
  className?: string;
}) {
  const t = useTranslations("awards");
  const locale = useLocale() as Locale;
  const isDonor = candidate.subjectKind === "donor";
  const since = candidate.firstGivenOn ? `${yearOf(candidate.firstGivenOn)}` : "none";
  const brought = useTranslations("invitations.brought");
  const mobilised = candidate.metric === "mobilised_donors";
  const facts = [
    mobilised && candidate.counted !== null ? brought("count", { count: candidate.counted }) : null,
    !mobilised && candidate.counted !== null && (isDonor || candidate.subjectKind === "family")
      ? t("person.count", { count: candidate.counted, year: since })
      : null,
    candidate.blood ? t("person.blood", { blood: candidate.blood }) : null,
    candidate.earlier > 0 ? t("round.earlier", { count: candidate.earlier }) : null,
  ].filter(Boolean);
  return (
    <aside aria-label={t("person.title")} className={cx("flex min-w-0 flex-col gap-4", className)}>
      <Card>
        <div className="flex items-start justify-between gap-3">
          <h2 className="text-lg font-bold">{candidate.name}</h2>
          <a
            href={closeHref}
            data-print="hide"
            className="-m-2 inline-flex size-11 items-center justify-center rounded-control text-ink-3 hover:bg-sunk hover:text-ink"
          >
            <X aria-hidden className="size-5" />
            <span className="sr-only">{t("person.closePanel")}</span>
          </a>
        </div>
        <p className="text-ink-2">{facts.join(" · ")}</p>
        {candidate.source === "rule" ? null : (
          <div className="mt-3">
            <p className="text-sm text-ink-3">{t("person.namedBy", { unit: candidate.namedBy })}</p>
            <p className="mt-1 whitespace-pre-line">{candidate.citation}</p>
          </div>
        )}
        {candidate.statusBecause ? (
          <Notice tone="watch" className="mt-3">
            {t("person.because", { reason: candidate.statusBecause })}
          </Notice>
        ) : null}
        <h3 className="sr-only">{t("person.rungs")}</h3>
        <ol className="mt-4 flex flex-col gap-3">
          {rungsOf(candidate).map(({ honour, missed }) =>
            honour ? (
              <li key={honour.honourId} className="flex items-center gap-3">
                {honour.revokedOn === null ? (
                  <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-met-tint text-met">
                    <Check aria-hidden className="size-4" />
                  </span>
                ) : (
                  <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-behind-tint text-behind">
                    <Undo2 aria-hidden className="size-4" />
                  </span>
                )}
                <span className="min-w-0 flex-1">
                  {honour.threshold !== null
                    ? t("person.rung", { count: honour.threshold })
                    : t(`object.${honour.object}`)}
                  <span className="block text-sm text-ink-3">
                    {[t(`object.${honour.object}`), honour.unitName, honour.decisionNumber].filter(Boolean).join(" · ")}
                  </span>
                  {honour.revokedOn ? (
                    <span className="block text-sm text-behind">
                      {t("person.revokedOn", { date: formatDate(locale, honour.revokedOn) })}
                    </span>
                  ) : null}
                </span>
                <span className="text-ink-2 tabular-nums">{yearOf(honour.honouredOn)}</span>
              </li>
            ) : missed ? (
              <li key={missed.id} className="flex items-center gap-3 text-ink-2" title={t("person.missedWhy")}>
                <span className="flex size-7 shrink-0 items-center justify-center rounded-full border border-dashed border-ink-3 text-ink-3">
                  <Minus aria-hidden className="size-4" />
                </span>
                <span className="min-w-0 flex-1">
                  {t("person.rung", { count: missed.threshold ?? 0 })}
                  <span className="block text-sm text-ink-3">
                    {[t(`object.${missed.object}`), t(`level.${missed.level}`)].join(" · ")}
                  </span>
                </span>
                <span className="shrink-0 text-sm">{t("person.missed")}</span>
              </li>
            ) : null,
          )}
          {/* What was given stands above, in the ledger's own words. */}
          {candidate.status === "approved" ? null : (
            <li className="flex items-center gap-3">
              <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-watch-tint text-watch">
                <Clock aria-hidden className="size-4" />
              </span>
              <span className="min-w-0 flex-1">{locale === "vi" ? candidate.ruleName : candidate.ruleNameEn}</span>
              <span className="shrink-0 text-sm">
                <CandidateStatusWord standing={trueStanding(round, candidate)} />
              </span>
            </li>
          )}
        </ol>
        {candidate.brought.length > 0 ? (
          <details className="mt-4 border-t border-line pt-3">
            <summary className="min-h-11 cursor-pointer py-2 font-medium">{brought("title")}</summary>
            <ul className="mt-1 flex flex-col gap-1.5 text-sm text-ink-2">
              {candidate.brought.map(({ on, place, people }) => (
                <li key={`${on} ${place}`}>
                  {brought("line", { date: formatDate(locale, on), place, count: people })}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {candidate.donations.length > 0 && !mobilised ? (
          <details className="mt-4 border-t border-line pt-3">
            <summary className="min-h-11 cursor-pointer py-2 font-medium">{t("person.donations")}</summary>
            <ul className="mt-1 flex flex-col gap-1.5 text-sm text-ink-2">
              {candidate.donations.map((given) => (
                <li key={`${given.on} ${given.proof}`}>
                  {t("person.donationLine", {
                    date: formatDate(locale, given.on),
                    what: t(`evidence.${given.what}` as "evidence.certificate"),
                    count: given.donations,
                    proof: given.proof,
                  })}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Card>

      {candidate.revokedOn === null ? (
        <Card className="text-center">
          <p className="text-xs tracking-widest text-ink-2 uppercase">{authority}</p>
          <Drop className="mx-auto mt-3 size-10" />
          <p className="mt-3 text-lg font-bold tracking-wide text-blood-ink uppercase">
            {locale === "vi" ? candidate.ruleName : candidate.ruleNameEn}
          </p>
          <p className="mt-2">
            {isDonor && candidate.sex ? `${t(`person.gentle.${candidate.sex}`)} ` : null}
            <strong>{candidate.name}</strong>
          </p>
          {isDonor && candidate.threshold !== null ? (
            <p className="mt-1 text-sm text-ink-2">{t("person.hasDone", { count: candidate.threshold })}</p>
          ) : null}
        </Card>
      ) : null}

      {children}
      {mayRefuse ? <RefuseForm roundId={candidate.roundId} candidateId={candidate.id} /> : null}
      {mayWithdraw ? <WithdrawForm roundId={candidate.roundId} candidateId={candidate.id} /> : null}

      {candidate.notes.length > 0 ? (
        <Card>
          <h3 className="mb-2 font-semibold">{t("person.notes")}</h3>
          <ul className="flex flex-col gap-2 text-sm">
            {candidate.notes.map((note) => (
              <li key={note.id}>
                <span className="font-medium">{t(`event.${note.kind}` as "event.made")}</span>{" "}
                <span className="text-ink-3">
                  {[formatDateTime(locale, note.happenedAt), note.by].filter(Boolean).join(" · ")}
                </span>
                {note.words ? <span className="block text-ink-2">{note.words}</span> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </aside>
  );
}

/** The ladder from below: what was received, and between it what was passed and never given. */
function rungsOf({ honours, missed }: CandidateView) {
  const rungs = [
    ...honours.map((honour) => ({ at: honour.threshold ?? 0, honour, missed: null })),
    ...missed.map((rule) => ({ at: rule.threshold ?? 0, honour: null, missed: rule })),
  ];
  // Without a gap the order of the years stays.
  return missed.length === 0 ? rungs : rungs.sort((a, b) => a.at - b.at);
}
