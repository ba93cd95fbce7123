import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CodeSignIn } from "@/components/accounts/code-sign-in";
import { Card } from "@/components/ui/card";
import { currentDonor } from "@/lib/auth/current";
import { localizedPath, ownPath } from "@/lib/i18n/path";
import { canSend, usesMailbox } from "@/lib/jobs/outbox";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ then?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.code"))("title") };
}

/** Donors sign in with a one-time code. */
export default async function DonorSignInPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { then } = await searchParams;
  const back = ownPath(typeof then === "string" ? then : null, "");
  const donor = await currentDonor();
  if (donor?.kind === "donor") redirect(localizedPath(locale, back || "/me"));
  const t = await getTranslations("accounts.code");
  const texts = canSend("sms");
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t("lead")}</p>
      <Card>
        <CodeSignIn
          back={back}
          words={{
            contact: texts ? t("contact") : t("emailOnly"),
            contactHint: texts ? t("contactHint") : t("emailOnlyHint"),
            send: t("send"),
            sending: t("sending"),
            sentTo: t("sentTo", { contact: "{contact}" }),
            code: t("code"),
            enter: t("enter"),
            entering: t("entering"),
            resend: t("resend"),
            resendHint: t("resendHint"),
            other: t("other"),
          }}
        />
      </Card>
      {usesMailbox() ? (
        <p className="mt-2 text-sm text-ink-2">
          {t("mailbox")}{" "}
          <a
            className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
            href={localizedPath(locale, "/mailbox")}
            target="_blank"
            rel="noopener"
          >
            {t("mailboxLink")}
          </a>
        </p>
      ) : null}
      <p className="text-sm text-ink-2">
        {t("staff")}{" "}
        <a
          className="inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
          href={localizedPath(locale, "/staff/sign-in")}
        >
          {t("staffLink")}
        </a>
      </p>
    </>
  );
}
