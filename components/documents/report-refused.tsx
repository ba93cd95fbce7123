import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { ReportRefusal } from "@/lib/documents/report/period";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** Why there is no such report, in one precise sentence, and the way to the one that is meant. */
export function ReportRefused({
  action,
  asked,
  facts: { refusal, facts = {} },
}: {
  action: "/staff/progress/report" | "/staff/progress/present";
  asked: { unit: string; commune: string; year: string; period: string };
  facts: { refusal: ReportRefusal | "malformed"; facts?: Record<string, string | number> };
}) {
  const t = useTranslations("documents.refusal");
  const locale = useLocale();
  const day = (value: string | number | undefined) => (value ? formatDate(locale, String(value)) : "");
  const said = {
    name: String(locale === "en" ? (facts.nameEn ?? facts.name ?? "") : (facts.name ?? "")),
    code: asked.commune || asked.unit,
    year: asked.year,
    from: day(facts.from),
    on: day(facts.on),
    successors: String(facts.successors ?? ""),
  };
  const other = facts.successorCode
    ? { unit: String(facts.successorCode), year: asked.year, period: asked.period }
    : null;
  return (
    <EmptyState
      title={t(`${refusal}.title`, said)}
      action={
        other ? (
          <ButtonLink href={localizedPath(locale, `${action}?${new URLSearchParams(other)}`)}>
            {t("open", said)}
          </ButtonLink>
        ) : null
      }
    >
      {t(`${refusal}.why`, said)}
    </EmptyState>
  );
}
