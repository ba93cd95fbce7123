import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { buttonStyle } from "./button-style";

/** Previous, next, and which rows these are. Server pages only. Renders nothing when one page holds all. */
export function Pagination({
  page,
  pageSize,
  total,
  hrefOf,
}: {
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations("kit");
  const locale = useLocale();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav aria-label={t("pagination")} className="flex items-center justify-between gap-3 pt-4" data-print="hide">
      <p className="text-sm text-ink-2">
        {t("range", {
          from: formatNumber(locale, from),
          to: formatNumber(locale, Math.min(total, page * pageSize)),
          total: formatNumber(locale, total),
        })}
      </p>
      <div className="flex gap-2">
        {page > 1 ? (
          <a href={hrefOf(page - 1)} rel="prev" className={buttonStyle({})}>
            <ChevronLeft aria-hidden className="size-5" />
            <span className="max-sm:sr-only">{t("previous")}</span>
          </a>
        ) : null}
        {page < pages ? (
          <a href={hrefOf(page + 1)} rel="next" className={buttonStyle({})}>
            <span className="max-sm:sr-only">{t("next")}</span>
            <ChevronRight aria-hidden className="size-5" />
          </a>
        ) : null}
      </div>
    </nav>
  );
}
