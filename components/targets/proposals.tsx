import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Pill } from "@/components/ui/pill";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { TargetProposal, UnitTargets } from "@/lib/targets/queries";
import { isOpen } from "@/lib/targets/rules";
import { AgreeForm, BackForm, SendForm } from "./step-forms";
import { stateTone, useTargetWords } from "./words";

/** What this person may do with a unit's proposals. */
export interface ProposalRights {
  readonly draft: boolean;
  readonly assign: boolean;
  readonly decide: boolean;
}

/** The open proposals with what can be done about each, and the closed ones to read. */
export function Proposals({ view, rights }: { view: UnitTargets; rights: ProposalRights }) {
  const { t } = useTargetWords();
  const open = view.proposals.filter((one) => isOpen(one.state));
  const closed = view.proposals.filter((one) => one.state === "withdrawn" || one.state === "replaced");
  return (
    <Card>
      <CardTitle>{t("unit.wanted")}</CardTitle>
      {open.length === 0 ? <p className="mt-2 text-ink-2">{t("unit.wantedNone")}</p> : null}
      <ul className="mt-2 divide-y divide-line">
        {open.map((one) => (
          <li key={one.id} className="flex flex-col gap-3 py-4 first:pt-2 last:pb-0">
            <Told proposal={one} view={view} />
            <Deeds proposal={one} view={view} rights={rights} />
          </li>
        ))}
      </ul>
      {closed.length > 0 ? (
        <details className="mt-4">
          <summary className="min-h-11 cursor-pointer py-2.5 font-medium underline-offset-4 hover:underline">
            {t("unit.closed")}
          </summary>
          <ul className="divide-y divide-line">
            {closed.map((one) => (
              <li key={one.id} className="py-3">
                <Told proposal={one} view={view} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function Told({ proposal, view }: { proposal: TargetProposal; view: UnitTargets }) {
  const { t, locale, value, metric, period, basis } = useTargetWords();
  const edition = view.editions.find((one) => one.id === proposal.editionId);
  const when = edition ? (locale === "en" ? edition.nameEn : edition.nameVi) : period(proposal.period);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="text-2xl font-bold tracking-tight">{value(proposal.metric, proposal.value)}</span>
        <span className="text-ink-2">
          {metric(proposal.metric)} · {when}
        </span>
        <Pill tone={stateTone[proposal.state] ?? "plain"}>{t(`state.${proposal.state}`)}</Pill>
      </p>
      <p className="mt-1 text-sm text-ink-3">
        {t(proposal.origin === "above" ? "unit.fromAbove" : "unit.fromUnit")} · {basis(proposal.countedIn)}
        {proposal.isDemo ? ` · ${t("demo")}` : ""}
      </p>
      {proposal.adjusts && proposal.effectiveFrom && proposal.adjustedValue !== null ? (
        <p className="mt-2">
          {t("unit.adjusts", {
            before: value(proposal.metric, proposal.adjustedValue),
            after: value(proposal.metric, proposal.value),
            on: formatDate(locale, proposal.effectiveFrom),
          })}
        </p>
      ) : null}
      {proposal.answer ? (
        <p className="mt-2">
          {t("unit.answered", {
            number: proposal.answer.number,
            on: formatDate(locale, proposal.answer.on),
            given: proposal.answer.given ?? 0,
          })}
        </p>
      ) : null}
      {proposal.reason ? (
        <p className="mt-1 text-ink-2">
          {t("unit.reason")}: <span lang="vi">{proposal.reason}</span>
        </p>
      ) : null}
      {proposal.meetingName && proposal.meetingOn && proposal.meetingPlace ? (
        <p className="mt-1 text-ink-2">
          {t("unit.met", {
            name: proposal.meetingName,
            place: proposal.meetingPlace,
            on: formatDate(locale, proposal.meetingOn),
          })}
        </p>
      ) : null}
    </div>
  );
}

function Deeds({ proposal, view, rights }: { proposal: TargetProposal; view: UnitTargets; rights: ProposalRights }) {
  const { t, locale } = useTargetWords();
  const { id, version, state } = proposal;
  const sends = rights.draft || rights.assign;
  if (!sends && !rights.decide) return null;
  if (state === "draft")
    return sends ? (
      <div className="flex flex-wrap items-start gap-2.5">
        {rights.draft ? <SendForm proposalId={id} version={version} step="propose" /> : null}
        {rights.assign ? <SendForm proposalId={id} version={version} step="assign" /> : null}
        <ButtonLink href={localizedPath(locale, `/staff/targets/${view.id}/draft?year=${view.year}&proposal=${id}`)}>
          {t("unit.edit")}
        </ButtonLink>
        <SendForm proposalId={id} version={version} step="withdraw" />
      </div>
    ) : null;
  return (
    <div className="flex flex-wrap items-start gap-2.5">
      {rights.decide ? (
        <ButtonLink
          variant="primary"
          href={localizedPath(locale, `/staff/targets/${view.id}/decide?year=${view.year}`)}
        >
          {t("unit.decide")}
        </ButtonLink>
      ) : null}
      {sends && state !== "agreed" ? <AgreeForm proposalId={id} version={version} /> : null}
      <BackForm proposalId={id} version={version} mayWithdraw={sends} />
    </div>
  );
}
