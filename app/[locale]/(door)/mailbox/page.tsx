import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pill } from "@/components/ui/pill";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { publicMailbox } from "@/lib/notices/queries";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.mailbox"))("title"), robots: { index: false } };
}

/** What would have been sent, on a machine that sends nothing. A real site answers "not found". */
export default async function MailboxPage({ params }: Props) {
  const { locale } = await params;
  const letters = await publicMailbox();
  if (letters === null) notFound();
  const t = await getTranslations("notices.mailbox");
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
        <ButtonLink variant="secondary" href={localizedPath(locale, "/mailbox")}>
          {t("refresh")}
        </ButtonLink>
        <p className="text-ink-2">{t("lead")}</p>
      </div>
      {letters.length === 0 ? (
        <EmptyState icon={<Mail aria-hidden className="size-7" />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {letters.map((letter) => (
            <li key={letter.id}>
              <Card>
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <Pill>{letter.channel === "sms" ? t("sms") : t("letter")}</Pill>
                  <time className="text-sm text-ink-3" dateTime={letter.createdAt.toISOString()}>
                    {formatDateTime(locale, letter.createdAt)}
                  </time>
                </div>
                <h2 lang={letter.locale} className="mt-2 font-semibold">
                  {letter.subject}
                </h2>
                <p className="text-sm text-ink-2">{t("to", { recipient: letter.recipient })}</p>
                <p lang={letter.locale} className="mt-2 whitespace-pre-line break-words">
                  {letter.body}
                </p>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
