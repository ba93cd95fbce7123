"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/ui/text-input";
import { type FormState, typed } from "@/lib/forms/state";

/** How a campaign is called and described, in both languages. */
export function NameFields({ state }: { state: FormState }) {
  const t = useTranslations("campaigns.form");
  const named = (name: string) => ({
    name,
    defaultValue: typed(state, name),
    error: state.errors[name],
    autoComplete: "off",
  });
  return (
    <>
      <TextInput {...named("nameVi")} label={t("nameVi")} maxLength={120} />
      <TextInput {...named("nameEn")} label={t("nameEn")} maxLength={120} lang="en" />
      <TextInput {...named("shortVi")} label={t("shortVi")} maxLength={40} />
      <TextInput {...named("shortEn")} label={t("shortEn")} maxLength={40} lang="en" />
      <TextInput
        {...named("organiserVi")}
        label={t("organiser")}
        optional={t("optional")}
        maxLength={160}
        fieldClassName="sm:col-span-2"
      />
      <TextInput
        {...named("descriptionVi")}
        label={t("descriptionVi")}
        optional={t("optional")}
        maxLength={500}
        fieldClassName="sm:col-span-2"
      />
      <TextInput
        {...named("descriptionEn")}
        label={t("descriptionEn")}
        optional={t("optional")}
        maxLength={500}
        lang="en"
        fieldClassName="sm:col-span-2"
      />
    </>
  );
}
