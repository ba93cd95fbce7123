import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { formatDate } from "@/lib/i18n/format";
import type { DatedRule } from "@/lib/progress/watch/queries";

/** The rule of the watch list as a sentence, since when it holds and why. */
export function RuleInWords({ rule, level }: { rule: DatedRule; level: "unit" | "commune" }) {
  const t = useTranslations("pace.watch");
  const locale = useLocale();
  const facts = { percent: rule.belowPercent, in: rule.inMonths, of: rule.ofMonths, window: rule.windowMonths };
  return (
    <Notice tone="info" className="mb-4" title={t("rule")}>
      {t(rule.windowMonths === 1 ? "ruleMonth" : "ruleWindow", facts)} {t(`pace.${level}`)}{" "}
      <span className="block text-sm">
        {t("ruleSince", {
          on: formatDate(locale, rule.inForceFrom),
          reason: rule.madeBy === null ? t("ruleStart") : rule.reason,
        })}
      </span>
    </Notice>
  );
}
