import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import type { Handover } from "@/lib/awards/honours/queries";
import type { RoundEvent, RoundView } from "@/lib/awards/rounds/queries";
import { isCeremonyAhead, whyNotPrepare, whyNotPropose } from "@/lib/awards/rounds/rules";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import type { CalledUp } from "./called-up";
import { HandoverLine } from "./handover-line";
import { NotYetProposed } from "./not-yet-proposed";
import { OfficialLinks } from "./official-links";
import { PresentForm } from "./present-form";
import { CommentForm, DecideForm, EndForm, ProposeForm } from "./round-forms";

/** What comes next for a round, by whoever looks: proposal, decisions, ceremony; what came before stands below. */
export function RoundSteps({
  round,
  here,
  balanceHref,
  may,
  history,
  guests,
  standing,
  hrefOf,
  requestKey,
  today,
}: {
  round: RoundView;
  /** The round's own address, and where its places are filled. */
  here: string;
  balanceHref: string;
  may: { view: boolean; run: boolean; approve: boolean; comment: boolean };
  history: RoundEvent[];
  /** Who is called up at the ceremony, once everything is decided. */
  guests: readonly CalledUp[];
  /** How its honours stand, for those who keep the ledger, once there are any. */
  standing: Handover | null;
  /** The page with the panel of a candidate. */
  hrefOf: (candidateId: string) => string;
  /** Of the next decision entered. */
  requestKey: string;
  today: string;
}) {
  const t = useTranslations("awards");
  const locale = useLocale() as Locale;
  const open = whyNotPrepare(round) === null;
  const ruleFacts = ({ quota, chosen, approved, revoked, candidates }: RoundView["rules"][number]) => [
    ...(quota === null
      ? approved === 0 || chosen > approved
        ? [t("round.ruleChosen", { count: chosen })]
        : []
      : [t("round.rulePlaces", { count: chosen, quota })]),
    ...(approved > 0 ? [t("round.ruleHonoured", { count: approved, revoked })] : []),
    ...(candidates > chosen ? [t(open ? "round.ruleWaiting" : "round.ruleLeft", { count: candidates - chosen })] : []),
  ];
  const deciding = round.status === "proposed" && may.approve && !round.isOwnProposal;
  const authorities = round.authorities.map((one) => ({ ...one, name: locale === "vi" ? one.nameVi : one.nameEn }));
  return (
    <div className="flex flex-col gap-4" data-print="hide">
      <Card>
        <CardTitle className="mb-3">{t("round.steps")}</CardTitle>
        <div className="flex flex-col gap-4">
          {round.proposalNumber && round.proposedOn ? (
            <div>
              <p>
                {t("round.proposal", { number: round.proposalNumber, date: formatDate(locale, round.proposedOn) })}
                {round.proposalSignatory ? ` · ${round.proposalSignatory}` : null}
              </p>
              {may.view && round.status !== "cancelled" ? (
                <OfficialLinks href={`/api/staff/awards/${round.id}/proposal?`} what="proposal" />
              ) : null}
            </div>
          ) : null}
          {round.decisions.map((decision) => (
            <div key={decision.id}>
              <strong className="font-semibold">{decision.authorityName}</strong>
              <span className="block text-ink-2">
                {t("round.decision", {
                  number: decision.number,
                  date: formatDate(locale, decision.decidedOn),
                  count: decision.honours,
                  revoked: decision.revoked,
                })}{" "}
                · {decision.signatoryName}
              </span>
              {decision.words ? <p className="mt-1 whitespace-pre-line text-sm">{decision.words}</p> : null}
              {may.view ? (
                <OfficialLinks
                  href={`/api/staff/awards/${round.id}/decision?decision=${decision.id}&`}
                  what="decision"
                  of={decision.number}
                />
              ) : null}
            </div>
          ))}
          {standing ? <HandoverLine roundId={round.id} standing={standing} /> : null}
          {!open || !may.run ? null : whyNotPropose(round) === null ? (
            <ProposeForm roundId={round.id} count={round.chosen} signatory={round.proposer} today={today} />
          ) : (
            <NotYetProposed round={round} here={here} balanceHref={balanceHref} />
          )}
          {round.status === "proposed" && may.approve && round.isOwnProposal ? (
            <p className="text-ink-2">{t("refusal.own_proposal")}</p>
          ) : null}
          {deciding && authorities.length > 0 ? (
            <DecideForm requestKey={requestKey} roundId={round.id} authorities={authorities} today={today} />
          ) : null}
          {deciding && round.decisions.length === 0 ? <EndForm roundId={round.id} how="sendBack" /> : null}
          {round.status === "decided" && may.run ? (
            isCeremonyAhead(round, today) ? (
              <p className="text-ink-2">
                {t("refusal.ceremony_ahead", { day: formatDate(locale, round.ceremonyOn ?? "") })}
              </p>
            ) : (
              <PresentForm roundId={round.id} guests={guests} />
            )
          ) : null}
          {round.status === "proposed" && may.run && round.decisions.length === 0 ? (
            <EndForm roundId={round.id} how="takeBack" />
          ) : null}
          {open && may.run ? <EndForm roundId={round.id} how="cancel" /> : null}
        </div>
      </Card>
      <Card>
        <CardTitle className="mb-3">{t("round.byRule")}</CardTitle>
        <ul className="divide-y divide-line">
          {round.rules.map((one) => (
            <li key={one.ruleId} className="py-2">
              <span className="block">{locale === "vi" ? one.rule.nameVi : one.rule.nameEn}</span>
              <span className="text-sm text-ink-2 tabular-nums">{ruleFacts(one).join(" · ")}</span>
            </li>
          ))}
        </ul>
      </Card>
      {may.comment ? (
        <Card>
          <CardTitle className="mb-3">{t("round.history")}</CardTitle>
          {round.status === "cancelled" ? null : <CommentForm roundId={round.id} />}
          <ul className="mt-4 flex flex-col gap-2.5 text-sm">
            {history.length === 0 ? <li className="text-ink-3">{t("round.noHistory")}</li> : null}
            {history.map((event) => (
              <li key={event.id}>
                <span className="font-medium">{t(`event.${event.kind}` as "event.made")}</span>{" "}
                <span className="text-ink-3">
                  {[formatDateTime(locale, event.happenedAt), event.by].filter(Boolean).join(" · ")}
                </span>
                {event.candidateId ? (
                  <a
                    href={hrefOf(event.candidateId)}
                    className="flex min-h-11 items-center text-ink-2 underline underline-offset-4"
                  >
                    {locale === "vi" ? event.honourVi : event.honourEn}
                  </a>
                ) : null}
                {event.words ? <span className="block whitespace-pre-line text-ink-2">{event.words}</span> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
