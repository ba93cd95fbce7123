import { CircleUserRound } from "lucide-react";
import { headers } from "next/headers";
import { useTranslations } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { cx } from "@/components/ui/cx";
import { DemoBanner } from "@/components/ui/demo-banner";
import { localizedPath, otherLanguage } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { SkipLink } from "./skip-link";

/**
 * Head and foot of what donors and the public see. Sends no script of its own. `width="narrow"` for forms and tickets,
 * `"wide"` for lists and figures.
 */
export async function PublicShell({
  children,
  demo,
  width = "wide",
}: {
  children: ReactNode;
  /** Whether made-up people or drives may be seen here. */
  demo?: boolean;
  width?: "narrow" | "wide";
}) {
  const locale = await getLocale();
  const path = (await headers()).get("x-page-path") ?? "/";
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader locale={locale} path={path} />
      {demo ? <DemoBanner /> : null}
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "mx-auto w-full flex-1 px-5 pt-2 pb-14 outline-none sm:pt-6",
          width === "narrow" ? "max-w-2xl" : "max-w-6xl",
        )}
      >
        {children}
      </main>
      <PublicFooter locale={locale} />
    </div>
  );
}

function PublicHeader({ locale, path }: { locale: Locale; path: string }) {
  const t = useTranslations("shell");
  const other = otherLanguage(path);
  const here = path.split("?")[0] ?? path;
  const pages = [
    { href: localizedPath(locale, "/"), label: t("findDrives") },
    { href: localizedPath(locale, "/check"), label: t("check") },
    { href: localizedPath(locale, "/progress"), label: t("progress") },
  ];
  return (
    <header data-shell className="mx-auto w-full max-w-6xl px-5">
      <SkipLink>{t("skip")}</SkipLink>
      <div className="flex h-17 items-center gap-4">
        <Brand href={localizedPath(locale, "/")} label={t("homeLink")} name={t("brand")} />
        <nav aria-label={t("mainNav")} className="ml-auto hidden md:block">
          <ul className="flex gap-1">
            {pages.map((page) => (
              <li key={page.href}>
                <a
                  href={page.href}
                  aria-current={page.href === here ? "page" : undefined}
                  className="flex min-h-11 items-center rounded-control px-3 font-medium text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:text-blood-ink"
                >
                  {page.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="-mr-2.5 ml-auto flex items-center md:ml-0">
          <a
            href={other.href}
            hrefLang={other.locale}
            lang={other.locale}
            className="flex size-11 items-center justify-center rounded-control text-ink-2 hover:bg-sunk hover:text-ink"
          >
            <span aria-hidden>{t("otherLanguageShort")}</span>
            <span className="sr-only">{t("otherLanguage")}</span>
          </a>
          <a
            href={localizedPath(locale, "/me")}
            aria-label={t("account")}
            className="flex size-11 items-center justify-center rounded-full hover:bg-sunk"
          >
            <CircleUserRound aria-hidden className="size-7" strokeWidth={1.75} />
          </a>
        </div>
      </div>
    </header>
  );
}

function PublicFooter({ locale }: { locale: Locale }) {
  const t = useTranslations("shell");
  const links = [
    { href: localizedPath(locale, "/"), label: t("findDrives") },
    { href: localizedPath(locale, "/check"), label: t("check") },
    { href: localizedPath(locale, "/progress"), label: t("progress") },
    { href: localizedPath(locale, "/attributions"), label: t("attributions") },
    { href: localizedPath(locale, "/api-docs"), label: t("api") },
    { href: localizedPath(locale, "/privacy"), label: t("privacy") },
    { href: localizedPath(locale, "/staff/sign-in"), label: t("staffSignIn") },
  ];
  return (
    <footer data-shell className="border-t border-line">
      <div className="mx-auto w-full max-w-6xl px-5 py-6">
        <nav aria-label={t("footerNav")}>
          <ul className="-mx-2 flex flex-wrap gap-x-2">
            {links.map((link) => (
              <li key={link.href}>
                <a
                  href={link.href}
                  className="flex min-h-11 items-center rounded-chip px-2 text-sm text-ink-2 underline-offset-4 hover:text-ink hover:underline"
                >
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="mt-2 text-sm text-ink-3">{t("footerNote")}</p>
      </div>
    </footer>
  );
}
