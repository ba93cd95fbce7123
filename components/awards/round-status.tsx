import { useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { type Tone, toneText } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { CandidateStatus, RoundStatus } from "@/lib/awards/rounds/rules";

const roundTone: Record<RoundStatus, Tone> = {
  draft: "plain",
  gathering: "info",
  checking: "info",
  commenting: "info",
  proposed: "info",
  decided: "met",
  presented: "met",
  cancelled: "behind",
};

const candidateTone: Record<CandidateStatus, Tone> = {
  gathered: "plain",
  returned: "behind",
  checked: "info",
  chosen: "info",
  passed_over: "plain",
  approved: "met",
  refused: "behind",
};

/** Where a round stands, in a word and a shape. */
export function RoundStatusPill({ status }: { status: RoundStatus }) {
  const t = useTranslations("awards.status");
  return <StatusPill tone={roundTone[status]}>{t(status)}</StatusPill>;
}

/** Where a candidate stands, in a word and a shape. */
export function CandidateStatusPill({ status }: { status: CandidateStatus }) {
  const t = useTranslations("awards.candidateStatus");
  return <StatusPill tone={candidateTone[status]}>{t(status)}</StatusPill>;
}

/** The same within a line of words. */
export function CandidateStatusWord({ status }: { status: CandidateStatus }) {
  const t = useTranslations("awards.candidateStatus");
  const tone = candidateTone[status];
  return (
    <span className={`inline-flex items-center gap-1 ${toneText[tone]}`}>
      {tone === "plain" ? null : <ToneIcon tone={tone} className="size-3.5" />}
      {t(status)}
    </span>
  );
}
