import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import type { PaperDonor } from "@/lib/awards/papers/queries";
import { formatDate } from "@/lib/i18n/format";
import type { FoundOne } from "./found-people";

/** A search for a donor by the words of a name; `children` draws what is to be done with one of those it found. */
export function FindDonor({
  here,
  hidden,
  name,
  label,
  asked,
  found,
  children,
}: {
  here: string;
  /** What the address keeps beside the search. */
  hidden?: ReactNode;
  /** What the search is called in the address. */
  name: string;
  label: string;
  asked: string;
  found: readonly PaperDonor[];
  children: (found: readonly FoundOne[]) => ReactNode;
}) {
  const t = useTranslations("awards.nominate");
  const locale = useLocale();
  return (
    <>
      <form action={here} className="mb-4 flex items-end gap-2.5">
        {hidden}
        <TextInput
          name={name}
          type="search"
          label={label}
          hint={t("findHint")}
          defaultValue={asked}
          fieldClassName="min-w-0 flex-1"
        />
        <Button type="submit" variant="secondary" className="min-h-12">
          {t("findButton")}
        </Button>
      </form>
      {found.length > 0 ? (
        children(
          found.map((donor) => ({
            id: donor.id,
            name: donor.name,
            line: t("donorLine", {
              year: formatDate(locale, donor.bornOn),
              place: donor.place ?? "none",
              count: donor.recorded + donor.earlier,
            }),
          })),
        )
      ) : asked ? (
        <Notice tone="watch">{t("nothing")}</Notice>
      ) : null}
    </>
  );
}
