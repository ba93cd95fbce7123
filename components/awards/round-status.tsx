import { useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import type { Tone } from "@/components/ui/tone";
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
