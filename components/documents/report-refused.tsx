import { useLocale } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { type Refused, refusalWords } from "@/lib/documents/report/refusal";
import { localizedPath } from "@/lib/i18n/path";

/** Why there is no such report, in one precise sentence, and the ways to those that may be meant. */
export function ReportRefused({
  action,
  asked,
  facts,
}: {
  action: "/staff/progress/report" | "/staff/progress/present";
  asked: { unit: string; commune: string; year: string; period: string };
  facts: Refused;
}) {
  const locale = useLocale();
  const said = refusalWords(locale, asked, facts);
  const { successorCode, on } = facts.facts ?? {};
  const { year } = asked;
  // A unit that ended within the year had a first half of its own, where it was there at its end.
  const hadHalf = facts.refusal === "unit_not_told_apart" && asked.period === "year" && String(on) > `${year}-06-30`;
  const ways = [
    ...(hadHalf ? [{ text: said.openHalf, unit: asked.unit, period: "h1" }] : []),
    ...(successorCode ? [{ text: said.open, unit: String(successorCode), period: asked.period }] : []),
  ];
  return (
    <EmptyState
      title={said.title}
      action={
        ways.length > 0 ? (
          <span className="flex flex-wrap justify-center gap-2">
            {ways.map(({ text, unit, period }) => (
              <ButtonLink
                key={text}
                href={localizedPath(locale, `${action}?${new URLSearchParams({ unit, year, period })}`)}
              >
                {text}
              </ButtonLink>
            ))}
          </span>
        ) : null
      }
    >
      {said.why}
    </EmptyState>
  );
}
