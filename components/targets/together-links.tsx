import { ButtonLink } from "@/components/ui/button-link";
import { localizedPath } from "@/lib/i18n/path";
import { useTargetWords } from "./words";

/** Where many proposals are done at once; shown from two on, as one has its own page. */
export function TogetherLinks({ year, toDecide, toAgree }: { year: number; toDecide: number; toAgree: number }) {
  const { t, locale } = useTargetWords();
  const page = (name: string) => localizedPath(locale, `/staff/targets/${name}?year=${year}`);
  if (toDecide < 2 && toAgree < 2) return null;
  return (
    <div className="mt-4 flex flex-col items-start gap-2.5" data-print="hide">
      {toDecide > 1 ? (
        <ButtonLink variant="primary" href={page("decide")}>
          {t("together.signMany", { count: toDecide })}
        </ButtonLink>
      ) : null}
      {toAgree > 1 ? <ButtonLink href={page("agree")}>{t("together.agreeMany", { count: toAgree })}</ButtonLink> : null}
    </div>
  );
}
