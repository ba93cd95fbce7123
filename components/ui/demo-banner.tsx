import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

/** Says that people and drives are made up. Shown wherever demo data may be seen; printed too. */
export function DemoBanner() {
  const t = useTranslations("shell");
  return (
    <aside aria-label={t("demoLabel")} className="bg-info-tint text-info">
      <p className="mx-auto flex max-w-6xl items-start gap-2 px-5 py-2 text-sm">
        <FlaskConical aria-hidden className="mt-0.75 size-4 shrink-0" />
        <span>{t("demo")}</span>
      </p>
    </aside>
  );
}
