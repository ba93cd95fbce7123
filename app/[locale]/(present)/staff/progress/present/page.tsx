import "@/components/documents/deck.css";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { reportSetting } from "@/app/[locale]/report-setting";
import { DeckKeys } from "@/components/documents/deck-keys";
import { ReportRefused } from "@/components/documents/report-refused";
import { SlideView } from "@/components/documents/slide-view";
import { SkipLink } from "@/components/shell/skip-link";
import { themeCookie } from "@/lib/accounts/schema";
import { staffFor } from "@/lib/auth/current";
import { composeDeck } from "@/lib/documents/report/slides";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.deck"))("title") };
}

/** A report in the meeting room: one message a slide, turned by keyboard; without script a long page to scroll. */
export default async function PresentPage({ params, searchParams }: Props) {
  const { locale } = await params;
  await staffFor("progress.view", locale, "/staff/progress/present");
  const t = await getTranslations("documents.deck");
  const { asked, query, facts } = await reportSetting(await searchParams);
  if (!facts.ok)
    return (
      <main id="main" className="mx-auto grid min-h-dvh max-w-200 place-content-center p-6">
        <h1 className="mb-4 text-2xl font-bold">{t("title")}</h1>
        <ReportRefused action="/staff/progress/present" {...{ asked, facts }} />
      </main>
    );
  const theme = (await cookies()).get(themeCookie)?.value;
  const deck = composeDeck(facts.value, locale);
  const foot = [deck.title, deck.standing].filter(Boolean).join(" · ");
  return (
    <div data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <SkipLink>{(await getTranslations("shell"))("skip")}</SkipLink>
      <DeckKeys
        title={deck.title}
        slides={deck.slides.map((slide) => (
          <SlideView key={slide.id} slide={slide} sources={deck.sources} foot={foot} />
        ))}
        titles={deck.slides.map(({ title }) => title)}
        ids={deck.slides.map(({ id }) => id)}
        words={{
          previous: t("previous"),
          next: t("nextSlide"),
          full: t("full"),
          back: t("back"),
          at: t("at", { n: "{n}", of: "{of}" }),
        }}
        backHref={localizedPath(locale, `/staff/progress/report?${query}`)}
      />
    </div>
  );
}
