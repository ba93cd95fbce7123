import { Armchair, Pencil, Printer, Scale, UserPlus, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { GatherForm } from "./round-forms";

/** What may be done with a round as a whole: seat and print it once it is decided; until then name, weigh, share out, gather. */
export function RoundActions({
  roundId,
  here,
  balanceHref,
  can,
  begun,
}: {
  roundId: string;
  /** The round's own address. */
  here: string;
  balanceHref: string;
  can: { print: boolean; prepare: boolean; nominate: boolean; weigh: boolean; run: boolean; amend: boolean };
  /** Somebody has been gathered before. */
  begun: boolean;
}) {
  const t = useTranslations("awards");
  const balance = useTranslations("balance");
  const seats = useTranslations("ceremony");
  const amend = can.amend ? <AmendLink here={here} /> : null;
  if (can.print)
    return (
      <>
        {amend}
        <ButtonLink href={`${here}/seating`} variant="secondary">
          <Armchair aria-hidden className="size-5" />
          {seats("link")}
        </ButtonLink>
        <ButtonLink href={`${here}/papers`} variant="primary">
          <Printer aria-hidden className="size-5" />
          {t("papers.link")}
        </ButtonLink>
      </>
    );
  if (!can.prepare) return amend;
  return (
    <>
      {amend}
      {can.nominate ? (
        <ButtonLink href={`${here}/nominate`} variant="secondary">
          <UserPlus aria-hidden className="size-5" />
          {t("round.nominate")}
        </ButtonLink>
      ) : null}
      {can.weigh ? (
        <ButtonLink href={balanceHref} variant="secondary">
          <Scale aria-hidden className="size-5" />
          {balance("link")}
        </ButtonLink>
      ) : null}
      {can.run ? (
        <>
          <ButtonLink href={`${here}/quotas`} variant="secondary">
            <UsersRound aria-hidden className="size-5" />
            {t("round.quotas")}
          </ButtonLink>
          <GatherForm roundId={roundId} again={begun} />
        </>
      ) : null}
    </>
  );
}

function AmendLink({ here }: { here: string }) {
  const t = useTranslations("amending");
  return (
    <ButtonLink href={`${here}/edit`} variant="secondary">
      <Pencil aria-hidden className="size-5" />
      {t("link")}
    </ButtonLink>
  );
}
