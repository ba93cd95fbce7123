import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";

/** What one may look at instead, as a form that sends an address: works without script, and a view can be sent on. */
export function PaceForm({
  action,
  units,
  unit,
  children,
}: {
  action: string;
  units: { value: string; label: string }[];
  unit: string;
  children?: ReactNode;
}) {
  const t = useTranslations("pace");
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
    </form>
  );
}
