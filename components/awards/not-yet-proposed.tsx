import { useTranslations } from "next-intl";
import type { RoundView } from "@/lib/awards/rounds/queries";
import { whyNotPropose } from "@/lib/awards/rounds/rules";

const link = "inline-flex min-h-11 items-center font-medium underline underline-offset-4";

/** In place of the proposal's form while it could only be refused: what is missing, and where that is done. */
export function NotYetProposed({ round, here, balanceHref }: { round: RoundView; here: string; balanceHref: string }) {
  const t = useTranslations("awards.round");
  const why = whyNotPropose(round);
  const listOf = (status: string, subjectKind: string | undefined) =>
    `${here}?${new URLSearchParams({ ...(subjectKind && { kind: subjectKind }), status })}`;
  if (why === "still_returned") {
    const first = round.rules.find(({ returned }) => returned > 0);
    return (
      <div className="text-ink-2">
        <p>{t("returnedFirst", { count: round.returned })}</p>
        <a href={listOf("returned", first?.subjectKind)} className={link}>
          {t("seeReturned")}
        </a>
      </div>
    );
  }
  if (why !== "nobody_chosen") return null;
  const unchecked = round.rules.find((one) => one.unchecked > 0);
  return (
    <div className="text-ink-2">
      <p>{round.candidates === 0 ? t("listFirst") : t("chooseFirst")}</p>
      {round.candidates === 0 ? null : (
        <p className="flex flex-wrap gap-x-5">
          <a href={balanceHref} className={link}>
            {t("orByOrder")}
          </a>
          {unchecked ? (
            <a href={listOf("gathered", unchecked.subjectKind)} className={link}>
              {t("seeUnchecked", { count: round.rules.reduce((sum, one) => sum + one.unchecked, 0) })}
            </a>
          ) : null}
        </p>
      )}
    </div>
  );
}
