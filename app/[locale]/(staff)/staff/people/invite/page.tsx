import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteForm } from "@/components/accounts/role-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { RolePlaceForm, roleChoices, roleWords } from "../role-place";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ unit?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.people"))("inviteTitle") };
}

/** Inviting somebody: where their role is, then who they are. */
export default async function InvitePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("people.manage", locale, "/staff/people/invite");
  const [choices, t, own, words] = await Promise.all([
    roleChoices(actor, (await searchParams).unit),
    getTranslations("accounts.people"),
    getTranslations("accounts.own"),
    roleWords(),
  ]);
  return (
    <div className="max-w-2xl">
      <Breadcrumbs
        crumbs={[{ label: t("title"), href: localizedPath(locale, "/staff/people") }, { label: t("inviteTitle") }]}
      />
      <PageHeader title={t("inviteTitle")}>{t("inviteLead")}</PageHeader>
      <Card>
        {choices === null ? (
          <>
            <CardTitle className="mb-4">{t("whereTitle")}</CardTitle>
            <RolePlaceForm actor={actor} />
          </>
        ) : (
          <>
            <CardTitle
              className="mb-4"
              aside={
                <a
                  className="font-medium text-blood-ink underline underline-offset-4"
                  href={localizedPath(locale, "/staff/people/invite")}
                >
                  {t("change")}
                </a>
              }
            >
              {choices.place}
            </CardTitle>
            <InviteForm
              choices={choices}
              words={{
                ...words,
                name: t("personName"),
                email: t("email"),
                locale: t("locale"),
                vi: own("vi"),
                en: own("en"),
                send: t("send"),
              }}
            />
          </>
        )}
      </Card>
    </div>
  );
}
