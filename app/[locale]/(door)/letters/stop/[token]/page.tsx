import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StopByLinkForm } from "@/components/documents/letter-forms";
import { Card } from "@/components/ui/card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.letters"))("stopTitle"), robots: { index: false } };
}

/** Ends progress letters by the link they carry, without signing in; opening the page alone changes nothing. */
export default async function StopLettersPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("documents.letters");
  return (
    <Card>
      <h1 className="text-2xl font-bold tracking-tight">{t("stopTitle")}</h1>
      <p className="mt-3 mb-5 text-ink-2">{t("stopWhy")}</p>
      <StopByLinkForm token={token} label={t("stop")} />
    </Card>
  );
}
