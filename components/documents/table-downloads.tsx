import { useTranslations } from "next-intl";

/**
 * The files of one table, as links that need no script. `href` is the address of its route with the page's own
 * filters; `as=` is added here. `table` says in words which table it is, for those who hear links without their place.
 */
export function TableDownloads({ href, table }: { href: string; table: string }) {
  const t = useTranslations("documents.download");
  const link = (as: string) => `${href}${href.includes("?") ? "&" : "?"}as=${as}`;
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-sm text-ink-2 print:hidden">
      <span>{t("as")}</span>
      {(["xlsx", "csv", "csv-comma"] as const).map((as) => (
        <a
          key={as}
          href={link(as)}
          download
          aria-label={t("label", { format: t(as), table })}
          title={t(`${as}-hint`)}
          className="inline-flex min-h-11 items-center px-2 font-medium text-ink underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {t(as)}
        </a>
      ))}
    </p>
  );
}
