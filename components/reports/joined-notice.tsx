import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { formatDate } from "@/lib/i18n/format";

/** Says of a report of a period broken by a merger whose work before it the report stands for too. */
export function JoinedNotice({ joined }: { joined: readonly { name: string; until: string }[] }) {
  const t = useTranslations("reports.form");
  const locale = useLocale();
  if (joined.length === 0) return null;
  const units = joined.map(({ name, until }) => t("joinedUntil", { unit: name, day: formatDate(locale, until) }));
  return (
    <Notice tone="info" className="mb-5">
      {t("joined", { units: units.join(", ") })}
    </Notice>
  );
}
