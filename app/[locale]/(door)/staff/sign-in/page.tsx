import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { currentStaff } from "@/lib/auth/current";
import { localizedPath, ownPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ then?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.signIn"))("title") };
}

export default async function StaffSignInPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { then } = await searchParams;
  const back = ownPath(typeof then === "string" ? then : null, "");
  if (await currentStaff()) redirect(localizedPath(locale, back || "/staff"));
  const t = await getTranslations("accounts.signIn");
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t("lead")}</p>
      {back ? (
        <Notice tone="info" className="mb-5">
          {t("again")}
        </Notice>
      ) : null}
      <Card>
        <SignInForm
          back={back}
          words={{ email: t("email"), password: t("password"), submit: t("submit"), pending: t("pending") }}
        />
      </Card>
      <p className="mt-5 text-sm text-ink-2">{t("forgotten")}</p>
      <p className="mt-1 text-sm text-ink-2">
        {t("donors")}{" "}
        <a
          className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
          href={localizedPath(locale, "/sign-in")}
        >
          {t("donorsLink")}
        </a>
      </p>
    </>
  );
}
