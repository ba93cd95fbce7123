"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { segments } from "@/lib/visits/rules";

/** Who somebody is to the statistics, where they work or study, and what they came to give. */
export function SegmentFields({
  id,
  segment,
  employer,
  errors,
  begin,
}: {
  id: string;
  segment: string | null | undefined;
  employer: string | null | undefined;
  errors: Readonly<Record<string, string>>;
  /** The first field of its form: the focus begins here. */
  begin?: boolean;
}) {
  const t = useTranslations("visits");
  const words = useTranslations("eligibility.component");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Select
        name="segment"
        id={`${id}-segment`}
        label={t("segment.label")}
        placeholder={t("arrive.choose")}
        options={segments.map((value) => ({ value, label: t(`segment.${value}`) }))}
        defaultValue={segment ?? ""}
        error={errors.segment}
        data-begin={begin || undefined}
      />
      <TextInput
        name="employer"
        id={`${id}-employer`}
        label={t("arrive.employer")}
        optional={t("arrive.optional")}
        defaultValue={employer ?? ""}
        error={errors.employer}
        maxLength={120}
        autoComplete="off"
      />
      <Select
        name="component"
        id={`${id}-component`}
        label={t("arrive.component")}
        options={COMPONENTS.map((value) => ({ value, label: words(value) }))}
        defaultValue="whole_blood"
        error={errors.component}
        fieldClassName="sm:col-span-2"
      />
    </div>
  );
}
