import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitationForm } from "@/components/accounts/accept-invitation-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { ErrorView } from "@/components/ui/error-view";
import { invitedPerson } from "@/lib/accounts/people/invitation";
import { localizedPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not travel to another site. (Under "no-referrer" browsers hide the Origin, too.)
  return {
    title: (await getTranslations("accounts.invitation"))("title"),
    robots: { index: false },
    referrer: "same-origin",
  };
}

/** Where the link of an invitation leads: the person sets their own password. */
export default async function InvitationPage({ params }: Props) {
  const { locale, token } = await params;
  const [person, t, accounts] = await Promise.all([
    invitedPerson(token),
    getTranslations("accounts.invitation"),
    getTranslations("accounts"),
  ]);
  if (person === null) {
    return (
      <ErrorView
        title={t("over")}
        actions={
          <ButtonLink variant="primary" href={localizedPath(locale, "/staff/sign-in")}>
            {t("toSignIn")}
          </ButtonLink>
        }
      >
        {t("overHint")}
      </ErrorView>
    );
  }
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t("lead", person)}</p>
      <Card>
        <AcceptInvitationForm
          token={token}
          email={person.email}
          words={{
            email: accounts("signIn.email"),
            password: accounts("signIn.password"),
            hint: accounts("refusal.password_too_short"),
            submit: t("submit"),
          }}
        />
      </Card>
    </>
  );
}
