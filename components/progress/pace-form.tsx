import { Bookmark } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { localizedPath } from "@/lib/i18n/path";

/** What one may look at instead, as a form that sends an address: works without script, and a view can be sent on. */
export function PaceForm({
  action,
  units,
  unit,
  save,
  children,
}: {
  action: string;
  units: { value: string; label: string }[];
  unit: string;
  /** The address of the view that is shown, to be kept under a name. */
  save: string;
  children?: ReactNode;
}) {
  const t = useTranslations("pace");
  const saved = useTranslations("documents.saved");
  const locale = useLocale();
  return (
    <form
      action={action}
      aria-label={t("filter.label")}
      data-print="hide"
      className="mb-5 grid items-end gap-3 sm:grid-cols-2 lg:flex lg:flex-wrap lg:[&>div]:min-w-40 lg:[&>div]:max-w-66"
    >
      <Select name="unit" label={t("filter.unit")} defaultValue={unit} options={units} />
      {children}
      <Button type="submit" variant="ink" className="min-h-12">
        {t("filter.show")}
      </Button>
      <a
        href={localizedPath(locale, `/staff/progress/saved?${new URLSearchParams({ address: save })}`)}
        className="inline-flex min-h-12 items-center gap-2 justify-self-start px-2 text-sm font-medium underline decoration-line underline-offset-4 hover:decoration-current"
      >
        <Bookmark aria-hidden className="size-4" />
        {saved("link")}
      </a>
    </form>
  );
}
