import "../fonts/fonts.css";
import "../globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { routing } from "@/lib/i18n/routing";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

// Every page carries a nonce made for its request, so none may be built ahead of time.
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "shell" });
  return {
    title: { default: `${t("brand")} · ${t("tagline")}`, template: `%s · ${t("brand")}` },
    description: t("description"),
    formatDetection: { telephone: false, date: false, address: false, email: false },
    manifest: "/manifest.webmanifest",
    icons: { icon: [{ url: "/icon.svg" }], apple: [{ url: "/apple-icon.png" }] },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f5" },
    { media: "(prefers-color-scheme: dark)", color: "#151211" },
  ],
};

/** Reads no cookie and wraps no provider: public pages must stay cacheable and light. */
export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  return (
    <html lang={locale}>
      <body>{children}</body>
    </html>
  );
}
