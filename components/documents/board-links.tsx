import { Bookmark, FileText, Presentation, Table2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { localizedPath } from "@/lib/i18n/path";

/**
 * What can be made of the board one looks at: its report, its slides, its tables, a view kept by a name. `address` is
 * the board's own, with its filters.
 */
export function BoardLinks({ address, unit, year }: { address: string; unit: string; year: string }) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const query = new URLSearchParams({ unit, ...(year ? { year } : {}) });
  const links = [
    { href: `/staff/progress/report?${query}`, icon: FileText, label: t("choice.title") },
    { href: `/staff/progress/present?${query}`, icon: Presentation, label: t("choice.present") },
    { href: `/progress/share?${query}`, icon: Table2, label: t("share.link") },
    { href: `/staff/progress/saved?${new URLSearchParams({ address })}`, icon: Bookmark, label: t("saved.link") },
  ];
  return (
    <nav aria-label={t("links")} className="mb-4 flex flex-wrap gap-2 print:hidden">
      {links.map(({ href, icon: Icon, label }) => (
        <a
          key={href}
          href={localizedPath(locale, href)}
          className="inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-3 text-sm font-medium hover:border-edge"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </a>
      ))}
    </nav>
  );
}
