import { useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { type Tone, toneText } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { AwardRound } from "@/lib/awards/rounds/queries";
import type { RoundStatus, TrueStanding } from "@/lib/awards/rounds/rules";

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

const candidateTone: Record<TrueStanding, Tone> = {
  gathered: "plain",
  returned: "behind",
  checked: "info",
  chosen: "info",
  passed_over: "plain",
  approved: "met",
  refused: "behind",
  proposed: "info",
  not_chosen: "plain",
  dropped: "plain",
  revoked: "behind",
};

/** Where a round stands, in a word and a shape; one whose proposal was sent back says that first of all. */
export function RoundStatusPill({
  round: { status, sentBackAt },
}: {
  round: Pick<AwardRound, "status" | "sentBackAt">;
}) {
  const t = useTranslations("awards.status");
  if (sentBackAt !== null && status !== "cancelled") return <StatusPill tone="behind">{t("sent_back")}</StatusPill>;
  return <StatusPill tone={roundTone[status]}>{t(status)}</StatusPill>;
}

/** Where a candidate stands, in a word and a shape. */
export function CandidateStatusPill({ standing }: { standing: TrueStanding }) {
  const t = useTranslations("awards.candidateStatus");
  return <StatusPill tone={candidateTone[standing]}>{t(standing)}</StatusPill>;
}

/** The same within a line of words. */
export function CandidateStatusWord({ standing }: { standing: TrueStanding }) {
  const t = useTranslations("awards.candidateStatus");
  const tone = candidateTone[standing];
  return (
    <span className={`inline-flex items-center gap-1 ${toneText[tone]}`}>
      {tone === "plain" ? null : <ToneIcon tone={tone} className="size-3.5" />}
      {t(standing)}
    </span>
  );
}
