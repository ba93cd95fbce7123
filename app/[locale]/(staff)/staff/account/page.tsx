import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { LanguageForm } from "@/components/accounts/language-form";
import { EndOtherSessionsForm, EndSessionForm } from "@/components/accounts/session-forms";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { ownAccount, ownSessions } from "@/lib/accounts/queries";
import { staffFor } from "@/lib/auth/current";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.own"))("title") };
}

/** One's own account: roles, password, open sessions, language. */
export default async function OwnAccountPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("account.own", locale, "/staff/account");
  const [account, sessions, t, own] = await Promise.all([
    ownAccount(actor),
    ownSessions(actor),
    getTranslations("accounts"),
    getTranslations("accounts.own"),
  ]);
  return (
    <div className="max-w-4xl">
      <PageHeader title={own("title")} over={account.email}>
        {account.lastSignInAt ? own("lastSignIn", { when: formatDateTime(locale, account.lastSignInAt) }) : null}
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Card>
          <CardTitle>{own("roles")}</CardTitle>
          {account.roles.length === 0 ? (
            <p className="mt-2 text-ink-2">{own("noRoles")}</p>
          ) : (
            <ul className="mt-2 divide-y divide-line">
              {account.roles.map((held) => (
                <li key={held.id} className="flex flex-wrap gap-x-3 py-2.5">
                  <span className="font-medium">{t(`role.${held.role}`)}</span>
                  <span className="text-ink-2">
                    {[held.facilityName, held.placeName ?? t("nation")].filter(Boolean).join(" · ")}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>

        <Card>
          <CardTitle>{own("password")}</CardTitle>
          <div className="mt-4">
            <ChangePasswordForm
              words={{
                current: own("current"),
                new: own("new"),
                hint: own("passwordHint"),
                change: own("change"),
                email: account.email,
                emailLabel: t("signIn.email"),
              }}
            />
          </div>
        </Card>

        <Card id="sessions">
          <CardTitle>{own("sessions")}</CardTitle>
          <p className="mt-1 text-sm text-ink-2">{own("sessionsHint")}</p>
          <ul className="mt-2 divide-y divide-line">
            {sessions.map((session) => {
              const device = session.device ?? own("unknownDevice");
              return (
                <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                  <div>
                    <p className="font-medium">{device}</p>
                    <p className="text-sm text-ink-2">
                      {own("begun", { when: formatDateTime(locale, session.begunAt) })} ·{" "}
                      {own("seen", { when: formatDateTime(locale, session.seenAt) })}
                    </p>
                  </div>
                  {session.isThis ? (
                    <StatusPill tone="met">{own("thisSession")}</StatusPill>
                  ) : (
                    <EndSessionForm
                      sessionId={session.id}
                      words={{ end: own("end"), label: own("endOn", { device }) }}
                    />
                  )}
                </li>
              );
            })}
          </ul>
          {sessions.length > 1 ? (
            <div className="mt-4">
              <EndOtherSessionsForm words={{ end: own("endOthers") }} />
            </div>
          ) : null}
        </Card>

        <Card>
          <CardTitle>{own("language")}</CardTitle>
          <div className="mt-3">
            <LanguageForm
              current={account.locale}
              words={{
                legend: own("language"),
                hint: own("languageHint"),
                vi: own("vi"),
                en: own("en"),
                save: own("languageSave"),
              }}
            />
          </div>
        </Card>
      </div>
    </div>
  );
}
