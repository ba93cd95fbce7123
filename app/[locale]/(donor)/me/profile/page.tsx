import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ProfileForm } from "@/components/donors/profile-form";
import { PublicShell } from "@/components/shell/public-shell";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { donorFor } from "@/lib/auth/current";
import { ownProfile } from "@/lib/donors/own/queries";
import { segments } from "@/lib/donors/self/rules";
import { localizedPath } from "@/lib/i18n/path";
import { publicCommunes, publicProvinces } from "@/lib/units/queries";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ province?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donors.own.profile"))("title") };
}

/** What donors mend by themselves; the rest is mended at a desk, where the papers can be seen. */
export default async function ProfilePage({ params, searchParams }: Props) {
  const { locale: segment } = await params;
  const actor = await donorFor(segment, "/me/profile");
  const asked = (await searchParams).province;
  const [t, words, locale, profile, provinces] = await Promise.all([
    getTranslations("donors.own.profile"),
    getTranslations("donors"),
    getLocale(),
    ownProfile(actor),
    publicProvinces(),
  ]);
  const province =
    provinces.find(({ code }) => code === asked) ?? provinces.find(({ id }) => id === profile.provinceId);
  const communes = province ? await publicCommunes(province.code) : [];
  return (
    <PublicShell width="narrow" demo={profile.isDemo}>
      <div className="pt-2">
        <Breadcrumbs crumbs={[{ label: t("mine"), href: localizedPath(locale, "/me") }, { label: t("title") }]} />
      </div>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <Card>
        <form
          action={localizedPath(locale, "/me/profile")}
          className="mb-6 flex items-end gap-3 border-b border-line pb-6"
        >
          <Select
            name="province"
            label={t("province")}
            placeholder={t("provinceChoose")}
            options={provinces.map(({ code, name }) => ({ value: code, label: name }))}
            defaultValue={province?.code ?? ""}
            fieldClassName="min-w-0 flex-1"
          />
          <button type="submit" className={buttonStyle({}, "min-h-12")}>
            {t("choose")}
          </button>
        </form>
        {province ? (
          <ProfileForm
            key={province.id}
            now={{
              version: profile.version,
              provinceId: province.id,
              communeId: province.id === profile.provinceId ? (profile.communeId ?? "") : "",
              segment: profile.segment ?? "",
              employer: profile.employer ?? "",
              locale: profile.locale,
            }}
            communes={communes.map(({ id, name }) => ({ value: id, label: name }))}
            segments={segments.map((one) => ({ value: one, label: words(`segment.${one}`) }))}
            words={{
              commune: t("commune"),
              communeChoose: t("communeChoose"),
              segment: t("segment"),
              segmentChoose: t("segmentChoose"),
              employer: t("employer"),
              optional: t("optional"),
              language: t("language"),
              vietnamese: t("vietnamese"),
              english: t("english"),
              save: t("save"),
              pending: t("pending"),
            }}
          />
        ) : null}
      </Card>
      <p className="mt-5 text-ink-2">{t("atTheDesk")}</p>
    </PublicShell>
  );
}
