import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ChoosePersonForm } from "@/components/donors/choose-person-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { formatContact } from "@/lib/accounts/contact";
import { currentDonor } from "@/lib/auth/current";
import { peopleOfContact } from "@/lib/donors/self/queries";
import { localizedPath, ownPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ then?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donors.self.who"))("title") };
}

/** One phone may belong to several people: which of them is it? Also where a signed-in donor changes the person. */
export default async function WhoPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { then } = await searchParams;
  const back = ownPath(typeof then === "string" ? then : null, "/me");
  const query = `?then=${encodeURIComponent(back)}`;
  const actor = await currentDonor();
  if (actor === null) redirect(localizedPath(locale, `/sign-in${query}`));
  const people = await peopleOfContact(actor);
  if (people.length === 0) redirect(localizedPath(locale, `/sign-in/register${query}`));
  const t = await getTranslations("donors.self.who");
  const contact = formatContact(actor.contact);
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">{people.length === 1 ? t("leadOne", { contact }) : t("lead", { contact })}</p>
      <Card>
        <ChoosePersonForm
          people={people.map((person) => ({
            id: person.id,
            name: person.shortName,
            born: t("born", { year: `${person.birthYear}` }),
          }))}
          back={back}
          words={{ legend: t("legend"), continue: t("continue") }}
        />
      </Card>
      <div className="mt-6 border-t border-line pt-5">
        <p className="font-semibold">{t("new")}</p>
        <p className="mb-3 text-sm text-ink-2">{t("newHint")}</p>
        <ButtonLink variant="secondary" href={localizedPath(locale, `/sign-in/register${query}`)}>
          {t("register")}
        </ButtonLink>
      </div>
    </>
  );
}
