import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { cache, type ReactNode } from "react";
import { DemoBanner } from "@/components/ui/demo-banner";
import { localizedPath, otherLanguage } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { type FrameWords, PublicFrame } from "./public-frame";

/**
 * Head and foot of what donors and the public see. `width="narrow"` for forms and tickets, `"wide"` for lists and
 * figures.
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
    <PublicFrame
      words={await frameWords(locale)}
      here={path.split("?")[0] ?? path}
      other={otherLanguage(path)}
      banner={demo ? <DemoBanner /> : null}
      narrow={width === "narrow"}
    >
      {children}
    </PublicFrame>
  );
}

/** One object for a request: the page and its unshown "not found" send these words once between them. */
const frameWords = cache(async (locale: Locale): Promise<FrameWords> => {
  const t = await getTranslations({ locale, namespace: "shell" });
  const at = (path: string) => localizedPath(locale, path);
  return {
    brand: t("brand"),
    homeLink: t("homeLink"),
    skip: t("skip"),
    mainNav: t("mainNav"),
    footerNav: t("footerNav"),
    account: t("account"),
    otherLanguage: t("otherLanguage"),
    otherLanguageShort: t("otherLanguageShort"),
    footerNote: t("footerNote"),
    home: at("/"),
    me: at("/me"),
    pages: [
      { href: at("/"), label: t("findDrives") },
      { href: at("/check"), label: t("check") },
      { href: at("/progress"), label: t("progress") },
    ],
    more: [
      { href: at("/attributions"), label: t("attributions") },
      { href: at("/api-docs"), label: t("api") },
      { href: at("/privacy"), label: t("privacy") },
      { href: at("/staff/sign-in"), label: t("staffSignIn") },
    ],
  };
});
