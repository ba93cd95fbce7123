import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RegisterSelfForm } from "@/components/donors/register-self-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Steps } from "@/components/ui/steps";
import { currentDonor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { consentPurposes, neededToBook } from "@/lib/donors/consents";
import { identityKinds } from "@/lib/donors/identity-number";
import { segments } from "@/lib/donors/self/rules";
import { localizedPath, ownPath } from "@/lib/i18n/path";
import { publicCommunes, publicProvinces } from "@/lib/units/queries";

type Query = { then?: string | string[]; province?: string | string[] };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donors.self.register"))("title") };
}

/** A new donor registers: first the province, so that the list of communes is short, then the rest. */
export default async function RegisterPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { then, province: asked } = await searchParams;
  const back = ownPath(typeof then === "string" ? then : null, "/me");
  const query = `?then=${encodeURIComponent(back)}`;
  if ((await currentDonor()) === null) redirect(localizedPath(locale, `/sign-in${query}`));
  const [t, donors, provinces] = await Promise.all([
    getTranslations("donors.self.register"),
    getTranslations("donors"),
    publicProvinces(),
  ]);
  const province = provinces.find((one) => one.code === asked);
  const title = <h1 className="text-3xl font-bold tracking-tight">{province ? t("title") : t("provinceTitle")}</h1>;
  if (!province) {
    return (
      <>
        <Steps title={t("title")} step={1} steps={2} backHref={localizedPath(locale, `/sign-in/who${query}`)} />
        {title}
        <p className="mt-1 mb-6 text-ink-2">{t("lead")}</p>
        <Card>
          <form method="get" className="flex flex-col gap-5">
            <input type="hidden" name="then" value={back} />
            <Select
              name="province"
              label={t("province")}
              hint={t("provinceHint")}
              placeholder={t("provinceChoose")}
              options={provinces.map((one) => ({ value: one.code, label: one.name }))}
              required
            />
            <Button type="submit" variant="primary" block pill size="lg">
              {t("next")}
            </Button>
          </form>
        </Card>
      </>
    );
  }
  const communes = await publicCommunes(province.code);
  return (
    <>
      <Steps title={t("title")} step={2} steps={2} backHref={localizedPath(locale, `/sign-in/register${query}`)} />
      {title}
      <p className="mt-1 mb-6 text-ink-2">
        {t("lead")} {province.name} ·{" "}
        <a
          className="font-medium text-blood-ink underline underline-offset-4"
          href={localizedPath(locale, `/sign-in/register${query}`)}
        >
          {t("change")}
        </a>
      </p>
      <Card>
        <RegisterSelfForm
          requestKey={newId()}
          provinceId={province.id}
          back={back}
          communes={communes.map((one) => ({ value: one.id, label: one.name }))}
          sexes={[
            { value: "female", label: donors("sex.female") },
            { value: "male", label: donors("sex.male") },
          ]}
          segments={segments.map((value) => ({ value, label: donors(`segment.${value}`) }))}
          identityKinds={identityKinds.map((value) => ({ value, label: donors(`identity.kind.${value}`) }))}
          consents={consentPurposes.map((value) => ({
            value,
            label: donors(`consent.${value}.title`),
            hint: donors(`consent.${value}.text`),
            needed: value === neededToBook,
          }))}
          words={{
            fullName: t("fullName"),
            fullNameHint: t("fullNameHint"),
            bornOn: t("bornOn"),
            bornHint: t("bornHint"),
            sex: t("sex"),
            commune: t("commune"),
            communeChoose: t("communeChoose"),
            segment: t("segment"),
            segmentChoose: t("segmentChoose"),
            employer: t("employer"),
            optional: t("optional"),
            identity: t("identity"),
            identityHint: t("identityHint"),
            identityKind: t("identityKind"),
            identityKindChoose: t("identityKindChoose"),
            identityNumber: t("identityNumber"),
            consents: t("consents"),
            consentsHint: t("consentsHint"),
            required: t("required"),
            submit: t("submit"),
            pending: t("pending"),
          }}
        />
      </Card>
    </>
  );
}
